import Documents
import Facts
import Population
import Records

extension Desk {
  /// The farmer registry: who farms what, on how much land.
  static let farmers = Desk(
    .farmerRegistry, "Farmer registry", words: ["farm.id", "farm.kind", "crop"], numbers: ["farm.area"],
    inputs: [("kind", "crop"), ("crop", "maize"), ("area", "1.5")],
    facts: { input, person in
      var facts = Facts()
      facts[.farmID] = person.all.first.map { [Identifier("FARM", "F-\($0.value)")] }
      facts[.farmKind] = input("kind")
      facts[.crop] = input("crop")
      facts[.farmArea] = input("area").flatMap { ExactDecimal($0) }
      return facts
    })
}
