import BeneficiarySystem
import Documents
import Facts
import Testing

@Suite("Beneficiary system: lives that change")
struct LifeCourseRulesTests {
  static func day(_ text: String) throws -> Day { try #require(Day(text)) }

  @Test(
    "A programme begins on the birthday and on no day before; a leap day's child waits for March where there is none",
    arguments: [
      ("1966-11-28", 60, "2026-11-28"), ("1966-11-29", 60, "2026-11-29"), ("1964-02-29", 60, "2024-02-29"),
      ("1968-02-29", 61, "2029-03-01"), ("2000-01-01", 0, "2000-01-01"),
    ])
  func birthday(born: String, years: Int, first: String) throws {
    let ages = AgeRule(from: years, to: nil)
    let day = ages.begins(try Self.day(born))
    #expect(try day == Self.day(first))
    #expect(try ages.fits(Self.day(born), on: day))
    #expect(try years == 0 || !ages.fits(Self.day(born), on: day.adding(days: -1)))
  }

  @Test("An upper bound holds until the birthday after it", arguments: [("2009-06-01", true), ("2008-06-02", true), ("2008-06-01", false)])
  func upperBound(born: String, fits: Bool) throws {
    #expect(try AgeRule(from: nil, to: 17).fits(Self.day(born), on: Self.day("2026-06-01")) == fits)
  }

  private static func list(
    _ day: String, _ payee: String, _ state: PaymentLine.State = .received, acknowledged: Bool = true
  ) throws -> PaymentList {
    var line = PaymentLine("R-\(day)", payee: [Identifier(.uin, payee)], amount: ExactDecimal(45))
    line.beneficiary = [Identifier(.uin, payee)]
    line.state = state
    if state == .settled || state == .returned { line.settled = line.amount }
    if state == .returned { line.returned = line.amount }
    var list = PaymentList("L-\(day)", "OAP", cycle: String(day.prefix(7)), day: try Self.day(day), lines: [line])
    if acknowledged { list.standing = .acknowledged }
    return list
  }

  @Test("What was paid since is owed: what was paid before, came back, was refused or never taken is not")
  func overpayment() throws {
    let one = Party([Identifier(.uin, "1")])
    let enrolment = Enrolment(one, payee: one, "OAP", since: try Self.day("2026-01-01"))
    let lists = [
      try Self.list("2026-02-01", "1"), try Self.list("2026-03-01", "1"), try Self.list("2026-04-01", "1", .settled),
      try Self.list("2026-05-01", "1", .returned), try Self.list("2026-06-01", "1", .rejected),
      try Self.list("2026-07-01", "1", acknowledged: false),
      try Self.list("2026-03-01", "2"),
    ]
    #expect(try Overpayment(enrolment, since: Self.day("2026-02-10"), lists)?.amount == ExactDecimal(90))
    #expect(try Overpayment(enrolment, since: Self.day("2026-03-01"), lists)?.amount == ExactDecimal(45))
    #expect(try Overpayment(enrolment, since: Self.day("2026-04-01"), lists) == nil)
    // By thirtieths: of 45 for a month, half is due until its fifteenth day, all until its thirtieth, and none of it twice.
    for (day, owed) in [("2026-03-15", "67.50"), ("2026-03-30", "45"), ("2026-03-31", "45"), ("2026-04-10", "30"), ("2026-05-31", "0")] {
      #expect(try (Overpayment(enrolment, since: Self.day(day), lists, inPart: true)?.amount ?? .zero) == ExactDecimal(owed))
    }
  }
}
