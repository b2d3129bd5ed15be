/// Something in a bundle that is not as it was signed: which file, and what is wrong with it.
package struct BundleProblem: Hashable, Sendable, CustomStringConvertible {
  package let member: String
  package let why: String
  init(_ member: String, _ why: String) {
    self.member = member
    self.why = why
  }
  package var description: String { "\(member): \(why)" }
}
