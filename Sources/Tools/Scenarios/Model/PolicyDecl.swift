package import SourceText

/// What a law or a programme may decide; the range keeps it honest.
package struct PolicyDecl: Sendable {
  package let name: Word
  package let preset: Value?
  package let among: [Word]
  package let atLeast: Value?
  package let atMost: Value?
  /// `NBG.amount`: asked of the programme.
  package let fromProgramme: Word?
  package let span: SourceSpan

  /// Why a value lies outside the range; nil where it is lawful.
  package func objection(to text: String) -> String? {
    if !among.isEmpty, !among.contains(where: { $0.text == text }) {
      return "\(text) is none of \(among.map(\.text).joined(separator: ", "))"
    }
    if let least = atLeast?.text, let below = Self.isBelow(text, least), below { return "\(text) is less than \(least)" }
    if let most = atMost?.text, let above = Self.isBelow(most, text), above { return "\(text) is more than \(most)" }
    return nil
  }

  /// What may be decided, in words: `12 months to 24 months`, `required or not-required`.
  package var range: String {
    if !among.isEmpty { return among.map(\.text).joined(separator: " or ") }
    let bounds = [atLeast.map { "at least \($0.text ?? "\($0)")" }, atMost.map { "at most \($0.text ?? "\($0)")" }].compactMap(\.self)
    return bounds.isEmpty ? "anything" : bounds.joined(separator: " and ")
  }

  private static func isBelow(_ a: String, _ b: String) -> Bool? {
    if let a = StoryDuration(a), let b = StoryDuration(b) { return a.rough < b.rough }
    if let a = Double(a), let b = Double(b) { return a < b }
    return nil
  }
}
