import DialectsCivil
import Documents
import Facts
import Testing

/// `POST /graphql` of OpenCRVS 1.x: events are asked for by the number of whose they are, and the answer names nobody by a number.
@Suite("OpenCRVS 1.x: record search")
struct CivilRecordSearchTests {
  static let uin = Identifier(.uin, "2987654326")
  static let mother = Identifier(.uin, "2111")

  private static func question(_ id: Identifier) -> Message {
    var facts = Facts()
    facts[.personID] = [id]
    return Message(.personRecord, from: .mis, to: .crvs, facts: facts)
  }
  private static func question(_ conditions: [(String, String, String)], sort: String? = nil) -> Message {
    var facts = Facts()
    (facts[.page], facts[.pageSize], facts[.sort]) = (2, 1, sort)
    let lines = conditions.map { attribute, comparison, value in
      var line = Facts()
      (line[.attribute], line[.comparison], line[.value]) = (attribute, comparison, value)
      return line
    }
    return Message(.personRecord, from: .mis, to: .crvs, facts: facts, lines: Rows(lines))
  }
  private static func pair(isDead: Bool) -> CivilPair {
    var pair = CivilPair(.webhooks)
    pair.decide = { _ in
      var facts = Facts()
      facts[.personID] = [Identifier(.brn, "B-7"), uin]
      (facts[.childBRN], facts[.personName], facts[.personSex]) = ("B-7", "Olu da Silva", "male")
      (facts[.personBirthDate], facts[.registrationDate]) = (Day("1955-01-31"), Day("2026-11-22"))
      facts[.motherID] = [mother]
      (facts[.eventKind], facts[.eventDate]) = isDead ? ("death", Day("2026-11-20")) : ("live-birth", Day("1955-01-31"))
      if isDead { facts[.deathDRN] = "D-3" }
      var reply = Reply(.accepted, rows: Rows([facts]))
      (reply.facts[.recordFound], reply.facts[.found]) = (true, 1)
      return reply
    }
    return pair
  }

  @Test("By the number of a person the birth is asked for and then the death, and both are one record", arguments: [true, false])
  func one(isDead: Bool) throws {
    var pair = Self.pair(isDead: isDead)
    let said = pair.say(Self.question(Self.uin))
    let reply = try #require(said)
    #expect(
      pair.operations == ["token", "record-search", "record-search"] && pair.told == [Self.question(Self.uin), Self.question(Self.uin)])
    let row = try #require(Array(reply.rows).first)
    #expect(reply.rows.count == 1 && reply.facts[.recordFound] == true)
    #expect(Set(row[.personID] ?? []) == [Self.uin, Identifier(.brn, "B-7")] && row[.personName] == "Olu da Silva")
    #expect(row[.deathDRN] == (isDead ? "D-3" : nil) && row[.eventDate] == (isDead ? Day("2026-11-20") : nil))
    // Nothing in the answer says whose child it is, or of which sex.
    #expect(row[.motherID] == nil && row[.personSex] == nil)
    let carried = try #require(pair.dialect.card.carries.first { $0.kind == .personRecord })
    #expect(Set(row.entries.map(\.name)).isSubset(of: carried.lineFacts))
    let seen = pair.view("record-search")
    #expect(seen.map(\.half) == [.request, .response] && seen[0].message == Self.question(Self.uin))
    let sent = try #require(pair.last("record-search"))
    #expect(!String(decoding: sent.response.body, as: UTF8.self).contains(Self.uin.value))
  }

  @Test("The children of a mother are asked for by her number, and are hers")
  func births() throws {
    var pair = Self.pair(isDead: false)
    let said = pair.say(Self.question([("mother.id", "eq", Self.mother.value), ("person.birth-date", "ge", "1955-01-01")]))
    let reply = try #require(said)
    #expect(pair.operations == ["token", "record-search"] && reply.facts[.found] == 1)
    #expect(Array(reply.rows).first?[.motherID] == [Self.mother] && Array(reply.rows).first?[.childBRN] == "B-7")
    let heard = try #require(pair.told.first)
    #expect(heard.facts[.page] == 2 && heard.facts[.pageSize] == 1)
    let conditions = heard.lines.map { [$0[.attribute], $0[.comparison], $0[.value]].map { $0 ?? "" }.joined(separator: " ") }
    #expect(Set(conditions) == ["mother.id eq 2111", "person.birth-date ge 1955-01-01"])
  }

  @Test("What no parameter asks is not asked")
  func unsayable() {
    for asked in [
      Self.question(Identifier(.functional, "F-1")), Self.question([("poverty.score", "eq", "1")]),
      Self.question([("person.birth-date", "in", "1955-01-01")]),
      Self.question([("person.sex", "eq", "male")], sort: "person.birth-date asc"),
    ] {
      var pair = Self.pair(isDead: false)
      let said = pair.say(asked)
      #expect(said?.taken == .failed && !pair.operations.contains("record-search"))
    }
  }

  @Test("What is not understood, and what shows no token, is refused and names nobody")
  func refused() throws {
    var pair = Self.pair(isDead: true)
    pair.tamper = { operation, request in
      guard operation == "record-search" else { return }
      request.body = Array(String(decoding: request.body, as: UTF8.self).replacing("childIdentifier", with: "crownIdentifier").utf8)
    }
    #expect(pair.say(Self.question(Self.uin))?.reason == "breaks-schema")
    pair.tamper = { operation, request in if operation == "record-search" { request.headers = [] } }
    #expect(pair.say(Self.question(Self.uin))?.reason == "untrusted")
    let answer = try #require(pair.last("record-search")).response
    #expect(pair.told.isEmpty && !String(decoding: answer.body, as: UTF8.self).contains(Self.uin.value))
  }
}
