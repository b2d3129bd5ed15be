/// Why bytes are not a table, where, and what to do next.
package struct CSVRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// Counted from 1; line breaks within quotes count too.
  package let line: Int
  /// In characters (Unicode scalars) from 1.
  package let column: Int
  package let why: String
  package let next: String
  package var description: String { "line \(line), column \(column): \(why); \(next)" }
}
