import Conformance

/// How each format says each verdict: made of the formats themselves, and printed in the room's page.
package enum VerdictTable {
  /// A row for each format, a column for each verdict; the words with which the format writes.
  package static var rows: [[String]] {
    Formats.all.map { format in [format.card.name] + Verdict.allCases.map { format.word(for: $0) } }
  }
  package static var head: [String] { ["format"] + Verdict.allCases.map(\.rawValue) }

  package static var markdown: String {
    ([head, head.map { _ in "---" }] + rows).map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }
}
