/// A deviation from a published protocol that a dialect recognises, as data: what it is, which rule asks for what, and what to do.
package struct OddityCard: Hashable, Sendable {
  /// Stable, as readings carry it: `header.wrong-action`.
  package let name: String
  /// A system that is known to do so, where one is.
  package let metIn: String?
  /// Where it stands when the reading does not say: a JSON pointer into the body, or the name of a header field.
  package let place: String
  /// What it is, as the first part of a sentence; empty where each reading says it.
  package let says: String
  /// The clause that rules it.
  package let rule: String
  /// What the clause asks for, as the object of that sentence.
  package let asks: String
  package let remedy: String
  /// Done by who answered, though it is noted at the request.
  package let isOfAnswer: Bool
  /// What a check misses for it, besides what stands at its place: facts, or `body`; `*` is all that a message says.
  package let explains: [String]

  package init(
    _ name: String, at place: String, _ says: String, metIn: String? = nil, rule: String, asks: String, remedy: String,
    isOfAnswer: Bool = false, explains: [String] = []
  ) {
    (self.name, self.metIn, self.place, self.says) = (name, metIn, place, says)
    (self.rule, self.asks, self.remedy, self.isOfAnswer, self.explains) = (rule, asks, remedy, isOfAnswer, explains)
  }

  /// All that a vendor needs, in one sentence: where, what, who else does so, which rule, what to do.
  package func sentence(of oddity: Oddity) -> String {
    let what = [says, oddity.detail].filter { !$0.isEmpty }.joined(separator: ", ")
    let known = metIn.map { " (as in \($0))" } ?? ""
    let place = oddity.place ?? place
    return "\(place.isEmpty ? "" : "\(place): ")\(what)\(known); \(rule) asks for \(asks); \(remedy)."
  }
}

/// A recognised deviation as a reading carries it, in one text: its name, then its place and what else is known of it, parted by spaces.
package struct Oddity: Hashable, Sendable {
  package let name: String
  package let place: String?
  package let detail: String
  package init(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    name = parts.first.map(String.init) ?? ""
    place = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
    detail = parts.count > 2 ? String(parts[2]) : ""
  }
}

extension DialectCard {
  package func oddity(named name: String) -> OddityCard? { oddities.first { $0.name == name } }
  /// What is shown of an oddity; its own text where the dialect has no card for it.
  package func sentence(of text: String) -> String {
    let oddity = Oddity(text)
    return self.oddity(named: oddity.name)?.sentence(of: oddity) ?? text
  }
}
