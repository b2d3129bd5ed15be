/// What the text as published, without errata and interpretations, makes of what a check judged. It is told where the check came to
/// another end with them.
package struct StrictReading: Hashable, Sendable {
  /// Whether it fits the published form; then the check failed by an erratum that asks for more.
  package var holds: Bool
  /// What breaks the published form; nil where nothing does.
  package var flaw: String?
  /// The errata without which the check would have come to this.
  package var errata: [String]
  /// The interpretation that lives with what breaks the text, by its id.
  package var interpretation: String?

  package init(holds: Bool, flaw: String?, errata: [String], interpretation: String? = nil) {
    (self.holds, self.flaw, self.errata, self.interpretation) = (holds, flaw, errata, interpretation)
  }

  /// `would fail at /header/meta (type): expected an object; found ""; erratum dci-meta`
  package var sentence: String {
    let end = holds ? "would pass" : "would fail" + (flaw.map { ": \($0)" } ?? "")
    let changed = errata.isEmpty ? [] : ["\(errata.count == 1 ? "erratum" : "errata") \(errata.joined(separator: ", "))"]
    return ([end] + changed + (interpretation.map { ["interpretation \($0)"] } ?? [])).joined(separator: "; ")
  }

  /// The verdict as the text stands.
  package func verdict(of strength: Strength) -> Verdict { holds ? .pass : strength.verdictWhenBroken }
}
