/// One reading of a text that is open: what is seen, and how it is ruled.
///
/// Ruled `fail`, it lowers a check that passed. Ruled `accept` or `note`, it lifts one that failed over the very word that was seen, and
/// nothing else; what the text as it stands makes of it is kept beside.
package struct Interpretation: Hashable, Sendable {
  package enum Ruling: String, Sendable, CaseIterable {
    /// As good as any other reading.
    case accept
    /// Lived with, and told.
    case note
    /// Not what the text means.
    case fail
  }

  package var id: String
  /// The oddity by which it is recognised, `notify.shape-openimis`.
  package var seen: String
  package var ruling: Ruling

  package init(id: String, seen: String, ruling: Ruling) {
    self.id = id
    self.seen = seen
    self.ruling = ruling
  }

  /// The one that a check met: the gravest of those whose oddity was seen in what proves it; nil where none was.
  package static func met(_ listed: [Interpretation], _ oddities: [String]) -> Interpretation? {
    let met = listed.filter { oddities.contains($0.seen) }
    return met.first { $0.ruling == .fail } ?? met.first { $0.ruling == .note } ?? met.first
  }

  /// The one that lives with the word over which a check failed; nil where none does, or one rules it wrong.
  package static func lived(_ listed: [Interpretation], with oddity: String) -> Interpretation? {
    met(listed, [oddity]).flatMap { $0.ruling == .fail ? nil : $0 }
  }

  /// The verdict after the ruling.
  package func rules(_ strict: Verdict, of strength: Strength) -> Verdict {
    ruling == .fail && strict == .pass ? strength.verdictWhenBroken : strict
  }
}
