/// Why a schema cannot be used: it is broken, or needs what is not supported.
package struct SchemaRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// The document's URI; empty for the one given without.
  package let document: String
  package let pointer: JSONPointer
  package let why: String
  package let next: String

  package var description: String { "\(document)#\(pointer): \(why); \(next)" }
}
