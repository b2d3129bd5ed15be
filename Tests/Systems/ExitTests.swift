import BeneficiarySystem
import Documents
import Facts
import Testing
import Timeline

/// How benefits end while everybody lives, and what is said before.
@Suite("Beneficiary system: exits, alerts and forms")
struct ExitTests {
  static func changed(_ world: BeneficiaryWorld, _ person: PersonKey, _ score: String, daysAgo: Int = 0) -> Message {
    var facts = Facts()
    facts[.personID] = world.ids(person)
    facts[.povertyScore] = ExactDecimal(score)
    facts[.eventDate] = world.timeline.now.day.adding(days: -daysAgo)
    return Message(.recordChanged, from: .socialRegistry, to: .mis, facts: facts)
  }

  struct Row: Sendable {
    var scores: [(score: String, daysAgo: Int)]
    var policies: [(String, String)] = []
    var defects: Set<String> = []
    /// Whether the first cycle pays, and the second.
    let pays: [Bool]
    let isTold: Bool
  }

  @Test(
    "A household that has become better off is told, and paid as the law says; an older word changes nothing",
    arguments: [
      Row(scores: [], pays: [true, true], isTold: false),
      Row(scores: [("29.9", 0)], pays: [true, true], isTold: false),
      Row(scores: [("30.0", 0)], pays: [true, false], isTold: true),
      Row(scores: [("41.0", 0)], policies: [("grace", "none")], pays: [false, false], isTold: true),
      Row(scores: [("41.0", 0), ("12.0", 0)], pays: [true, true], isTold: true),
      Row(scores: [("12.0", 0), ("41.0", 3)], pays: [true, true], isTold: false),
      Row(scores: [("12.0", 0), ("41.0", 3)], defects: ["takes-stale-word"], pays: [true, false], isTold: true),
      Row(scores: [("41.0", 0), ("12.0", 0)], defects: ["forgets-recovery"], pays: [true, false], isTold: true),
      Row(scores: [("41.0", 0)], defects: ["ignores-changed-scores"], pays: [true, true], isTold: false),
      Row(scores: [("41.0", 0)], defects: ["tells-nobody-of-exits"], pays: [true, false], isTold: false),
    ])
  func scores(row: Row) async throws {
    let world = try BeneficiaryWorld(cast: [("poor", "OLU")], policies: row.policies, defects: row.defects)
    try await world.begin()
    try await world.act("enrolled", people: ["poor"], ("programme", .text("SCT")))
    for word in row.scores {
      #expect(try await world.tell(Self.changed(world, "poor", word.score, daysAgo: word.daysAgo)).taken == .accepted)
    }
    #expect(world.ask("notice", "poor").word == (row.isTold ? "sent" : "none"))
    for isPaid in row.pays {
      let cycle = try await world.nextCycle()
      #expect(world.lines(for: "poor", cycle: cycle).count == (isPaid ? 1 : 0), "\(cycle)")
    }
  }

  @Test(
    "A child is paid for to the last cycle before it comes of age, and the caregiver is told with that one",
    arguments: [([], [1, 0]), (["pays-past-the-age"], [1, 1]), (["ends-a-month-early"], [0, 0])] as [(Set<String>, [Int])])
  func ages(defects: Set<String>, lines: [Int]) async throws {
    let world = try BeneficiaryWorld(cast: [("parent", "SARA"), ("child", "KID-F")], defects: defects)
    try await world.begin()
    try await world.act("enrolled", people: ["child"], ("programme", .text("CHA")))
    #expect(world.ask("notice", "parent").word == "none")
    for count in lines {
      let cycle = try await world.nextCycle()
      #expect(world.lines(for: "parent", cycle: cycle).count == count, "\(cycle)")
      if defects.isEmpty { #expect(world.ask("notice", "parent").word == "sent") }
    }
    #expect(world.ask("enrolled", "child", ("programme", "CHA")).word == (defects == ["pays-past-the-age"] ? "enrolled" : "not-enrolled"))
  }

  @Test(
    "Nothing is paid on the birthday, past the longest time, or when the programme is over, and who is left out is told",
    arguments: [
      ("KID-G", [], [], false, [1, 0]), ("KID-G", [], ["pays-on-the-birthday"], false, [1, 1]),
      ("KID-D", [("most-payments", "1")], [], false, [1, 0]), ("KID-D", [("most-payments", "1")], ["pays-for-ever"], false, [1, 1]),
      ("KID-D", [], [], true, [1, 0]), ("KID-D", [], ["outlives-the-programme"], true, [1, 1]),
    ] as [(String, [(String, String)], Set<String>, Bool, [Int])])
  func bounds(child: String, policies: [(String, String)], defects: Set<String>, isOver: Bool, lines: [Int]) async throws {
    let world = try BeneficiaryWorld(cast: [("parent", "SARA"), ("child", child)], policies: policies, defects: defects)
    try await world.begin()
    try await world.act("enrolled", people: ["child"], ("programme", .text("CHA")))
    let first = try await world.nextCycle()
    if isOver { try await world.act("end-programme", ("programme", .text("CHA"))) }
    let second = try await world.nextCycle()
    #expect([first, second].map { world.lines(for: "parent", cycle: $0).count } == lines)
    #expect((world.ask("notice", "parent").word == "sent") == (lines == [1, 0]) || defects == ["pays-on-the-birthday"])
  }

  static func form(_ world: BeneficiaryWorld, _ person: PersonKey, id: String = "s-1", consent: Bool? = true) -> Message {
    var facts = Facts()
    facts[.submissionID] = id
    facts[.programme] = "SCT"
    facts[.personID] = world.ids(person)
    facts[.consent] = consent
    return Message(.application, from: .intake, to: .mis, facts: facts)
  }

  @Test(
    "One submission is one application; nobody is enrolled without consent",
    arguments: [
      (["s-1", "s-1"], true, [], 1, "enrolled"), (["s-1", "s-1"], true, ["applies-each-copy"], 2, "enrolled"),
      (["s-1"], false, [], 0, "not-enrolled"), (["s-1"], nil, [], 0, "not-enrolled"), (["s-1"], false, ["ignores-consent"], 1, "enrolled"),
    ] as [([String], Bool?, Set<String>, Int, String)])
  func forms(ids: [String], consent: Bool?, defects: Set<String>, lines: Int, word: String) async throws {
    let world = try BeneficiaryWorld(cast: [("one", "OLU")], defects: defects)
    try await world.begin()
    for id in ids { #expect(try await world.tell(Self.form(world, "one", id: id, consent: consent)).taken == .accepted) }
    #expect(world.ask("enrolled", "one", ("programme", "SCT")).word == word)
    try await world.nextCycle()
    #expect(world.lines(for: "one").count == lines)
  }

  @Test(
    "A corrected form that is fetched is the same application", arguments: [([], 1), (["applies-each-edit"], 2)] as [(Set<String>, Int)])
  func edited(defects: Set<String>, lines: Int) async throws {
    let world = try BeneficiaryWorld(
      cast: [("one", "OLU")], defects: defects, edges: BeneficiaryWorld.all + ["application mis intake"]
    ) { message, _ in
      guard message.kind == .application, message.to == .intake else { return nil }
      var facts = Facts()
      facts[.submissionID] = "s-2"
      facts[.submissionReplaces] = "s-1"
      facts[.programme] = "SCT"
      facts[.personID] = message.facts[.personID] ?? [Identifier(.uin, "1")]
      facts[.consent] = true
      return Reply(.accepted, rows: Rows([facts]))
    }
    try await world.begin()
    var first = Self.form(world, "one")
    first.facts[.personID] = [Identifier(.uin, "1")]
    try await world.tell(first)
    try await world.act("fetch-forms")
    try await world.nextCycle()
    #expect(world.said(.list).flatMap(\.lines).count == lines)
  }

  @Test("A form that names no programme that there is, or no submission, is refused", arguments: [("", "SCT"), ("s-1", "XYZ")])
  func refused(id: String, programme: String) async throws {
    let world = try BeneficiaryWorld(cast: [("one", "OLU")])
    var message = Self.form(world, "one")
    message.facts[.submissionID] = id.isEmpty ? nil : id
    message.facts[.programme] = programme
    #expect(try await world.tell(message).taken == .refused)
  }
}
