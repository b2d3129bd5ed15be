import Conformance

extension RunDifference {
  /// For the summary of a CI step or a comment on a change.
  package var markdown: String {
    var out = "## \(verdict)\n\n"
    for note in notes { out += "- \(MarkdownText.escape(note))\n" }
    if !notes.isEmpty { out += "\n" }
    for (title, comparison) in [("Requirements", requirements), ("Scenarios", scenarios)] {
      out += "### \(title)\n\n\(Self.sentence(comparison))\n\n"
      let rows = comparison.entries.map { [$0.isWorse ? "worse" : "", $0.change.rawValue, $0.key, Self.way($0), Self.why($0)] }
      out += MarkdownText.table(["", "change", "what", "how", "why"], rows) + (rows.isEmpty ? "" : "\n")
    }
    return out
  }
}
