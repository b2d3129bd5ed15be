/// Why a text is not a pattern that can be used here.
package struct PatternRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// In characters (Unicode scalars) from 1.
  package let column: Int
  package let why: String
  package let next: String
  package var description: String { "column \(column) of the pattern: \(why); \(next)" }
}
