/// Why an archive was not taken, and where.
package struct TarRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file that it is about, as its header names it; nil for the archive as a whole.
  package let member: String?
  /// Counted from the start of the archive.
  package let offset: Int
  package let why: String

  init(member: String?, offset: Int, _ why: String) {
    self.member = member
    self.offset = offset
    self.why = why
  }
  package var description: String { "\(member ?? "the archive"), byte \(offset): \(why)" }
}
