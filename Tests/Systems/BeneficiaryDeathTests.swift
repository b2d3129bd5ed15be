import BeneficiarySystem
import Documents
import Facts
import Synchronization
import Testing
import Timeline

@Suite("Beneficiary system: a death stops a pension")
struct BeneficiaryDeathTests {
  private func world(_ defects: Set<String> = [], edges: [String] = ["list mis payments"]) async throws -> BeneficiaryWorld {
    let world = try BeneficiaryWorld(
      cast: [(name: "deceased", archetype: "PAULO"), (name: "other", archetype: "OLU")], defects: defects, edges: edges)
    try await world.begin()
    try await world.act("enrolled", people: ["deceased", "other"], ("programme", .text("OAP")))
    try await world.nextCycle()
    #expect(world.lines(for: "deceased").count == 1)
    return world
  }
  private func enrolled(_ world: BeneficiaryWorld, _ key: PersonKey) -> String? { world.ask("enrolled", key, ("programme", "OAP")).word }

  @Test(
    "No list after the death holds a line for the deceased, and the enrolment ends",
    arguments: [["list mis payments"], BeneficiaryWorld.all])
  func stops(edges: [String]) async throws {
    let world = try await world(edges: edges)
    #expect(try await world.tell(world.death("deceased")).taken == .accepted)
    #expect(try await world.tell(world.death("deceased", id: "E-10")).taken == .accepted)
    let cycle = try await world.nextCycle()
    #expect(world.lines(for: "deceased", cycle: cycle).isEmpty)
    #expect(world.lines(for: "other", cycle: cycle).count == 1)
    #expect(enrolled(world, "deceased") == "not-enrolled" && enrolled(world, "other") == "enrolled")
  }

  @Test("To suspend first and end later is lawful")
  func suspends() async throws {
    let world = try await world(["suspends-before-ends"])
    try await world.tell(world.death("deceased"))
    #expect(enrolled(world, "deceased") == "enrolled")
    try await world.advance(.days(30))
    #expect(enrolled(world, "deceased") == "not-enrolled")
    try await world.nextCycle()
    #expect(world.lines(for: "deceased").count == 1)
  }

  @Test("One number and another date of birth: suspended until somebody looks, never ended")
  func mismatch() async throws {
    let world = try await world()
    var event = world.death("deceased")
    event.facts[.personBirthDate] = Day(number: 0)
    try await world.tell(event)
    try await world.nextCycle()
    #expect(enrolled(world, "deceased") == "enrolled")
    #expect(world.lines(for: "deceased").count == 1)
  }

  @Test("A defect breaks what it says", arguments: ["pays-the-deceased", "ends-never"])
  func defects(defect: String) async throws {
    let world = try await world([defect])
    try await world.tell(world.death("deceased"))
    try await world.nextCycle()
    #expect(world.lines(for: "deceased").count == (defect == "pays-the-deceased" ? 2 : 1))
    #expect(enrolled(world, "deceased") == (defect == "ends-never" ? "enrolled" : "not-enrolled"))
  }

  @Test(
    "A death that was another's is taken back: paid again, with what was left out, whether it had ended or was held",
    arguments: [([], "90.00"), (["suspends-before-ends"], "90.00"), (["forgets-arrears"], "45.00"), (["ignores-cancelled-death"], nil)]
      as [(Set<String>, String?)])
  func takenBack(defects: Set<String>, amount: String?) async throws {
    let world = try await world(defects)
    let death = world.death("deceased")
    try await world.tell(death)
    let missed = try await world.nextCycle()
    #expect(world.lines(for: "deceased", cycle: missed).isEmpty && world.ask("overpayment", "deceased").word == "open")
    try await world.tell(Message(.deathCancelled, from: .crvs, to: .mis, facts: death.facts))
    let cycle = try await world.nextCycle()
    #expect(world.lines(for: "deceased", cycle: cycle).map { $0[.amount]?.text } == [amount].compactMap(\.self))
    #expect((world.ask("overpayment", "deceased").word == "none") == (amount != nil))
    // The same death again is news, and ends it.
    if amount != nil { try await world.tell(death) }
    try await world.nextCycle()
    #expect(world.lines(for: "deceased").count == (amount == nil ? 1 : 2))
  }

  /// A parent who is paid for that many children, one of them on record as the parent's.
  private func household(of children: Int, _ defects: Set<String>) async throws -> BeneficiaryWorld {
    let ids = Mutex<[Identifier]>([])
    let world = try BeneficiaryWorld(cast: [("parent", "SARA"), ("child", "KID-D")], defects: defects) { message, _ in
      guard message.kind == .personRecord else { return nil }
      var row = Facts()
      row[.motherID] = ids.withLock { $0 }
      return Reply(.accepted, rows: Rows([row]))
    }
    ids.withLock { $0 = world.ids("parent") }
    try await world.begin()
    try await world.act("enrolled", people: ["parent"], ("programme", .text("CHA")), ("children", .count(children)))
    return world
  }

  @Test(
    "A child that dies takes its share with it, and the household goes on",
    arguments: [([], ["15.00"]), (["counts-the-dead"], ["30.00"]), (["closes-the-household"], [])] as [(Set<String>, [String])])
  func child(defects: Set<String>, amounts: [String]) async throws {
    let world = try await household(of: 2, defects)
    try await world.tell(world.death("child"))
    let cycle = try await world.nextCycle()
    #expect(world.lines(for: "parent", cycle: cycle).map { $0[.amount]?.text } == amounts)
  }

  @Test(
    "The death of a child that was another's gives its share back, with what was left out; so where it was the only one",
    arguments: [
      (2, [], ["15.00", "45.00"]), (1, [], [nil, "30.00"]), (2, ["loses-the-share-of-a-cancelled-death"], ["15.00", "15.00"]),
      (2, ["forgets-arrears"], ["15.00", "30.00"]),
    ] as [(Int, Set<String>, [String?])])
  func childTakenBack(children: Int, defects: Set<String>, amounts: [String?]) async throws {
    let world = try await household(of: children, defects)
    let death = world.death("child")
    try await world.tell(death)
    let without = try await world.nextCycle()
    try await world.tell(Message(.deathCancelled, from: .crvs, to: .mis, facts: death.facts))
    let with = try await world.nextCycle()
    #expect([without, with].map { world.lines(for: "parent", cycle: $0).first?[.amount]?.text } == amounts)
  }

  @Test(
    "A widow grant stands and falls with the death that opened it, and what was paid of it is claimed from her and taken from nothing else",
    arguments: [
      ([], "60.00", ["45.00"]), (["keeps-the-grant-of-a-cancelled-death"], nil, ["45.00"]), (["writes-off-silently"], nil, ["45.00"]),
      (["sets-debt-against-family"], "60.00", []),
    ] as [(Set<String>, String?, [String])])
  func grantTakenBack(defects: Set<String>, claim: String?, pension: [String]) async throws {
    let world = try BeneficiaryWorld(
      cast: [("deceased", "PAULO"), ("widow", "ROSA")], policies: [("opens", "by-itself")], defects: defects)
    try await world.begin()
    try await world.act("enrolled", people: ["deceased", "widow"], ("programme", .text("OAP")))
    var death = world.death("deceased")
    death.facts[.spouseID] = world.ids("widow")
    try await world.tell(death)
    #expect(world.ask("enrolled", "widow", ("programme", "WDG")).word == "enrolled")
    try await world.nextCycle()
    try await world.tell(Message(.deathCancelled, from: .crvs, to: .mis, facts: death.facts))
    let isKept = defects.contains("keeps-the-grant-of-a-cancelled-death")
    #expect(world.ask("enrolled", "widow", ("programme", "WDG")).word == (isKept ? "enrolled" : "not-enrolled"))
    #expect(world.ask("overpayment", "widow", ("programme", "WDG")).facts[.overpaidTotal] == claim.map { ExactDecimal($0) } ?? .zero)
    let cycle = try await world.nextCycle()
    #expect(world.lines(for: "widow", cycle: cycle).map { $0[.amount]?.text } == pension)
  }
}
