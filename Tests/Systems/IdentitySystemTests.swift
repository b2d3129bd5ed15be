import Facts
import IdentitySystem
import Population
import SourceText
import Testing
import Timeline

/// Nobody is reached, and nobody needs to be: the ID system only answers.
private struct Nobody: Peers, Carrier {
  func say(_ message: Message, _ activity: Activity) async -> Reply { Reply(.failed, reason: "nobody") }
  func hears(_ kind: MessageKind, from: Role, to: Role) -> Bool { false }
  func carry(_ request: WireRequest, to base: String, traceparent: String?, patience: Int?) async throws(SendFailure) -> Carried {
    throw SendFailure(.refused, "nobody")
  }
}

/// An ID system with four people, and the world in which it is asked.
private struct IdentityWorld {
  let story: Story
  let system: IdentitySystem
  let timeline: Timeline
  static let people = """
    people:
      RIGHT: { sex: female, age: 30, has: [ UIN, VID ], known-to: [ id ] }
      LIAR: { sex: male, age: 40, has: [ UIN ], known-to: [ id ], born-at-id: differs }
      GHOST: { sex: male, age: 40, has: [ UIN ], known-to: [ mis ] }
      OTHER: { sex: female, age: 50, has: [ UIN ], known-to: [ id ] }
    providers: {}
    """
  static let programmes = "currency: USD\nprogrammes: {}\n"
  static let names = "female: [ Maria, Asha, Nia ]\nmale: [ Juma, Kato, Sef ]\nfamily: [ Tembo, Okoro, Silva ]\n"

  init(_ deviations: Set<String> = [], populace: Int = 0) throws {
    let pages = [
      "mocks/world/people.yaml": Self.people, "mocks/world/programmes.yaml": Self.programmes, "mocks/world/names.yaml": Self.names,
    ]
    let library = try #require(PopulationLibrary.load { pages[$0].map { Array($0.utf8) } }.value)
    let today = try #require(Day("2026-11-23"))
    var minter = Minter(seed: 7, instance: 0)
    let cast = ["RIGHT", "LIAR", "GHOST", "OTHER"].map { (name: $0.lowercased(), archetype: $0) }
    story = try minter.mint(cast: cast, today: today, library: library)
    let populace = populace > 0 ? Populace(size: populace, seed: 7, today: today, library: library) : nil
    system = IdentitySystem(story: story, populace: populace, deviations: deviations)
    timeline = Timeline(mode: .turns, start: WorldInstant(today), seed: 7, wire: .virtual, carrier: Nobody())
  }

  func person(_ name: String) throws -> Person { try #require(story[PersonKey(name)]) }

  func said(_ name: String) throws -> Facts {
    let person = try person(name)
    var facts = Facts()
    facts[.personID] = person.identifiers
    facts[.personName] = person.name.description
    facts[.personBirthDate] = person.born
    facts[.personSex] = person.sex.rawValue
    return facts
  }

  func ask(_ facts: Facts, from partner: Role = .mis, step: Int) async -> Reply {
    await timeline.perform(Path([step])) { activity in
      await system.take(Message(.verify, from: partner, to: .id, facts: facts), activity, Nobody())
    }
  }

  func ask(_ name: String, from partner: Role = .mis, step: Int = 1, _ change: (inout Facts) -> Void = { _ in }) async throws -> Reply {
    var facts = try said(name)
    change(&facts)
    return await ask(facts, from: partner, step: step)
  }

  func act(_ name: String, _ person: String) async throws -> Facts {
    try await timeline.perform(Path([9])) { activity in
      try await system.act(Act(name, people: [("person", [PersonKey(person)])]), activity, Nobody())
    }
  }

  func word(_ question: String, _ person: String) -> String? {
    system.answer(Question(question, person: PersonKey(person)), at: timeline.now).word
  }
}

@Suite("ID system: yes or no about a person, and why")
struct IdentitySystemTests {
  @Test("yes for what fits, whatever part of it is said")
  func fits() async throws {
    let world = try IdentityWorld()
    let reply = try await world.ask("right")
    #expect(reply.taken == .accepted && reply.facts[.verified] == true && reply.reason == nil)
    for drop in ["person.name", "person.birth-date", "person.sex"] {
      #expect(try await world.ask("right") { $0[drop] = nil }.facts[.verified] == true)
    }
    #expect(try await world.ask("right") { $0[.personID] = $0[.personID]?.filter { $0.scheme == .vid } }.facts[.verified] == true)
  }

  @Test(
    "no for what does not fit, with the reason",
    arguments: [
      ("right", "person.birth-date", FactValue.day(Day(number: 0)), "birth-date-differs"),
      ("right", "person.name", .text("Somebody Else"), "name-differs"),
      ("right", "person.sex", .text("male"), "sex-differs"), ("liar", "person.sex", .text("male"), "birth-date-differs"),
      ("ghost", "person.sex", .text("male"), "unknown-person"),
    ])
  func differs(name: String, fact: String, value: FactValue, reason: String) async throws {
    let reply = try await IdentityWorld().ask(name) { $0[fact] = value }
    #expect(reply.taken == .accepted && reply.facts[.verified] == false && reply.reason == reason && reply.facts[.personToken] == nil)
  }

  @Test("nothing to compare is no yes, and a question about nobody is refused")
  func nothing() async throws {
    let world = try IdentityWorld()
    let reply = try await world.ask("right") { facts in
      for name in ["person.name", "person.birth-date", "person.sex"] { facts[name] = nil }
    }
    #expect(reply.facts[.verified] == false && reply.reason == "nothing-to-compare")
    #expect(try await world.ask("right") { $0[.personID] = nil } == .refused("incomplete-question"))
  }

  @Test("the order and case of the parts of a name do not matter, unless names are compared strictly")
  func names() async throws {
    func turned(_ facts: inout Facts) {
      facts[.personName] = facts[.personName]?.uppercased().split(separator: " ").reversed().joined(separator: "  ")
    }
    #expect(try await IdentityWorld().ask("right", turned).facts[.verified] == true)
    #expect(try await IdentityWorld(["id-strict-names"]).ask("right", turned).reason == "name-differs")
  }

  @Test("a deactivated identity is no longer verified, and is again after reactivation")
  func deactivation() async throws {
    let world = try IdentityWorld()
    _ = try await world.act("deactivate", "right")
    #expect(try await world.ask("right", step: 1).reason == "deactivated")
    #expect(try await world.ask("other", step: 2).facts[.verified] == true)
    #expect(
      world.word("active", "right") == "deactivated" && world.word("active", "other") == "active"
        && world.word("active", "ghost") == "unknown")
    _ = try await world.act("reactivate", "right")
    #expect(try await world.ask("right", step: 3).facts[.verified] == true)
    await #expect(throws: Refused.self) { try await world.act("deactivate", "ghost") }
    await #expect(throws: Refused.self) { try await world.act("promote", "right") }
  }

  @Test("a revoked virtual id ends; the foundational one still names the person")
  func revocation() async throws {
    let world = try IdentityWorld()
    _ = try await world.act("revoke-vid", "right")
    #expect(
      try await world.ask("right", step: 1) { $0[.personID] = $0[.personID]?.filter { $0.scheme == .vid } }.reason == "identifier-ended")
    #expect(try await world.ask("right", step: 2) { $0[.personID] = $0[.personID]?.filter { $0.scheme == .uin } }.facts[.verified] == true)
    await #expect(throws: Refused.self) { try await world.act("revoke-vid", "other") }
  }

  @Test("somebody unknown can be registered")
  func registration() async throws {
    let world = try IdentityWorld()
    #expect(world.word("knows", "ghost") == "no")
    #expect(try await world.act("register", "ghost")[.personID] == world.person("ghost").identifiers)
    #expect(world.word("knows", "ghost") == "yes")
    #expect(try await world.ask("ghost").facts[.verified] == true)
  }

  @Test("the token is the same for a person and partner, another for every other, and never an identifier")
  func tokens() async throws {
    let world = try IdentityWorld()
    let first = try #require(try await world.ask("right", step: 1).facts[.personToken])
    #expect(first.utf8.count == 36 && first.utf8.allSatisfy { (0x30...0x39).contains($0) })
    #expect(try await world.ask("right", step: 2).facts[.personToken] == first)
    #expect(
      try await world.ask("right", step: 3) { $0[.personID] = $0[.personID]?.filter { $0.scheme == .vid } }.facts[.personToken] == first)
    #expect(try await world.ask("right", from: .payments, step: 4).facts[.personToken] != first)
    #expect(try await world.ask("other", step: 5).facts[.personToken] != first)
    #expect(try !world.person("right").identifiers.map(\.value).contains(first))
  }

  @Test("who was asked about is remembered")
  func asked() async throws {
    let world = try IdentityWorld()
    #expect(world.word("asked", "right") == "not-asked")
    _ = try await world.ask("right")
    #expect(world.word("asked", "right") == "asked" && world.word("asked", "other") == "not-asked")
    #expect(world.word("enrolled", "right") == nil)
  }

  @Test(
    "each defect shows, and only where it should",
    arguments: [
      ("id-yes-to-wrong-birth-date", "liar", true), ("id-yes-to-wrong-birth-date", "ghost", false), ("id-yes-to-unknown", "ghost", true),
      ("id-yes-to-unknown", "liar", false), ("id-no-to-right-data", "right", false), ("id-yes-to-wrong-name", "liar", false),
      ("id-no-token", "right", true),
    ])
  func defects(name: String, person: String, verified: Bool) async throws {
    let reply = try await IdentityWorld([name]).ask(person)
    #expect(reply.facts[.verified] == verified)
  }

  @Test("defects of deactivation, names and tokens show")
  func moreDefects() async throws {
    let blind = try IdentityWorld(["id-yes-to-deactivated", "id-yes-to-wrong-name"])
    _ = try await blind.act("deactivate", "right")
    #expect(try await blind.ask("right") { $0[.personName] = "Somebody Else" }.facts[.verified] == true)
    let leak = try await IdentityWorld(["id-token-is-identifier"]).ask("right")
    #expect(try leak.facts[.personToken] == IdentityWorld().person("right").uin)
    let shared = try IdentityWorld(["id-token-for-everybody"])
    #expect(try await shared.ask("right", step: 1).facts[.personToken] == shared.ask("right", from: .payments, step: 2).facts[.personToken])
    let moving = try IdentityWorld(["id-token-changes"])
    #expect(try await moving.ask("right", step: 1).facts[.personToken] != moving.ask("right", step: 2).facts[.personToken])
    #expect(try await IdentityWorld(["id-no-token"]).ask("right").facts[.personToken] == nil)
  }

  @Test("answers can be arranged, for one person, and for as long as was said")
  func arrangements() async throws {
    let world = try IdentityWorld()
    try world.system.arrange(Arrangement("verify", about: "right", does: "unavailable", lasts: "2 requests"), at: world.timeline.now)
    #expect(try await world.ask("right", step: 1).taken == .failed)
    #expect(try await world.ask("other", step: 2).facts[.verified] == true)
    #expect(try await world.ask("right", step: 3).taken == .failed)
    #expect(try await world.ask("right", step: 4).facts[.verified] == true)
    try world.system.arrange(Arrangement("verify", about: nil, does: "no deactivated", lasts: "1 hour"), at: world.timeline.now)
    #expect(try await world.ask("other", step: 5).reason == "deactivated")
    _ = try await world.timeline.advance(to: world.timeline.now + .hours(2))
    #expect(try await world.ask("other", step: 6).facts[.verified] == true)
    try world.system.arrange(Arrangement("verify", about: "liar", does: "yes"), at: world.timeline.now)
    #expect(try await world.ask("liar", step: 7).facts[.verified] == true)
  }

  @Test(
    "an arrangement that cannot be kept is refused when it is made",
    arguments: [
      ("search", "yes", nil), ("verify", "perhaps", nil), ("verify", "yes", "soon"), ("verify", "yes", "0 requests"),
      ("verify", "yes", "2 moons"),
    ]
      as [(String, String, String?)])
  func badArrangements(subject: String, does: String, lasts: String?) throws {
    let world = try IdentityWorld()
    #expect(throws: Refused.self) {
      try world.system.arrange(Arrangement(subject, about: nil, does: does, lasts: lasts), at: world.timeline.now)
    }
  }

  @Test("the populace is known too")
  func populace() async throws {
    let world = try IdentityWorld(populace: 100)
    let today = world.story.today
    let pages = [
      "mocks/world/people.yaml": IdentityWorld.people, "mocks/world/programmes.yaml": IdentityWorld.programmes,
      "mocks/world/names.yaml": IdentityWorld.names,
    ]
    let library = try #require(PopulationLibrary.load { pages[$0].map { Array($0.utf8) } }.value)
    let somebody = Populace(size: 100, seed: 7, today: today, library: library).person(at: 42)
    var facts = Facts()
    facts[.personID] = somebody.identifiers
    facts[.personBirthDate] = somebody.born
    #expect(await world.ask(facts, step: 1).facts[.verified] == true)
    facts[.personBirthDate] = somebody.born.adding(days: 1)
    #expect(await world.ask(facts, step: 2).reason == "birth-date-differs")
  }

  @Test("the card names each act, question and deviation that works")
  func card() async throws {
    let world = try IdentityWorld()
    let card = world.system.card
    #expect(card.role == .id && card.defects.count == 8 && card.twists.count == 2)
    for act in card.acts + card.givens { _ = try await world.act(act.name, "right") }
    for question in card.questions { #expect(question.answers.contains(world.word(question.name, "other") ?? "")) }
    for given in card.givens {
      _ = try await world.act(given.name, "other")
      #expect(world.word(given.name, "other") == given.name)
    }
  }
}
