/// Why a text is not a URI Template, or why it cannot be expanded with these values.
package struct TemplateRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// In characters (Unicode scalars) of the template from 1.
  package let column: Int
  package let why: String
  package let next: String
  package var description: String { "column \(column) of the template: \(why); \(next)" }
}
