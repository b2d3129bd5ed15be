/// What a schema has against a document.
package struct SchemaReport: Hashable, Sendable {
  /// Findings that are kept with place and words; the rest are counted.
  package static let mostFindings = 100

  package private(set) var findings: [SchemaFinding] = []
  /// All of them.
  package private(set) var count = 0
  package var isValid: Bool { count == 0 }

  mutating func add(_ error: LibraryError, at place: () -> MarkupPlace) {
    guard !error.isWarning else { return }
    let words = SchemaWords(error)
    count += 1
    guard findings.count < Self.mostFindings else { return }
    let at = place()
    let path = at.path + (words.attribute.isEmpty ? "" : "/@" + words.attribute)
    findings.append(
      SchemaFinding(rule: words.rule, place: MarkupPlace(line: at.line, column: at.column, path: path), why: words.why, next: words.next))
  }

  /// libxml2 could not go on.
  mutating func fail() {
    count += 1
    findings.append(
      SchemaFinding(
        rule: "internal", place: MarkupPlace(), why: "libxml2 could not validate the document", next: "report this with the document"))
  }
}
