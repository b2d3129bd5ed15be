import Engine
import Facts
import Testing

@Suite("What is dated after the day on which it is said has not happened")
struct AheadTests {
  struct Row: Sendable {
    var title: String
    var date: FactName<Day> = .eventDate
    var day: String
    /// On our world's clock, and on the wall.
    var at = "2026-11-27"
    var wire = "2026-11-27"
    var says: String?
  }
  static let rows: [Row] = [
    Row(title: "before", day: "2026-11-26"),
    Row(title: "on the day itself", day: "2026-11-27"),
    Row(title: "the day after", day: "2026-11-28", says: "2026-11-28"),
    Row(title: "our story lies ahead of the wall", day: "2026-12-20", at: "2026-12-24"),
    Row(title: "the wall lies ahead of our story", day: "2026-12-20", wire: "2026-12-24"),
    Row(title: "a birth of somebody named", date: .personBirthDate, day: "2027-01-01", says: "2027-01-01"),
    Row(title: "when something is to be paid may well lie ahead", date: .init("schedule.date"), day: "2027-01-01"),
  ]

  private static func arrival(_ message: Message, _ row: Row) throws -> Arrival {
    let at = WorldInstant(try #require(Day(row.at)), hour: 9)
    let wire = try #require(WireInstant("\(row.wire)T09:00:00Z"))
    return Arrival(ordinal: 0, exchange: "1", reading: Reading(message, .request), at: at, wire: wire, repeated: false)
  }

  @Test(arguments: rows)
  func table(row: Row) throws {
    var facts = Facts()
    facts[row.date] = Day(row.day)
    let told = Seen([try Self.arrival(Message(.deathRegistered, from: .crvs, to: .mis, facts: facts), row)])
    #expect(told.facts[.messageAhead] == row.says, "\(row.title)")
    var line = facts
    line[.reference] = "L-7"
    let report = Seen([try Self.arrival(Message(.report, from: .payments, to: .mis, lines: Rows([Facts(), line])), row)])
    #expect(report.facts[.messageAhead] == row.says.map { "\($0) in line L-7" }, "\(row.title)")
  }
}
