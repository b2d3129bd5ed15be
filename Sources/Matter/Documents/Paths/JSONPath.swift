/// A query of RFC 9535, read once and evaluated often.
package struct JSONPath: Hashable, Sendable, CustomStringConvertible {
  package let text: String
  let query: PathQuery

  package init(_ text: String) throws(PathRefusal) {
    self.text = text
    query = try PathParser.parse(text)
  }

  package var description: String { text }

  /// Whether it can find one value at most: names and places only.
  package var isSingular: Bool { query.isSingular }

  /// What it finds, in the order the standard gives; nothing found is no error.
  package func evaluate(_ root: JSON) -> [Located] {
    PathEvaluator(root: root).nodes(of: query, from: Located(steps: [], value: root))
  }

  package static func == (a: JSONPath, b: JSONPath) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }
  package func hash(into hasher: inout Hasher) { JSON.hash(text, into: &hasher) }
}
