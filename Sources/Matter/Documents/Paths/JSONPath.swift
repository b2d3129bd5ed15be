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

  /// What it finds in a document, in the order the standard gives; nothing found is no error. A cursor tells its pointer and bytes.
  package func evaluate(_ root: Cursor, bounds: PathBounds = .standard) throws(PathOverrun) -> [Cursor] {
    let tape = root.tape
    return try found(in: TapeSource(tape: tape), from: root.index, bounds).map { Cursor(tape: tape, index: $0) }
  }

  /// The same in a value tree, each with its way from the root.
  package func evaluate(_ root: JSON, bounds: PathBounds = .standard) throws(PathOverrun) -> [Located] {
    try found(in: TreeSource(), from: Located(steps: [], value: root), bounds)
  }

  private func found<S: PathSource>(in source: S, from root: S.Place, _ bounds: PathBounds) throws(PathOverrun) -> [S.Place] {
    do throws(PathExhaustion) {
      var evaluator = PathEvaluator(source: source, root: root, bounds: bounds)
      return try evaluator.nodes(of: query, from: root)
    } catch {
      switch error {
      case .visits:
        throw PathOverrun(
          path: text, why: "more than \(bounds.visits) values had to be looked at",
          next: "use fewer wildcards and .. in a row, or a smaller document")
      case .found:
        throw PathOverrun(path: text, why: "more than \(bounds.found) values were found", next: "ask for less at once")
      }
    }
  }

  package static func == (a: JSONPath, b: JSONPath) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }
  package func hash(into hasher: inout Hasher) { JSON.hash(text, into: &hasher) }
}
