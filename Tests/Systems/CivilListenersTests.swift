import CivilRegistry
import Facts
import Population
import Records
import Synchronization
import Testing
import Timeline

@Suite("Whom the civil registry tells, and until when")
struct CivilListenersTests {
  private func wish(_ kinds: String, about: [Identifier]? = nil, days: Int? = nil) -> Message {
    var facts = Facts()
    (facts[.wanted], facts[.personID], facts[.subscriptionDays]) = (kinds, about, days)
    return Message(.subscription, from: .mis, to: .crvs, facts: facts)
  }
  private func end(_ reply: Reply) -> Message {
    var facts = Facts()
    facts[.subscriptionCode] = reply.facts[.subscriptionCode]
    return Message(.subscriptionEnded, from: .mis, to: .crvs, facts: facts)
  }
  private func heard(_ world: CivilWorld) -> [String?] { world.listener.messages.map { $0.facts[.personID]?[.uin] } }

  @Test("Of two subscriptions that cover an event the end of one leaves the other", arguments: [[], ["crvs-ends-what-overlaps"]])
  func overlapping(_ defects: Set<String>) async throws {
    let world = try CivilWorld(defects)
    let widow = try world.person("widow")
    let all = await world.say(wish("death-registered"))
    _ = await world.say(wish("death-registered", about: widow.identifiers))
    try await world.act("register-death", [("person", "deceased")])
    _ = await world.say(end(all))
    try await world.act("register-death", [("person", "jane")])
    try await world.act("register-death", [("person", "widow")])
    let deceased = try world.person("deceased")
    #expect(heard(world) == [deceased.uin] + (defects.isEmpty ? [widow.uin] : []))
  }

  @Test("A subscription that has expired tells nothing", arguments: [[], ["crvs-forgets-expiry"]])
  func expired(_ defects: Set<String>) async throws {
    let world = try CivilWorld(defects)
    _ = await world.say(wish("death-registered", days: 1))
    try await world.act("register-death", [("person", "deceased")])
    try await world.wait(.days(2))
    try await world.act("register-death", [("person", "widow")])
    #expect(heard(world).count == (defects.isEmpty ? 1 : 2))
  }

  @Test(
    "A listener that was away hears of everything once, in order",
    arguments: [("", [0, 1]), ("crvs-drops-what-fails", []), ("crvs-newest-first", [1, 0]), ("crvs-tells-backlog-again", [0, 1, 0, 1])])
  func away(_ defect: String, _ order: [Int]) async throws {
    let world = try CivilWorld([defect])
    world.listener.isAway.store(true, ordering: .relaxed)
    try await world.act("register-death", [("person", "deceased")])
    try await world.act("register-death", [("person", "widow")])
    try await world.wait(.days(1))
    #expect(world.listener.messages.isEmpty)
    world.listener.isAway.store(false, ordering: .relaxed)
    try await world.wait(.days(4))
    let people = [try world.person("deceased").uin, try world.person("widow").uin]
    #expect(heard(world) == order.map { people[$0] })
  }

  @Test("What waits is told before what is new")
  func newer() async throws {
    let world = try CivilWorld()
    world.listener.isAway.store(true, ordering: .relaxed)
    try await world.act("register-death", [("person", "deceased")])
    try await world.wait(.hours(1))
    world.listener.isAway.store(false, ordering: .relaxed)
    try await world.act("register-death", [("person", "widow")])
    try await world.wait(.days(1))
    #expect(heard(world) == [try world.person("deceased").uin, try world.person("widow").uin])
  }

  @Test("An outage lasts as long as it was arranged, and only what can be arranged is")
  func arranged() throws {
    let now = WorldInstant(CivilWorld.today, hour: 9)
    var all = [try Arranged(Arrangement("events", about: nil, does: "unavailable", lasts: "1 day"), among: [.unavailable], at: now)]
    #expect(all.isUnavailable(at: now) && all.isUnavailable(at: now + .hours(23)) && !all.isUnavailable(at: now + .days(1)))
    #expect(throws: Refused.self) { try Arranged(Arrangement("events", about: nil, does: "not-found"), among: [.unavailable], at: now) }
  }

  @Test("A birth that two people report is one event")
  func reportedTwice() async throws {
    let world = try CivilWorld()
    let first = try await world.act("notify-birth", CivilRegistryTests.birth)
    let again = try await world.act("notify-birth", CivilRegistryTests.birth)
    let registered = try await world.act("register-birth", CivilRegistryTests.birth)
    #expect(first[.eventID] == again[.eventID] && registered[.eventID] == first[.eventID])
  }
}
