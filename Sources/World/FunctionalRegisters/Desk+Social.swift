import Documents
import Facts
import Records

extension Desk {
  /// The social registry: households, who belongs to them, and how poor they were found.
  static let social = Desk(
    .socialRegistry, "Social registry", words: ["group.id", "group.kind", "poverty.score.kind", "person.area"],
    numbers: ["poverty.score", "group.size"],
    inputs: [("score", "40.0"), ("area", nil)], keepsGroups: true,
    facts: { input, _ in
      var facts = Facts()
      // Who was never assessed has no score: `none` is no number.
      facts[.povertyScore] = input("score").flatMap { ExactDecimal($0) }
      facts[.scoreKind] = "proxy-means-test"
      facts[.groupKind] = "household"
      facts[.personArea] = input("area")
      return facts
    })
}
