import CivilRegistry
import Facts
import Population
import Testing

@Suite("The civil registry is asked")
struct CivilSearchTests {
  @Test("A record is found by each of its numbers, with parents and latest event")
  func found() async throws {
    let world = try CivilWorld()
    try await world.act("register-birth", CivilRegistryTests.birth)
    try await world.act("register-death", [("person", "deceased")])
    for (key, scheme) in [("child", IdentifierScheme.brn), ("mother", .uin), ("mother", .brn), ("deceased", .drn), ("deceased", .uin)] {
      let person = try world.person(key)
      let reply = await world.ask(Identifier(scheme, person.all[scheme] ?? ""))
      #expect(reply.taken == .accepted && reply.facts[.recordFound] == true && reply.facts[.found] == 1)
      #expect(reply.rows.first { _ in true }?[.personName] == person.name.description)
    }
    let child = try #require(await world.ask(world.story["child"]?.later.first).rows.first { _ in true })
    #expect(child[.motherID]?[.uin] == world.story["mother"]?.uin && child[.eventKind] == "live-birth")
    let dead = try #require(await world.ask(world.story["deceased"]?.identifiers.first).rows.first { _ in true })
    #expect(dead[.eventKind] == "death" && dead[.deathDRN] == world.story["deceased"]?.later[.drn])
  }

  @Test("Nobody is found by a number that was not handed out, was taken back, or belongs to nobody")
  func absent() async throws {
    let world = try CivilWorld()
    let brn = world.story["child"]?.later.first
    #expect(await world.ask(brn).facts[.recordFound] == false)
    try await world.act("notify-birth", CivilRegistryTests.birth)
    #expect(await world.ask(brn).facts[.recordFound] == false)
    try await world.act("register-birth", CivilRegistryTests.birth)
    #expect(await world.ask(brn).facts[.recordFound] == true)
    try await world.act("cancel-birth", [("child", "child")])
    #expect(await world.ask(brn).facts[.recordFound] == false)
    #expect(await world.ask(world.story["ghost"]?.identifiers.first).facts[.found] == 0)
    #expect(await world.ask(world.story["deceased"]?.later.first).facts[.found] == 0)
  }

  @Test("Records can lag for a number of requests, and be out for a time")
  func arranged() async throws {
    let world = try CivilWorld()
    try await world.act("register-birth", CivilRegistryTests.birth)
    try world.arrange("not-found", about: "child", for: "2 requests")
    let (brn, uin) = (world.story["child"]?.later.first, world.story["mother"]?.identifiers.first)
    #expect(await world.ask(uin).facts[.recordFound] == true)
    #expect(await world.ask(brn).facts[.recordFound] == false)
    #expect(await world.ask(Facts(), [("child.brn", "eq", brn?.value ?? "")]).facts[.found] == 0)
    #expect(await world.ask(brn).facts[.recordFound] == true)
    try world.arrange("unavailable", for: "1 hour")
    #expect(await world.ask(brn) == Reply(.failed, reason: "unavailable"))
    try await world.wait(.minutes(61))
    #expect(await world.ask(brn).taken == .accepted)
    #expect(throws: Refused.self) { try world.arrange("broken") }
    #expect(throws: Refused.self) { try world.arrange("not-found", for: "a while") }
  }

  static let conditions: [([(String, String, String)], [String])] = [
    ([("person.birth-date", "eq", "T")], ["child", "other-child"]),
    ([("person.birth-date", "ge", "T")], ["child", "other-child"]),
    ([("person.birth-date", "gt", "T")], []),
    ([("person.birth-date", "lt", "1970-01-01"), ("person.sex", "eq", "male")], ["deceased"]),
    ([("person.birth-date", "le", "1970-01-01"), ("person.sex", "in", "male female")], ["deceased", "widow"]),
    ([("mother.id", "eq", "mother")], ["child"]),
    ([("mother.id", "in", "mother other-mother"), ("person.birth-date", "eq", "T")], ["child", "other-child"]),
    ([("event.kind", "eq", "live-birth"), ("registration.date", "eq", "T")], ["child", "other-child"]),
    ([("person.birth-date", "ge", "T"), ("person.birth-date", "lt", "T")], []),
  ]
  @Test("Conditions are joined by and", arguments: conditions)
  func searched(conditions: [(String, String, String)], expected: [String]) async throws {
    let world = try CivilWorld()
    try await world.act("register-birth", CivilRegistryTests.birth)
    try await world.act("register-birth", [("child", "other-child"), ("mother", "other-mother")])
    let spelt = conditions.map { attribute, comparison, value in
      let words = value.split(separator: " ").map { word in
        word == "T" ? CivilWorld.today.description : world.story[PersonKey(word)]?.uin ?? String(word)
      }
      return (attribute, comparison, words.joined(separator: " "))
    }
    let reply = await world.ask(Facts(), spelt)
    let names = reply.rows.compactMap { $0[.personName] }
    #expect(Set(names) == Set(expected.compactMap { world.story[PersonKey($0)]?.name.description }))
    #expect(reply.facts[.found] == expected.count)
  }

  @Test("What cannot be searched is refused with its reason")
  func refused() async throws {
    let world = try CivilWorld()
    let wrong: [([(String, String, String)], String)] = [
      ([("shoe-size", "eq", "42")], "unknown-attribute"), ([("person.sex", "like", "m")], "unknown-operator"),
      ([("person.sex", "gt", "male")], "unknown-operator"), ([("person.birth-date", "eq", "yesterday")], "wrong-value"), ([], "no-query"),
    ]
    for (conditions, reason) in wrong { #expect(await world.ask(Facts(), conditions) == .refused(reason)) }
    for (name, value, reason) in [
      ("page.size", FactValue.count(0), "wrong-page-size"), ("page.size", .count(5000), "wrong-page-size"),
      ("sort", .text("height"), "unknown-sort"),
    ] {
      var facts = Facts()
      facts[name] = value
      #expect(await world.ask(facts, [("person.sex", "eq", "male")]) == .refused(reason))
    }
  }

  @Test("Pages hold everybody once, in order, and say how many there are")
  func pages() async throws {
    let world = try CivilWorld(populace: 400)
    var (seen, days): ([String], [Day]) = ([], [])
    for page in 1...9 {
      var facts = Facts()
      (facts[.page], facts[.pageSize], facts[.sort]) = (page, 25, "person.birth-date asc")
      let reply = await world.ask(facts, [("person.sex", "eq", "female")])
      #expect(reply.facts[.page] == page && reply.facts[.pageSize] == 25)
      seen += reply.rows.compactMap { $0[.personID]?.description }
      days += reply.rows.compactMap { $0[.personBirthDate] }
      if reply.facts[.found] ?? 0 <= page * 25 { break }
    }
    #expect(Set(seen).count == seen.count && seen.count > 150 && days == days.sorted())
    var beyond = Facts()
    (beyond[.page], beyond[.pageSize]) = (1000, 25)
    #expect(await world.ask(beyond, [("person.sex", "eq", "female")]).rows.isEmpty)
    let everybody = await world.ask(Facts(), [("person.birth-date", "gt", "1800-01-01")])
    #expect(everybody.facts[.found] ?? 0 > 400)
    var youngest = Facts()
    (youngest[.page], youngest[.pageSize], youngest[.sort]) = (1, 1, "person.birth-date desc")
    let last = await world.ask(youngest, [("person.birth-date", "gt", "1800-01-01")]).rows.first { _ in true }
    #expect(last?[.personBirthDate] == everybody.rows.compactMap { $0[.personBirthDate] }.max())
  }

  @Test("Somebody of the populace is found like anybody else")
  func populace() async throws {
    let world = try CivilWorld(populace: 400)
    let all = Populace(size: 400, seed: 3, today: CivilWorld.today, library: try #require(CivilWorld.library))
    let child = all.person(at: 202)
    let row = try #require(await world.ask(child.identifiers.first).rows.first { _ in true })
    #expect(row[.personName] == child.name.description && row[.motherID]?[.uin] == all.person(at: 200).uin)
    let found = await world.ask(Facts(), [("mother.id", "eq", all.person(at: 200).uin ?? "")])
    #expect(found.facts[.found] == 2)
  }

  @Test("Too many at once are refused")
  func tooMany() async throws {
    let world = try CivilWorld(populace: 1200)
    #expect(await world.ask(Facts(), [("person.birth-date", "gt", "1800-01-01")]) == .refused("too-many"))
  }

  @Test("Defects in what is answered")
  func defects() async throws {
    func found(_ defect: String, registered: Bool = true) async throws -> (CivilWorld, Reply) {
      let world = try CivilWorld([defect])
      if registered { try await world.act("register-birth", CivilRegistryTests.birth) }
      return (world, await world.ask(world.story["child"]?.later.first))
    }
    #expect(try await found("crvs-finds-nobody").1.facts[.recordFound] == false)
    let (world, ignored) = try await found("crvs-ignores-query")
    #expect(ignored.rows.first { _ in true }?[.personName] == world.story["mother"]?.name.description)
    let (_, other) = try await found("crvs-record-of-another")
    #expect(other.facts[.found] == 1 && other.rows.first { _ in true }?[.childBRN] != world.story["child"]?.brn)
    let early = try CivilWorld(["crvs-shows-unregistered"])
    try await early.act("notify-birth", CivilRegistryTests.birth)
    #expect(await early.ask(early.story["child"]?.later.first).facts[.recordFound] == true)
    let many = try CivilWorld(["crvs-finds-everybody"])
    #expect(await many.ask(Facts(), [("person.birth-date", "gt", "2200-01-01")]).rows.count > 5)
    let pager = try CivilWorld(["crvs-repeats-records"])
    func page(_ n: Int) async -> [Facts] {
      var facts = Facts()
      (facts[.page], facts[.pageSize]) = (n, 2)
      return Array(await pager.ask(facts, [("person.birth-date", "gt", "1800-01-01")]).rows)
    }
    #expect(await page(1).last == page(2).first)
  }
}
