/// Who sent what to whom, in order, as a page can draw it. Made from recorded exchanges alone.
package struct SequenceDiagram: Hashable, Sendable {
  package enum Tone: String, Sendable { case ok, bad, quiet }

  package struct Participant: Hashable, Sendable {
    package var name: String
    /// `under test` or `simulated`.
    package var kind: String
    package init(name: String, kind: String) {
      self.name = name
      self.kind = kind
    }
  }

  package struct Arrow: Hashable, Sendable {
    package var from: String
    package var to: String
    package var label: String
    /// What came back: `202`, `reset`.
    package var status: String
    package var tone: Tone
    /// An anchor in the page, without the number sign.
    package var anchor: String?
    /// Its own name, so that the way back leads to it.
    package var id: String?
    package init(from: String, to: String, label: String, status: String, tone: Tone, anchor: String? = nil, id: String? = nil) {
      self.from = from
      self.to = to
      self.label = label
      self.status = status
      self.tone = tone
      self.anchor = anchor
      self.id = id
    }
    /// `crvs to mis: death-registered, 202`
    var spoken: String { "\(from) to \(to): \(label), \(status)" }
  }

  package enum Row: Hashable, Sendable {
    case arrow(Arrow)
    /// A line across: a step, or world time that passed.
    case mark(String, Tone)
  }

  package var participants: [Participant]
  package var rows: [Row]

  package init(participants: [Participant], rows: [Row]) {
    self.participants = participants
    self.rows = rows
  }

  /// Participants that no arrow touches are left out, so that the picture stays narrow.
  package func trimmed() -> SequenceDiagram {
    var used = Set<String>()
    for case .arrow(let arrow) in rows { used.formUnion([arrow.from, arrow.to]) }
    return SequenceDiagram(participants: participants.filter { used.contains($0.name) }, rows: rows)
  }
}
