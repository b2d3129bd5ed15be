import Scenarios

/// What `publish` says on the terminal.
enum PublicationSummary {
  static func refused(_ p: Publication) -> String {
    "refused: \(p.suite.id) \(p.version.version) cannot be published, for \(counted(p.reasons.count, "reason"))\n"
      + p.reasons.map { "  \($0.rule.rawValue): \($0.says)\n    next: \($0.next)\n" }.joined()
      + (p.proof == nil && p.reasons.contains { $0.rule == .lint }
        ? "  not looked at: self-check and proof, for a suite with errors is not played\n" : "")
  }

  static func published(_ p: Publication, wrote: [String], isDry: Bool) -> String {
    let v = p.version
    var lines = ["\(p.suite.id) \(v.version), \(v.status)\(v.body.map { " by \($0)" } ?? "") on \(v.date)", "content  \(v.content)"]
    if let proof = p.proof { lines.append("proof    \(proof)") }
    lines.append("changes  " + changes(v.changes, isFirst: p.suite.record == nil))
    if !v.changes.touched.isEmpty {
      lines.append("touched  certificates of an earlier version that claim \(v.changes.touched.joined(separator: ", "))")
    }
    lines.append((isDry ? "would write  " : "wrote    ") + wrote.joined(separator: ", "))
    return lines.map { $0 + "\n" }.joined()
  }

  static func changes(_ c: SuiteChanges, isFirst: Bool) -> String {
    if isFirst { return "everything: nothing was published before" }
    let parts = [
      ("added", c.added), ("changed", c.changed), ("withdrawn", c.withdrawn), ("renamed", c.renamed.map { "\($0.old) to \($0.new)" }),
    ].filter { !$0.1.isEmpty }.map { "\($0.0) \($0.1.joined(separator: ", "))" }
    return parts.isEmpty ? "no requirement" : parts.joined(separator: "; ")
  }
}
