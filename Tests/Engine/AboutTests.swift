import Facts
import Testing

@testable import Engine
@testable import Population

/// Whom a message is about, where an expectation names somebody.
@Suite("Whom a message is about") struct AboutTests {
  struct Row: Sendable {
    var title: String
    var fact: String
    var attribute: String?
    /// As any message of the mother, and as one about her child.
    var isHers = true
    var isAsMother: Bool
  }
  static let rows = [
    Row(title: "her child's record, asked for by her number", fact: "mother.id", isAsMother: true),
    Row(title: "her own record", fact: "person.id", isAsMother: false),
    Row(title: "a search for her children", fact: "", attribute: "mother.id", isAsMother: true),
    Row(title: "a search for her", fact: "", attribute: "person.id", isAsMother: false),
    Row(title: "whom she was married to", fact: "spouse.id", isHers: false, isAsMother: false),
  ]

  @Test(arguments: rows) func table(row: Row) {
    let number = Identifier(.uin, "2987654326")
    var facts = Facts()
    if !row.fact.isEmpty { facts[row.fact] = .identifiers([number]) }
    var line = Facts()
    line[.attribute] = row.attribute
    line[.value] = row.attribute.map { _ in number.value }
    let message = Message(.personRecord, from: .mis, to: .crvs, facts: facts, lines: Rows(row.attribute == nil ? [] : [line]))
    let mother = Person(
      key: "mother", archetype: "MARIE", name: PersonName(given: "M", family: ""), sex: .female, born: WorldInstant(seconds: 0).day,
      identifiers: [number], later: [], knownTo: [])
    #expect(Player.isAbout(message, .people([mother]), onlyAsMother: false) == row.isHers, "\(row.title)")
    #expect(Player.isAbout(message, .people([mother]), onlyAsMother: true) == row.isAsMother, "\(row.title)")
  }
}
