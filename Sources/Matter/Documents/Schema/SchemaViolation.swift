/// One thing in a document that a schema does not allow, in words for whoever sent the document.
package struct SchemaViolation: Hashable, Sendable, CustomStringConvertible {
  /// Where in the document.
  package let instance: JSONPointer
  /// Where in the schema: document URI and pointer of the keyword.
  package let schema: String
  /// The keyword; `false` for a schema that allows nothing.
  package let keyword: String
  package let expected: String
  package let actual: String
  /// For `oneOf` and `anyOf` without a match: the branch that came nearest, and what it lacks.
  package let nearest: SchemaBranch?

  /// One line, and one more for each thing that the nearest branch lacks.
  package var description: String {
    let place = instance.tokens.isEmpty ? "the document" : instance.text
    let line = "\(place): expected \(expected); found \(actual)"
    guard let nearest else { return line }
    let details = nearest.violations.map { "\n  " + $0.description.split(separator: "\n").joined(separator: "\n  ") }
    return "\(line); nearest is \(nearest.name)" + details.joined()
  }

  /// All of it in one line, with the keyword, for reports: the first three things that the nearest branch lacks among it.
  package var sentence: String {
    let place = instance.tokens.isEmpty ? "the document" : instance.text
    let line = "\(place) (\(keyword)): expected \(expected); found \(actual)"
    guard let nearest else { return line }
    return "\(line); nearest is \(nearest.name): " + nearest.violations.prefix(3).map(\.sentence).joined(separator: ", ")
  }
}

/// One of the shapes that `oneOf` or `anyOf` allows.
package struct SchemaBranch: Hashable, Sendable {
  /// Counted from 1.
  package let number: Int
  /// The title, the last part of its `$ref`, or its number.
  package let name: String
  package let violations: [SchemaViolation]
}
