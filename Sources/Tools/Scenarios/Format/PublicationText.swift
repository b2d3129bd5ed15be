/// What `assay publish` writes, in the canonical form of pages.
package enum PublicationText {
  /// The keys below `published:`.
  static func lines(_ version: PublicationRecord.Version, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    var lines = ["\(margin)on: \(version.date)"]
    if let body = version.body { lines.append("\(margin)by: \(ExpectationText.quoted(body))") }
    lines.append("\(margin)content: \(version.content)")
    guard !version.changes.isEmpty else { return lines }
    return lines + ["\(margin)changes:"] + changes(version.changes, indent: indent + 2)
  }

  private static func changes(_ changes: SuiteChanges, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    func list(_ name: String, _ ids: [String]) -> [String] {
      if ids.isEmpty { return [] }
      if ids.count <= 4 { return ["\(margin)\(name): [ \(ids.joined(separator: ", ")) ]"] }
      return ["\(margin)\(name):"] + ids.map { "\(margin)  - \($0)" }
    }
    let renamed = changes.renamed.map { "\(margin)  \($0.old): \($0.new)" }
    return list("added", changes.added) + list("changed", changes.changed) + list("withdrawn", changes.withdrawn)
      + (renamed.isEmpty ? [] : ["\(margin)renamed:"] + renamed)
  }

  /// The whole of `published.yaml`.
  package static func record(_ record: PublicationRecord) -> String {
    var lines = [
      "# Written by `assay publish`: what was published, and by which clauses. A later version is held against it: so it is known what",
      "# changed, and no id comes back with another meaning. Keep it; change nothing by hand.", "versions:",
    ]
    for version in record.versions {
      lines += ["  - version: \(ExpectationText.quoted(version.version))", "    status: \(version.status)"]
      lines += self.lines(version, indent: 4)
    }
    lines.append("requirements:")
    for row in record.rows {
      let word =
        switch row.state {
        case .held: ""
        case .withdrawn: " withdrawn"
        case .renamed: " renamed"
        }
      lines.append("  \(row.id): \(row.digest)\(word)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
