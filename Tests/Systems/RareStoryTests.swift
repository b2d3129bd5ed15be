import BeneficiarySystem
import Facts
import Population
import Testing
import Timeline

@Suite("What a beneficiary system does where stories are rare")
struct RareStoryTests {
  /// The record of the child of a world with that cast: the same seed makes the same people.
  private static let row: Facts = {
    var row = Facts()
    guard let world = try? BeneficiaryWorld(cast: [("mother", "MARIE"), ("child", "BABY-A")]) else { return row }
    row[.personID] = world.ids("child")
    row[.personName] = world.story["child"]?.name.description
    row[.personBirthDate] = world.story["child"]?.born
    row[.motherID] = world.ids("mother")
    return row
  }()

  @Test("Every defect names the requirement that it breaks", arguments: RareDefect.allCases)
  func words(_ defect: RareDefect) {
    #expect(defect.says.hasPrefix("breaks UC-") && defect.says.contains(": "))
  }

  @Test("The last 29 February is one", arguments: ["2026-11-24", "2028-02-29", "2028-02-28", "2104-03-01"])
  func leapDay(_ today: String) throws {
    let day = try #require(Day(today))
    let leap = try #require(RelativeDay("L")).day(from: day)
    #expect(leap.month == 2 && leap.day == 29 && leap <= day && leap.adding(months: 12 * 8) >= day)
    #expect(try #require(RelativeDay("L - 64 years")).day(from: day).day == 29)
  }

  @Test(
    "Of two registers that contradict each other the one that the law believes decides",
    arguments: [("crvs", "", "enrolled"), ("social-registry", "", "suspended"), ("crvs", "believes-the-last-register", "suspended")])
  func contradiction(_ believed: String, _ defect: String, _ state: String) async throws {
    let world = try BeneficiaryWorld(cast: [("elder", "OLU")], policies: [("birth-date-from", believed)], defects: [defect])
    try await world.act("enrolled", people: ["elder"], ("programme", .text("OAP")))
    var change = ExitTests.changed(world, "elder", "12.0")
    change.facts[.personBirthDate] = BeneficiaryWorld.today.adding(months: -12 * 50)
    try await world.tell(change)
    #expect(world.ask("benefit", "elder", ("programme", "OAP")).word == state)
    #expect(world.ask("task", "elder").word == "open")
  }

  @Test(
    "A correction holds whether it comes before the birth that it corrects or after",
    arguments: [(true, "", 0), (false, "", 0), (true, "forgets-early-corrections", 1)])
  func earlyCorrection(_ isFirst: Bool, _ defect: String, _ lines: Int) async throws {
    let world = try BeneficiaryWorld(
      cast: [("mother", "MARIE"), ("child", "BABY-A")], policies: [("verify-payee", "not-required")], defects: [defect]
    ) { message, _ in message.kind == .personRecord ? Reply(.accepted, rows: Rows([Self.row])) : nil }
    try await world.begin()
    var facts = Facts()
    (facts[.personID], facts[.personBirthDate]) = (
      world.ids("child").filter { $0.scheme == .brn }, BeneficiaryWorld.today.adding(months: -26)
    )
    (facts[.eventDate], facts[.registrationDate]) = (BeneficiaryWorld.today, BeneficiaryWorld.today)
    let correction = Message(.recordCorrected, from: .crvs, to: .mis, facts: facts)
    if isFirst { try await world.tell(correction) }
    try await world.tell(world.birth("child", of: "mother"))
    if !isFirst { try await world.tell(correction) }
    try await world.nextCycle()
    #expect(world.lines(for: "mother").count == lines)
  }

  @Test(
    "Where people apply, an event opens nothing by itself, and nothing for whom it was not about",
    arguments: [
      ("by-itself", false, "PAULO", "enrolled"), ("on-application", false, "PAULO", "not-enrolled"),
      ("on-application", true, "PAULO", "enrolled"), ("on-application", true, "MARIE", "not-enrolled"),
    ])
  func applications(_ policy: String, _ applies: Bool, _ deceased: String, _ state: String) async throws {
    let world = try BeneficiaryWorld(
      cast: [("deceased", deceased), ("widow", "ROSA"), ("other", "OLU")], policies: [("opens", policy), ("verify-payee", "not-required")])
    try await world.act("knows", people: ["widow", "other"])
    var facts = Facts()
    facts[.personID] = world.ids("deceased")
    facts[.personBirthDate] = world.story["deceased"]?.born
    facts[.eventDate] = BeneficiaryWorld.today
    facts[.registrationDate] = BeneficiaryWorld.today
    facts[.spouseID] = deceased == "PAULO" ? world.ids("widow") : nil
    try await world.tell(Message(.deathRegistered, from: .crvs, to: .mis, facts: facts))
    if applies { for who in ["widow", "other"] { try await world.act("apply", people: [PersonKey(who)], ("programme", .text("WDG"))) } }
    #expect(world.ask("enrolled", "widow", ("programme", "WDG")).word == state)
    #expect(world.ask("enrolled", "other", ("programme", "WDG")).word == "not-enrolled")
  }

  @Test(
    "Who was found and has to be asked is enrolled by a yes in time",
    arguments: [
      ("not-needed", "", 0, true), ("needed", "", 13, true), ("needed", "", 15, false), ("needed", "takes-late-answers", 15, true),
    ])
  func offers(_ policy: String, _ defect: String, _ days: Int, _ isEnrolled: Bool) async throws {
    let world = try BeneficiaryWorld(
      cast: [("mother", "MARIE"), ("child", "BABY-A")], policies: [("offer", policy), ("verify-payee", "not-required")], defects: [defect]
    ) { message, _ in
      guard message.kind == .personRecord else { return nil }
      var facts = Facts()
      facts[.found] = 1
      return Reply(.accepted, facts: facts, rows: Rows([Self.row]))
    }
    let today = FactValue.day(BeneficiaryWorld.today)
    try await world.act("look-for-births", ("from", today), ("to", today), ("programme", .text("CHA")))
    #expect(world.ask("enrolled", "child", ("programme", "CHA")).word == (policy == "needed" ? "not-enrolled" : "enrolled"))
    try await world.advance(.days(Int64(days)))
    if policy == "needed" { try await world.act("accept-offer", people: ["child"], ("programme", .text("CHA"))) }
    #expect(world.ask("enrolled", "child", ("programme", "CHA")).word == (isEnrolled ? "enrolled" : "not-enrolled"))
  }
}
