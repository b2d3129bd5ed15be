import Conformance
import Facts
import SourceText

extension LoadContext {
  /// `published:` of suite.yaml: checked for its shape, and read by people only.
  mutating func publication(_ node: Node) {
    guard !entries(node, "`published`").isEmpty else { return }
    allow(PageMap.publication.names, in: node, "`published`")
    _ = text(required(node, "on", "`published`"), "`on`")
    _ = text(required(node, "content", "`published`"), "`content`")
    if let changes = node["changes"] { _ = self.changes(changes) }
  }

  mutating func record(_ root: Node) -> PublicationRecord? {
    let what = "a record of publications"
    guard !entries(root, what).isEmpty else { return nil }
    allow(["versions", "requirements"], in: root, what)
    let versions = items(required(root, "versions", what) ?? Node(.sequence([]), root.span), "`versions`").compactMap { version($0) }
    let rows = entries(required(root, "requirements", what) ?? Node(.mapping([]), root.span), "`requirements`").compactMap { entry in
      text(entry.value, "a requirement that was published").map { said in
        let words = said.split(separator: " ").map(String.init)
        let state: PublicationRecord.Row.State =
          switch words.dropFirst().first {
          case "withdrawn": .withdrawn
          case "renamed": .renamed
          default: .held
          }
        return PublicationRecord.Row(id: Word(entry.name, entry.key.span), state: state, digest: words.first ?? "")
      }
    }
    return PublicationRecord(versions: versions, rows: rows)
  }

  private mutating func version(_ node: Node) -> PublicationRecord.Version? {
    let what = "a published version"
    guard !entries(node, what).isEmpty else { return nil }
    allow(["version", "on", "status", "by", "content", "changes"], in: node, what)
    let version = text(required(node, "version", what), "`version`")
    let date = text(required(node, "on", what), "`on`")
    let content = text(required(node, "content", what), "`content`")
    let status = text(required(node, "status", what), "`status`")
    let body = text(node["by"], "`by`")
    guard let version, let date, let content, let status else { return nil }
    return .init(
      version: version, date: date, status: status, body: body, content: content,
      changes: node["changes"].map { changes($0) } ?? SuiteChanges())
  }

  private mutating func changes(_ node: Node) -> SuiteChanges {
    var changes = SuiteChanges()
    guard !entries(node, "`changes`").isEmpty else { return changes }
    allow(PageMap.changes.names, in: node, "`changes`")
    changes.added = words(node["added"], "`added`").map(\.text)
    changes.changed = words(node["changed"], "`changed`").map(\.text)
    changes.withdrawn = words(node["withdrawn"], "`withdrawn`").map(\.text)
    changes.renamed =
      node["renamed"].map { entries($0, "`renamed`") }?.compactMap { entry in
        entry.value.text.map { SuiteChanges.Rename(entry.name, $0) }
      } ?? []
    return changes
  }
}
