/// Why a text is not a JSONPath.
package struct PathRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// In characters (Unicode scalars) from 1.
  package let column: Int
  package let why: String
  package let next: String
  package var description: String { "column \(column) of the path: \(why); \(next)" }
}
