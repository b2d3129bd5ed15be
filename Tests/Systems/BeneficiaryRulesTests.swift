import BeneficiarySystem
import Documents
import Facts
import Testing

@Suite("Beneficiary system: rules")
struct BeneficiaryRulesTests {
  static func day(_ text: String) throws -> Day { try #require(Day(text)) }

  @Test(
    "A span is a whole number and a unit, counted by the calendar",
    arguments: [
      ("12 months", "2026-01-31", "2027-01-31"), ("1 month", "2026-01-31", "2026-02-28"), ("30 days", "2026-12-15", "2027-01-14"),
      ("1 year", "2024-02-29", "2025-02-28"), ("2 weeks", "2026-12-20", "2027-01-03"), ("0 days", "2026-01-01", "2026-01-01"),
    ])
  func span(text: String, from: String, to: String) throws {
    #expect(try #require(Span(text)).after(Self.day(from)) == Self.day(to))
  }

  @Test("Anything else is no span", arguments: ["", "months", "12", "-1 days", "12 moons", "1.5 months", "12  months ago"])
  func noSpan(text: String) { #expect(Span(text) == nil) }

  @Test(
    "The next cycle is on the first of the coming month at six",
    arguments: [
      ("2026-11-23", 9, "2026-12", "2026-12-01T06:00:00Z"), ("2026-12-01", 6, "2027-01", "2027-01-01T06:00:00Z"),
      ("2026-01-31", 23, "2026-02", "2026-02-01T06:00:00Z"), ("2028-02-29", 0, "2028-03", "2028-03-01T06:00:00Z"),
    ])
  func cycles(today: String, hour: Int, name: String, at: String) throws {
    let next = CycleCalendar.next(after: WorldInstant(try Self.day(today), hour: hour))
    #expect(next.name == name)
    #expect(next.at.description == at)
  }

  @Test(
    "A birth within the window, of a known and verified mother, is the only one that is paid",
    arguments: [
      (0, Eligibility.Decision.enrol), (1, .refused("beyond-filing-window")), (2, .incomplete("mother-unknown")),
      (3, .incomplete("record-not-confirmed")), (4, .incomplete("record-contradicts")), (5, .incomplete("mother-not-verified")),
      (6, .incomplete("identity-system-unreachable")), (7, .enrol), (8, .enrol), (9, .refused("already-enrolled")),
      (10, .refused("registration-cancelled")),
    ])
  func eligibility(row: Int, decision: Eligibility.Decision) throws {
    var evidence = Eligibility.Evidence(born: try Self.day("2026-11-23"), registered: try Self.day("2026-11-23"))
    switch row {
    case 1: evidence.born = try Self.day("2025-10-23")
    case 2: evidence.motherIsKnown = false
    case 3: evidence.recordIsConfirmed = false
    case 4: evidence.recordContradicts = true
    case 5: evidence.identity = .denied
    case 6: evidence.identity = .unreachable
    case 7: evidence.identity = .notHeld
    case 8: evidence.identity = .notAsked
    case 9: evidence.alreadyEnrolled = true
    case 10: evidence.cancelled = true
    default: break
    }
    #expect(Eligibility(filingWindow: Span(months: 12)).decide(evidence) == decision)
  }

  @Test("The last day of the window counts", arguments: [("2025-11-23", false), ("2025-11-22", true)])
  func window(born: String, late: Bool) throws {
    #expect(Eligibility(filingWindow: Span(months: 12)).isLate(born: try Self.day(born), registered: try Self.day("2026-11-23")) == late)
  }

  @Test("A confirmed death ends within the law's time, an unconfirmed one suspends")
  func death() throws {
    let today = try Self.day("2026-11-23")
    let law = Span(days: 30)
    #expect(DeathRule(endWithin: law, hearsTheFamily: false).step(confirmed: true, today: today) == .end(on: today))
    #expect(DeathRule(endWithin: law, hearsTheFamily: true).step(confirmed: true, today: today) == .end(on: try Self.day("2026-12-13")))
    #expect(DeathRule(endWithin: Span(days: 0), hearsTheFamily: true).step(confirmed: true, today: today) == .end(on: today))
    #expect(DeathRule(endWithin: law, hearsTheFamily: false).step(confirmed: false, today: today) == .suspend)
  }

  @Test("A record that is not there is asked for hourly, a peer that is down with growing pauses, for three days")
  func retries() {
    let start = WorldInstant(seconds: 0)
    var plan = RetryPlan(from: start)
    #expect(plan.wait(after: .notFound, at: start) == .hours(1))
    #expect(plan.wait(after: .notFound, at: start + .days(3)) == nil)
    let pauses = (0..<6).compactMap { _ in plan.wait(after: .unavailable, at: start) }
    #expect(pauses == [.minutes(5), .minutes(15), .minutes(45), .minutes(135), .hours(4), .hours(4)])
  }

  private func event(_ kind: MessageKind, _ entries: [(String, FactValue)]) throws(VitalEvent.Fault) -> VitalEvent {
    var facts = Facts()
    for (name, value) in entries { facts[name] = value }
    return try VitalEvent(Message(kind, from: .crvs, to: .mis, facts: facts), today: Day(number: 20_000))
  }

  @Test("An event without a person or a day is incomplete; one of tomorrow is refused")
  func incompleteEvents() {
    let child = FactValue.identifiers([Identifier(.brn, "B-1")])
    let today = Day(number: 20_000)
    #expect(throws: VitalEvent.Fault.incomplete) { try event(.birthRegistered, [("event.date", .day(today))]) }
    #expect(throws: VitalEvent.Fault.incomplete) { try event(.birthRegistered, [("child.id", child)]) }
    #expect(throws: VitalEvent.Fault.incomplete) { try event(.deathRegistered, [("child.id", child), ("event.date", .day(today))]) }
    #expect(throws: VitalEvent.Fault.futureDate) {
      try event(.birthRegistered, [("child.id", child), ("event.date", .day(today.adding(days: 1)))])
    }
    let died = [("person.id", child), ("event.date", .day(today)), ("person.birth-date", .day(today.adding(days: 1)))]
    #expect(throws: VitalEvent.Fault.beforeBirth) { try event(.deathRegistered, died) }
    #expect(throws: Never.self) { try event(.birthCancelled, [("child.brn", .text("B-1"))]) }
  }

  @Test("The same event is known by its id, its number, or its person and day; twins are two")
  func sameEvents() throws {
    func birth(_ id: String, _ brn: String, _ date: Int) throws(VitalEvent.Fault) -> VitalEvent {
      try event(.birthRegistered, [("event.id", .text(id)), ("child.brn", .text(brn)), ("event.date", .day(Day(number: date)))])
    }
    let first = try birth("E-1", "B-1", 19_999)
    #expect(first.isSame(as: try birth("E-2", "B-1", 19_990)))
    #expect(first.isSame(as: try birth("E-1", "B-1", 19_999)))
    #expect(!first.isSame(as: try birth("E-2", "B-2", 19_999)))
    let cancelled = try event(.birthCancelled, [("child.brn", .text("B-1"))])
    #expect(!first.isSame(as: cancelled))
  }
}
