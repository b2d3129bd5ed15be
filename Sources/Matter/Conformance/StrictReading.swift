/// What a form as published, without errata, makes of what a check judged. It is told where the check came to another end with them.
package struct StrictReading: Hashable, Sendable {
  /// Whether it fits the published form; then the check failed by an erratum that asks for more.
  package var holds: Bool
  /// What breaks the published form; nil where nothing does.
  package var flaw: String?
  /// The errata without which the check would have come to this.
  package var errata: [String]

  package init(holds: Bool, flaw: String?, errata: [String]) {
    (self.holds, self.flaw, self.errata) = (holds, flaw, errata)
  }

  /// `would fail at /header/meta (type): expected an object; found ""; erratum dci-meta`
  package var sentence: String {
    let end = holds ? "would pass" : "would fail" + (flaw.map { ": \($0)" } ?? "")
    return errata.isEmpty ? end : "\(end); \(errata.count == 1 ? "erratum" : "errata") \(errata.joined(separator: ", "))"
  }

  /// The verdict as the text stands.
  package func verdict(of strength: Strength) -> Verdict { holds ? .pass : strength.verdictWhenBroken }
}
