import CivilRegistry
import Facts
import Population
import Testing
import Timeline

@Suite("One person on record under several numbers, and no child at all")
struct CivilIdentityTests {
  static let birth = [("child", "child"), ("mother", "mother")]

  @Test("Two records that become one are found by either number, and told by both")
  func merger() async throws {
    let world = try CivilWorld()
    try await world.act("register-birth", Self.birth)
    try await world.act("register-birth", [("child", "other-child"), ("mother", "mother")])
    try await world.act("merge-records", [("person", "child"), ("other", "other-child")])
    for key in ["child", "other-child"] {
      let rows = await world.ask(try world.person(key).later[.brn].map { Identifier(.brn, $0) }).rows
      #expect(Array(rows).map { $0[.personName] } == [try world.person("child").name.description])
    }
    await #expect(throws: Refused.self) { try await world.act("merge-records", [("person", "child"), ("other", "other-child")]) }
  }

  @Test(
    "What an adoption seals nobody is shown, and the record names the new mother",
    arguments: ["", "crvs-shows-sealed-records", "crvs-keeps-the-former-mother"])
  func adoption(_ defect: String) async throws {
    let world = try CivilWorld([defect])
    try await world.act("register-birth", Self.birth)
    let (old, new) = (try world.person("child").brn, try world.person("other-child").brn)
    let given = try await world.act("register-adoption", [("person", "child"), ("mother", "jane"), ("as", "other-child")])
    #expect(given[.childBRN] == new)
    let told = try #require(world.listener.messages.last)
    #expect(told.kind == .adoptionRegistered && told.facts[.personID] == [old, new].compactMap { $0 }.map { Identifier(.brn, $0) })
    #expect(told.facts[.motherID]?[.uin] == world.story["jane"]?.uin)
    #expect(await world.ask(old.map { Identifier(.brn, $0) }).rows.isEmpty == (defect != "crvs-shows-sealed-records"))
    let row = try #require(await world.ask(new.map { Identifier(.brn, $0) }).rows.first { _ in true })
    #expect(row[.motherID]?[.uin] == world.story[defect == "crvs-keeps-the-former-mother" ? "mother" : "jane"]?.uin)
    await #expect(throws: Refused.self) {
      try await world.act("register-adoption", [("person", "child"), ("mother", "jane"), ("as", "ghost")])
    }
  }

  @Test("A fetal death is told as one and is no record of a birth; of anybody else it cannot be one")
  func stillbirth() async throws {
    let world = try CivilWorld()
    try await world.act("register-stillbirth", [("child", "still"), ("mother", "mother")])
    let told = try #require(world.listener.messages.first)
    #expect(told.kind == .stillbirthRegistered && told.facts[.eventKind] == "fetal-death" && told.facts[.childBRN] == nil)
    #expect(told.facts[.childID]?.map(\.scheme) == [.frn] && told.facts[.motherID]?[.uin] == world.story["mother"]?.uin)
    #expect(await world.ask(told.facts[.childID]?.first).rows.isEmpty)
    await #expect(throws: Refused.self) { try await world.act("register-stillbirth", Self.birth) }
    await #expect(throws: Refused.self) { try await world.act("register-birth", [("child", "still"), ("mother", "mother")]) }
  }

  @Test("A cancelled record is shown by a defective registry alone", arguments: ["", "crvs-shows-cancelled-records"])
  func cancelled(_ defect: String) async throws {
    let world = try CivilWorld([defect])
    try await world.act("register-birth", Self.birth)
    try await world.act("cancel-birth", [("child", "child")])
    #expect(await world.ask(try world.person("child").brn.map { Identifier(.brn, $0) }).rows.isEmpty == defect.isEmpty)
  }

  @Test("The next word about somebody can be late, and others overtake it")
  func late() async throws {
    let world = try CivilWorld()
    try world.registry.arrange(
      Arrangement("events", about: "child", does: "late", lasts: "3 days"), at: WorldInstant(CivilWorld.today, hour: 9))
    try await world.act("register-birth", Self.birth)
    try await world.act("register-death", [("person", "deceased")])
    #expect(world.listener.messages.map(\.kind) == [.deathRegistered])
    try await world.act("cancel-birth", [("child", "child")])
    #expect(world.listener.messages.map(\.kind) == [.deathRegistered, .birthCancelled])
    try await world.wait(.days(3))
    #expect(world.listener.messages.map(\.kind) == [.deathRegistered, .birthCancelled, .birthRegistered])
    #expect(throws: Refused.self) {
      try world.registry.arrange(Arrangement("events", about: nil, does: "unavailable"), at: WorldInstant(CivilWorld.today, hour: 9))
    }
  }
}
