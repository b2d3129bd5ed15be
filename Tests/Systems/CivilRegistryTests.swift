import CivilRegistry
import Facts
import Population
import Testing
import Timeline

@Suite("The civil registry registers and tells")
struct CivilRegistryTests {
  static let birth = [("child", "child"), ("mother", "mother")]

  @Test("A birth gets the number that was minted for it, and the listener is told of child, mother and father")
  func birth() async throws {
    let world = try CivilWorld()
    let given = try await world.act("register-birth", Self.birth)
    let (child, mother) = (try world.person("child"), try world.person("mother"))
    #expect(given[.childBRN] == child.brn)
    let told = try #require(world.listener.messages.first)
    #expect(world.listener.messages.count == 1)
    #expect(told.kind == .birthRegistered && told.from == .crvs && told.to == .mis)
    #expect(told.facts[.eventKind] == "live-birth" && told.facts[.eventID] == given[.eventID])
    #expect(told.facts[.childBRN] == child.brn && told.facts[.childName] == child.name.description)
    #expect(told.facts[.childID] == child.brn.map { [Identifier(.brn, $0)] })
    #expect(told.facts[.motherID]?[.uin] == mother.uin && told.facts[.motherID]?[.account] == nil)
    #expect(told.facts[.fatherID]?[.uin] == world.story["mother.spouse"]?.uin)
    #expect(told.facts[.eventDate] == CivilWorld.today && told.facts[.registrationDate] == CivilWorld.today)
    #expect(world.word("child") == "registered" && world.word("other-child") == "unknown")
  }

  @Test("The mother of the act is the mother told, whoever the story had in mind")
  func otherMother() async throws {
    let world = try CivilWorld()
    try await world.act("register-birth", [("child", "child"), ("mother", "alone")])
    let told = try #require(world.listener.messages.first)
    #expect(told.facts[.motherID]?[.uin] == world.story["alone"]?.uin)
    #expect(told.facts[.fatherID] == nil)
  }

  @Test("A mother whom no register knows is still told")
  func ghost() async throws {
    let world = try CivilWorld()
    try await world.act("register-birth", [("child", "child"), ("mother", "ghost")])
    #expect(world.listener.messages.first?.facts[.motherID] == world.story["ghost"]?.identifiers)
    #expect(world.word("ghost") == "unknown")
  }

  @Test("A notified birth is told as that, has no number, and becomes a registered one")
  func notified() async throws {
    let world = try CivilWorld()
    let given = try await world.act("notify-birth", Self.birth)
    #expect(given[.childBRN] == nil && world.word("child") == "notified")
    #expect(world.listener.messages.map(\.kind) == [.birthNotified])
    #expect(world.listener.messages.first?.facts[.childBRN] == nil)
    #expect(world.listener.messages.first?.facts[.eventKind] == "notified-birth")
    try await world.act("register-birth", Self.birth)
    #expect(world.word("child") == "registered")
  }

  @Test("A cancelled registration is told by its number, and can be made anew")
  func cancelled() async throws {
    let world = try CivilWorld()
    await #expect(throws: Refused.self) { try await world.act("cancel-birth", [("child", "child")]) }
    try await world.act("register-birth", Self.birth)
    try await world.act("cancel-birth", [("child", "child")])
    let told = try #require(world.listener.messages.last)
    #expect(told.kind == .birthCancelled && told.facts[.childBRN] == world.story["child"]?.brn && told.facts[.motherID] != nil)
    #expect(world.word("child") == "cancelled")
    try await world.act("register-birth", Self.birth)
    #expect(world.word("child") == "registered")
  }

  @Test("A death is told with its number, its day and the person")
  func death() async throws {
    let world = try CivilWorld()
    let yesterday = CivilWorld.today.adding(days: -1)
    let given = try await world.act("register-death", [("person", "deceased")], [("died", yesterday)])
    let deceased = try world.person("deceased")
    let told = try #require(world.listener.messages.first)
    #expect(given[.deathDRN] == deceased.later[.drn] && told.facts[.deathDRN] == given[.deathDRN])
    #expect(told.kind == .deathRegistered && told.facts[.eventKind] == "death" && told.facts[.eventDate] == yesterday)
    #expect(told.facts[.personID]?[.uin] == deceased.uin && told.facts[.personBirthDate] == deceased.born)
  }

  @Test("A cancelled death is told by its number, and the person lives on record")
  func deathCancelled() async throws {
    let world = try CivilWorld()
    await #expect(throws: Refused.self) { try await world.act("cancel-death", [("person", "deceased")]) }
    try await world.act("register-death", [("person", "deceased")])
    let given = try await world.act("cancel-death", [("person", "deceased")])
    let told = try #require(world.listener.messages.last)
    #expect(told.kind == .deathCancelled && told.facts[.deathDRN] == given[.deathDRN] && given[.deathDRN] != nil)
    let row = try #require(await world.ask(Identifier(.uin, world.person("deceased").uin ?? "")).rows.first { _ in true })
    #expect(row[.eventKind] != "death" && row[.deathDRN] == nil)
    try await world.act("register-death", [("person", "deceased")])
  }

  @Test(
    "All that happens to one event has one id, and each time one of its own",
    arguments: [
      ("register-birth", "child", "cancel-birth"), ("register-birth", "child", "correct-record"),
      ("register-death", "person", "cancel-death"),
    ])
  func oneEvent(_ act: String, _ input: String, _ later: String) async throws {
    let world = try CivilWorld()
    let who = [(input, input == "child" ? "child" : "deceased")]
    let registered = try await world.act(act, input == "child" ? Self.birth : who)
    let then = try await world.act(later, who)
    #expect(registered[.eventID] != nil && then[.eventID] == registered[.eventID])
    guard later != "correct-record" else { return }
    let told = world.listener.messages.suffix(2).map { ($0.facts[.eventID], $0.facts[.eventStep]) }
    #expect(told.map(\.0) == [registered[.eventID], registered[.eventID]])
    #expect(told.first?.1 == nil && told.last?.1 != nil && told.last?.1 != told.last?.0)
  }

  @Test("The same report twice is one event", arguments: [("", true), ("crvs-numbers-each-copy", false)])
  func reportedTwice(_ defect: String, _ isOne: Bool) async throws {
    let world = try CivilWorld([defect])
    let child = try world.person("child")
    var facts = Facts()
    (facts[.caseID], facts[.childName], facts[.eventDate]) = ("C-1", child.name.description, child.born)
    let report = Message(.birthReported, from: .facility, to: .crvs, facts: facts)
    let events = [await world.say(report), await world.say(report)].map { $0.facts[.eventID] }
    #expect(events.first ?? nil != nil && (events.first == events.last) == isOne)
  }

  @Test("Who marries may take another name; a divorce ends it")
  func marriage() async throws {
    let world = try CivilWorld()
    let jane = try world.person("jane")
    try await world.act("register-marriage", [("person", "jane"), ("spouse", "ghost")])
    let told = try #require(world.listener.messages.first)
    #expect(told.kind == .marriageRegistered && told.facts[.personName] == jane.laterName?.description)
    #expect(told.facts[.spouseID] == world.story["ghost"]?.identifiers)
    try await world.act("register-divorce", [("person", "ghost")])
    #expect(world.listener.messages.last?.kind == .divorceRegistered)
    await #expect(throws: Refused.self) { try await world.act("register-divorce", [("person", "jane")]) }
  }

  @Test("A kind that nobody listens to is recorded and not told")
  func unheard() async throws {
    let world = try CivilWorld()
    try await world.act("correct-record", [("person", "jane")])
    #expect(world.listener.messages.isEmpty)
    let row = try #require(await world.ask(Identifier(.uin, world.person("jane").uin ?? "")).rows.first { _ in true })
    #expect(row[.personName] == world.story["jane"]?.laterName?.description && row[.eventKind] == "correction")
  }

  @Test("A set-up birth is on record and nobody is told")
  func setUp() async throws {
    let world = try CivilWorld()
    try await world.act("registered", [("people", "noa")])
    #expect(world.word("noa") == "registered" && world.listener.messages.isEmpty)
  }

  @Test("What cannot be is refused in words")
  func refused() async throws {
    let world = try CivilWorld()
    let (today, tomorrow) = (CivilWorld.today, CivilWorld.today.adding(days: 1))
    let wrong: [(String, [(String, String)], [(String, Day)])] = [
      ("register-birth", Self.birth, [("born", tomorrow)]), ("register-birth", Self.birth, [("born", today), ("registered", tomorrow)]),
      ("register-birth", Self.birth, [("born", today), ("registered", today.adding(days: -3))]),
      ("register-birth", [("child", "still"), ("mother", "mother")], []), ("register-birth", [("child", "mother")], []),
      ("register-birth", [("child", "nobody")], []), ("register-birth", [], []), ("bury", [("person", "deceased")], []),
      ("register-death", [("person", "deceased")], [("died", Day(number: -40_000))]),
    ]
    for (act, people, days) in wrong { await #expect(throws: Refused.self) { try await world.act(act, people, days) } }
    #expect(world.listener.messages.isEmpty)
    try await world.act("register-death", [("person", "deceased")])
    await #expect(throws: Refused.self) { try await world.act("register-death", [("person", "deceased")]) }
  }

  @Test("A late registration says both days")
  func late() async throws {
    let world = try CivilWorld()
    let born = CivilWorld.today.adding(months: -13)
    try await world.act("register-birth", Self.birth, [("born", born), ("registered", CivilWorld.today)])
    #expect(world.listener.messages.first?.facts[.eventDate] == born)
    #expect(await world.ask(world.story["child"]?.later.first).rows.first { _ in true }?[.personBirthDate] == born)
  }

  @Test("Whoever subscribes gets a code, the same one for the same wish")
  func subscription() async throws {
    let world = try CivilWorld()
    var facts = Facts()
    facts[.wanted] = "birth-registered death-registered"
    let first = await world.say(Message(.subscription, from: .mis, to: .crvs, facts: facts))
    let again = await world.say(Message(.subscription, from: .mis, to: .crvs, facts: facts))
    #expect(first.taken == .accepted && first.facts[.subscriptionCode] != nil && first == again)
    facts[.wanted] = "birthdays"
    #expect(await world.say(Message(.subscription, from: .mis, to: .crvs, facts: facts)) == .refused("unknown-event"))
    facts[.wanted] = "birth-registered"
    #expect(world.registry.answer(Question("listens", facts), at: WorldInstant(seconds: 0)).word == "yes")
    facts[.wanted] = "birth-cancelled"
    #expect(world.registry.answer(Question("listens", facts), at: WorldInstant(seconds: 0)).word == "no")
    #expect(await world.say(Message(.verify, from: .mis, to: .crvs)) == .refused("unknown-kind"))
  }

  @Test("Every act and deviation of the card has its words")
  func card() throws {
    let card = try CivilWorld().registry.card
    #expect(card.role == .crvs && card.defects.count >= 6 && card.twists.count >= 3)
    #expect((card.defects + card.twists).allSatisfy { $0.name.hasPrefix("crvs-") && !$0.says.isEmpty })
  }
}

@Suite("A civil registry that tells wrongly, or otherwise")
struct CivilDeviationTests {
  private func told(
    _ deviation: String, _ act: String = "register-birth", _ people: [(String, String)] = CivilRegistryTests.birth
  ) async throws -> (CivilWorld, [Message]) {
    let world = try CivilWorld([deviation])
    try await world.act(act, people)
    return (world, world.listener.messages)
  }

  @Test("Defects in what is told")
  func defects() async throws {
    #expect(try await told("crvs-tells-nobody").1.isEmpty)
    let (world, other) = try await told("crvs-tells-of-another")
    #expect(other.first?.facts[.motherID]?[.uin] != world.story["mother"]?.uin && other.first?.facts[.motherID] != nil)
    let (graves, dead) = try await told("crvs-tells-of-another", "register-death", [("person", "deceased")])
    #expect(dead.first?.facts[.personID]?[.uin] != graves.story["deceased"]?.uin)
    #expect(dead.first?.facts[.deathDRN] == graves.story["deceased"]?.later[.drn])
    let (offices, wrong) = try await told("crvs-wrong-number")
    #expect(wrong.first?.facts[.childBRN] != offices.story["child"]?.brn && wrong.first?.facts[.childBRN]?.hasPrefix("B-") == true)
    #expect(try await told("crvs-no-mother").1.first?.facts[.motherID] == nil)
    #expect(try await told("crvs-tells-too-early", "notify-birth").1.map(\.kind) == [.birthRegistered])
    let twice = try await told("crvs-new-event-each-time").1
    #expect(twice.count == 2 && twice[0].facts[.eventID] != twice[1].facts[.eventID])
  }

  @Test("Right, but otherwise")
  func twists() async throws {
    let twice = try await told("crvs-tells-twice").1
    #expect(twice.count == 2 && twice[0] == twice[1])
    let little = try #require(try await told("crvs-says-little").1.first)
    #expect(little.facts[.childName] == nil && little.facts[.fatherID] == nil)
    #expect(little.facts[.motherID] != nil && little.facts[.childBRN] != nil)
    let (world, early) = try await told("crvs-tells-a-little-later")
    #expect(early.isEmpty)
    try await world.wait(.minutes(2))
    #expect(world.listener.all.map(\.at) == [WorldInstant(CivilWorld.today, hour: 9) + .seconds(10)])
    #expect(try await told("crvs-number-only").1.first?.facts[.motherID]?.map(\.scheme) == [.uin])
  }
}
