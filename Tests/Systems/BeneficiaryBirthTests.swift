import BeneficiarySystem
import Documents
import Facts
import Synchronization
import Testing
import Timeline

@Suite("Beneficiary system: a birth opens a grant")
struct BeneficiaryBirthTests {
  static func world(
    mother: String = "MARIE", policies: [(String, String)] = [], defects: Set<String> = [], edges: [String] = BeneficiaryWorld.all,
    script: @escaping BeneficiaryWorld.Script = { _, _ in nil }
  ) async throws -> BeneficiaryWorld {
    let cast = [("mother", mother), ("child", "BABY-A"), ("other-mother", "EVE"), ("other-child", "BABY-B"), ("stranger", "OLU")]
    let world = try BeneficiaryWorld(
      cast: cast.map { (name: $0.0, archetype: $0.1) }, policies: policies, defects: defects, edges: edges, script: script)
    try await world.begin()
    try await world.act("knows", people: mother == "GHOST" ? ["other-mother"] : ["mother", "other-mother"])
    try await world.tell(world.birth("other-child", of: "other-mother", id: "E-0"))
    return world
  }
  private func enrolled(_ world: BeneficiaryWorld, _ key: PersonKey = "child") -> String? {
    world.ask("enrolled", key, ("programme", "NBG")).word
  }

  @Test("A registered birth: confirmed, verified, enrolled, and paid once to the mother")
  func base() async throws {
    let world = try await Self.world()
    let reply = try await world.tell(world.birth("child", of: "mother"))
    #expect(reply.taken == .accepted)
    #expect(enrolled(world) == "enrolled" && enrolled(world, "stranger") == "not-enrolled")
    #expect(world.said(.personRecord).map { $0.facts[.personID] }.contains(world.ids("child").filter { $0.scheme == .brn }))
    #expect(world.said(.verify).count == 2)
    let cycle = try await world.nextCycle()
    #expect(world.lines(for: "mother", cycle: cycle).map { $0[.amount]?.text } == ["20.00"])
    #expect(world.lines(for: "child").isEmpty)
    let list = try #require(world.said(.list).first)
    #expect(list.facts[.declaredCount] == 2 && list.facts[.declaredTotal] == 40)
    try await world.nextCycle()
    #expect(world.lines(for: "mother").count == 1)
    #expect(world.timeline.faults.isEmpty)
  }

  @Test("Families unlike the usual one are paid, and each mother is asked for", arguments: ["MARIE-ALONE", "MINA", "NOID"])
  func families(mother: String) async throws {
    let world = try await Self.world(mother: mother) { message, _ in
      // The identity system holds nobody without its own number.
      guard message.kind == .verify, message.facts[.personID]?[.uin] == nil else { return nil }
      return .refused("unknown-person")
    }
    try await world.tell(world.birth("child", of: "mother"))
    try await world.nextCycle()
    #expect(world.lines(for: "mother").count == 1)
    #expect(world.said(.verify).contains { $0.facts[.personID]?.names(world.ids("mother")) ?? false })
  }

  @Test("Where nothing may be paid, nothing is", arguments: ["notified", "late", "ghost", "denied", "cancelled", "mute-registry"])
  func unpaid(variant: String) async throws {
    let mother = variant == "ghost" ? "GHOST" : "MARIE"
    let world = try await Self.world(mother: mother, policies: [("filing-window", "12 months")]) { message, _ in
      switch (variant, message.kind) {
      case ("denied", .verify): BeneficiaryWorld.verified(false)
      case ("mute-registry", .personRecord): Reply(.failed, reason: "refused")
      default: nil
      }
    }
    let born = variant == "late" ? BeneficiaryWorld.today.adding(months: -13) : BeneficiaryWorld.today
    let kind: MessageKind = variant == "notified" ? .birthNotified : .birthRegistered
    #expect(try await world.tell(world.birth("child", of: "mother", kind: kind, born: born)).taken == .accepted)
    if variant == "cancelled" {
      #expect(enrolled(world) == "enrolled")
      #expect(try await world.tell(world.birth("child", of: "mother", kind: .birthCancelled)).taken == .accepted)
    }
    #expect(enrolled(world) == "not-enrolled")
    try await world.nextCycle()
    #expect(world.lines(for: "mother").isEmpty)
    #expect(variant == "denied" || variant == "mute-registry" || world.lines(for: "other-mother").count == 1)
  }

  @Test("An event of tomorrow, or without a day, is refused, and the right one is taken after it")
  func refused() async throws {
    let world = try await Self.world()
    let tomorrow = BeneficiaryWorld.today.adding(days: 1)
    #expect(try await world.tell(world.birth("child", of: "mother", born: tomorrow)) == .refused("future-date"))
    var broken = world.birth("child", of: "mother")
    broken.facts[.eventDate] = nil
    #expect(try await world.tell(broken) == .refused("incomplete-event"))
    #expect(enrolled(world) == "not-enrolled")
    try await world.tell(world.birth("child", of: "mother"))
    #expect(enrolled(world) == "enrolled")
  }

  @Test("The same event twice has one effect", arguments: [("E-1", ""), ("E-2", ""), ("E-1", "names-duplicates")])
  func duplicates(id: String, twist: String) async throws {
    let world = try await Self.world(defects: [twist])
    try await world.tell(world.birth("child", of: "mother", id: "E-1"))
    let again = try await world.tell(world.birth("child", of: "mother", id: id))
    #expect(again.taken == (twist.isEmpty ? .accepted : .refusedAsDuplicate))
    try await world.nextCycle()
    #expect(world.lines(for: "mother").count == 1)
  }

  @Test("A record that is not there yet, and a registry that is down, are asked again", arguments: ["not-found", "unavailable"])
  func patience(variant: String) async throws {
    let until = WorldInstant(BeneficiaryWorld.today, hour: 10)
    let world = try await Self.world { message, now in
      guard message.kind == .personRecord, now < until else { return nil }
      return variant == "not-found" ? .refused("not-found") : Reply(.failed, reason: "server-fault 503")
    }
    try await world.tell(world.birth("child", of: "mother"))
    #expect(enrolled(world) == "not-enrolled")
    #expect(world.ask("case", "child").word == "open")
    try await world.advance(.hours(3))
    #expect(enrolled(world) == "enrolled")
  }

  @Test("A right system unlike the reference pays the same", arguments: BeneficiaryTwist.allCases)
  func twists(twist: BeneficiaryTwist) async throws {
    let world = try await Self.world(defects: [twist.rawValue])
    try await world.tell(world.birth("child", of: "mother"))
    try await world.nextCycle()
    try await world.nextCycle()
    #expect(world.lines(for: "mother").count == 1 && world.lines(for: "other-mother").count == 1)
    for list in world.said(.list) {
      #expect(list.facts[.declaredTotal] == ExactDecimal.sum(list.lines.compactMap { $0[.amount] }))
      #expect(list.facts[.declaredCount] == list.lines.count)
    }
  }

  @Test(
    "A defect breaks what it says",
    arguments: [
      "ack-without-effect", "refuses-valid-events", "pays-the-child", "wrong-amount", "pays-again-each-cycle", "skips-confirmation",
      "skips-verification", "totals-unbalanced", "reference-reused", "duplicate-applied-twice",
    ])
  func defects(defect: String) async throws {
    let world = try await Self.world(defects: [defect])
    let reply = try await world.tell(world.birth("child", of: "mother"))
    try await world.tell(world.birth("child", of: "mother"))
    let opened = enrolled(world) == "enrolled"
    try await world.nextCycle()
    let once = world.lines(for: "mother")
    let list = world.said(.list).first
    try await world.nextCycle()
    switch defect {
    case "ack-without-effect": #expect(reply.taken == .accepted && !opened)
    case "refuses-valid-events": #expect(reply.taken == .refused)
    case "pays-the-child": #expect(world.lines(for: "child").count == 1)
    case "wrong-amount": #expect(once.map { $0[.amount]?.text } == ["19.99"])
    case "pays-again-each-cycle": #expect(world.lines(for: "mother").count == 2)
    case "skips-confirmation": #expect(world.said(.personRecord).isEmpty && once.count == 1)
    case "skips-verification": #expect(world.said(.verify).isEmpty && once.count == 1)
    case "totals-unbalanced": #expect(list?.facts[.declaredTotal] == 41)
    case "reference-reused": #expect(Set(list?.lines.compactMap { $0[.reference] } ?? []).count == 1)
    default: #expect(once.count == 2)
    }
  }

  @Test(
    "A defect pays where nothing may be paid",
    arguments: [
      ("pays-notified", MessageKind.birthNotified, 0, "MARIE"), ("ignores-filing-window", .birthRegistered, -13, "MARIE"),
      ("guesses-mother", .birthRegistered, 0, "GHOST"), ("ignores-cancellation", .birthRegistered, 0, "MARIE"),
    ])
  func overpaying(defect: String, kind: MessageKind, months: Int, mother: String) async throws {
    let world = try await Self.world(mother: mother, defects: [defect])
    try await world.tell(world.birth("child", of: "mother", kind: kind, born: BeneficiaryWorld.today.adding(months: months)))
    if defect == "ignores-cancellation" { try await world.tell(world.birth("child", of: "mother", kind: .birthCancelled)) }
    try await world.nextCycle()
    #expect(world.lines(for: "mother").count == 1)
  }
}
