import DialectsCivil
import Documents
import Facts
import Testing

/// `POST /events/search` of OpenCRVS 2.x: what is asked in facts comes to the register as the same facts, and its records come back.
@Suite("OpenCRVS 2.x: searches")
struct CivilSearchTests {
  static let uin = Identifier(.uin, "2987654326")
  static let brn = Identifier(.brn, "B-1955-00000007")

  private static func question(_ id: Identifier) -> Message {
    var facts = Facts()
    facts[.personID] = [id]
    return Message(.personRecord, from: .mis, to: .crvs, facts: facts)
  }
  private static func question(_ conditions: [(String, String, String)]) -> Message {
    var facts = Facts()
    (facts[.page], facts[.pageSize], facts[.sort]) = (2, 1, "person.birth-date asc")
    let lines = conditions.map { attribute, comparison, value in
      var line = Facts()
      (line[.attribute], line[.comparison], line[.value]) = (attribute, comparison, value)
      return line
    }
    return Message(.personRecord, from: .mis, to: .crvs, facts: facts, lines: Rows(lines))
  }
  /// What a civil registry holds of somebody.
  private static func row(isDead: Bool) -> Facts {
    var facts = Facts()
    facts[.personID] = isDead ? [brn, uin] : [brn]
    (facts[.childBRN], facts[.personName], facts[.personSex]) = (brn.value, "Olu da Silva", "male")
    (facts[.personBirthDate], facts[.registrationDate]) = (Day("1955-01-31"), Day("2026-11-22"))
    facts[.motherID] = [Identifier(.uin, "2111")]
    facts[.eventKind] = isDead ? "death" : "live-birth"
    facts[.eventDate] = isDead ? Day("2026-11-20") : Day("1955-01-31")
    if isDead { facts[.deathDRN] = "D-2026-00000003" }
    return facts
  }
  private static func found(_ rows: [Facts], of total: Int) -> Reply {
    var reply = Reply(.accepted, rows: Rows(rows))
    (reply.facts[.recordFound], reply.facts[.found]) = (!rows.isEmpty, total)
    return reply
  }

  @Test(
    "Who is asked for by a number is found with birth and death put together",
    arguments: [uin, brn, Identifier(.drn, "D-2026-00000003")])
  func one(id: Identifier) throws {
    var pair = CivilPair(.triggers)
    pair.decide = { _ in Self.found([Self.row(isDead: true)], of: 1) }
    let said = pair.say(Self.question(id))
    let reply = try #require(said)
    #expect(pair.operations == ["client-token", "search"] && pair.told == [Self.question(id)])
    let row = try #require(Array(reply.rows).first)
    #expect(reply.facts[.found] == 1 && reply.rows.count == 1 && reply.facts[.recordFound] == true)
    #expect(row[.deathDRN] == "D-2026-00000003" && row[.eventKind] == "death" && row[.eventDate] == Day("2026-11-20"))
    #expect(Set(row[.personID] ?? []).isSuperset(of: [Self.uin]) && row[.personName] == "Olu da Silva")
    // A death number is that of the death alone.
    #expect(row[.motherID] == (id.scheme == .drn ? nil : [Identifier(.uin, "2111")]))
    let carried = try #require(pair.dialect.card.carries.first { $0.kind == .personRecord })
    #expect(Set(row.entries.map(\.name)).isSubset(of: carried.lineFacts))
    let seen = pair.view("search")
    #expect(seen.map(\.half) == [.request, .response] && Array(seen[1].message.lines) == [row] && seen[0].message == Self.question(id))
  }

  @Test("Whoever lives has no death, and nobody is found where nobody is", arguments: [true, false])
  func alive(isThere: Bool) throws {
    var pair = CivilPair(.triggers)
    pair.decide = { _ in isThere ? Self.found([Self.row(isDead: false)], of: 1) : .refused("not-found") }
    let said = pair.say(Self.question(Self.brn))
    let reply = try #require(said)
    #expect(reply.taken == .accepted && reply.rows.count == (isThere ? 1 : 0) && reply.facts[.recordFound] == isThere)
    #expect(reply.rows.allSatisfy { $0[.eventKind] == nil && $0[.deathDRN] == nil })
  }

  @Test("Births are searched for by their days, a page at a time")
  func births() throws {
    var pair = CivilPair(.triggers)
    pair.decide = { _ in Self.found([Self.row(isDead: true)], of: 7) }
    let asked = Self.question([
      ("person.birth-date", "ge", "1955-01-01"), ("person.birth-date", "lt", "1955-02-01"), ("person.sex", "eq", "male"),
    ])
    let said = pair.say(asked)
    let reply = try #require(said)
    // A birth does not say who has died: that is asked for after it.
    #expect(pair.operations == ["client-token", "search", "search"] && pair.told.count == 2)
    #expect(reply.rows.count == 1 && reply.facts[.found] == 7 && Array(reply.rows)[0][.deathDRN] == "D-2026-00000003")
    let heard = try #require(pair.told.first)
    #expect(heard.facts[.page] == 2 && heard.facts[.pageSize] == 1 && heard.facts[.sort] == "person.birth-date asc")
    let conditions = heard.lines.map { [$0[.attribute], $0[.comparison], $0[.value]].map { $0 ?? "" }.joined(separator: " ") }
    #expect(Set(conditions) == ["person.birth-date ge 1955-01-01", "person.birth-date le 1955-01-31", "person.sex eq male"])
  }

  @Test(
    "What a clause has no word for is not asked",
    arguments: [("poverty.score", "eq"), ("person.sex", "in"), ("person.birth-date", "in")])
  func unsayable(attribute: String, comparison: String) {
    var pair = CivilPair(.triggers)
    let said = pair.say(Self.question([(attribute, comparison, "1955-01-01")]))
    #expect(said?.taken == .failed && !pair.operations.contains("search"))
  }

  @Test("A search that is not understood, and one without a token, is refused and names nobody")
  func refused() throws {
    var pair = CivilPair(.triggers)
    pair.decide = { _ in Self.found([Self.row(isDead: true)], of: 1) }
    pair.tamper = { operation, request in
      guard operation == "search" else { return }
      request.body = Array(String(decoding: request.body, as: UTF8.self).replacing("child.", with: "crown.").utf8)
    }
    #expect(pair.say(Self.question(Self.uin))?.reason == "breaks-schema")
    pair.tamper = { operation, request in if operation == "search" { request.headers = [] } }
    #expect(pair.say(Self.question(Self.uin))?.reason == "untrusted")
    let answer = try #require(pair.last("search")).response
    #expect(pair.told.isEmpty && !String(decoding: answer.body, as: UTF8.self).contains(Self.uin.value))
  }
}
