/// What is wrong with an OpenAPI description: where, why, and what to do.
package struct DescriptionRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  package let pointer: JSONPointer
  package let why: String
  package let next: String

  package var description: String { "\(pointer.tokens.isEmpty ? "the description" : pointer.text): \(why); \(next)" }
}
