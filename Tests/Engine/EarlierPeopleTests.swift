import Evidence
import Facts
import Testing

@testable import Engine

/// Where stories follow each other at one address, what is still said of the last one is no part of the next.
@Suite("People of earlier stories") struct EarlierPeopleTests {
  static let (olu, paulo, marie) = (Identifier(.uin, "1"), Identifier(.uin, "2"), Identifier(.uin, "3"))

  @Test func `each story's people are earlier ones from the next on, and never those who are in it again`() {
    let people = EarlierPeople()
    #expect(people.before([Self.olu, Self.paulo]).isEmpty)
    #expect(people.before([Self.paulo, Self.marie]) == [Self.olu])
    #expect(people.before([Self.olu]) == [Self.paulo, Self.marie])
  }

  @Test(
    "What is about nobody but earlier people is told as a finding, and all else stays",
    arguments: [
      ([paulo], [olu], [olu]), ([paulo], [paulo], []), ([paulo], [paulo, olu], [paulo, olu]), ([paulo], [], []), ([], [paulo], [paulo]),
    ] as [(Set<Identifier>, [Identifier], [Identifier])])
  func without(earlier: Set<Identifier>, named: [Identifier], left: [Identifier]) {
    var facts = Facts()
    facts[.personID] = named
    let exchange = Exchange(
      id: "5.1", at: WorldInstant(seconds: 0), wire: WireInstant(milliseconds: 0), from: .mis, to: .ibr, edge: "enrolment",
      dialect: "dci-ibr", operation: "enrollment-updates", url: "", request: WireRequest("POST", "/"), response: nil,
      readings: [Reading(Message(.enrolment, from: .mis, to: .ibr, facts: facts), .request)])
    var findings: [Finding] = []
    let seen = exchange.without(earlier) { findings.append($0) }
    let isDropped = left.isEmpty && !named.isEmpty
    #expect(seen.readings.count == (isDropped ? 0 : 1))
    #expect(seen.readings.first?.message.facts[.personID] ?? [] == (isDropped ? [] : named))
    #expect(findings.map(\.name) == (isDropped ? ["finding.earlier-story"] : []))
    #expect(findings.allSatisfy { $0.about == .mis && $0.exchange == "5.1" })
  }
}
