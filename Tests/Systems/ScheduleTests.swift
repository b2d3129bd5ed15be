import Facts
import Records
import Testing

/// At which moments a subscriber is told.
@Suite struct ScheduleTests {
  static let now = WorldInstant(seconds: WireInstant("2026-05-01T10:30:00Z").map(\.seconds) ?? 0)

  @Test(arguments: [
    ("0 0 0 * * ?", "2026-05-02T00:00:00Z"), ("0 0 * * *", "2026-05-02T00:00:00Z"), ("0 0 0 5,15 * ? *", "2026-05-05T00:00:00Z"),
    ("*/20 * * * *", "2026-05-01T10:40:00Z"), ("30 10 * * *", "2026-05-01T10:30:00Z"), ("0 9 * * MON-FRI", "2026-05-04T09:00:00Z"),
    ("0 0 9 ? * 2", "2026-05-04T09:00:00Z"), ("0 9 * * 7", "2026-05-03T09:00:00Z"), ("0 0 29 2 *", "2028-02-29T00:00:00Z"),
    ("0 0 1 * MON", "2026-05-04T00:00:00Z"), ("15/30 10 * JUN *", "2026-06-01T10:15:00Z"),
  ])
  func `the next moment is found`(text: String, moment: String) throws {
    #expect(try #require(Schedule(text)).first(from: Self.now)?.description == moment)
  }

  @Test(arguments: [
    "", "every now and then", "0 0 * *", "60 * * * *", "* * 0 * *", "0 0 0 * * ? * *", "5-1 * * * *", "*/0 * * * *", "0 0 0 L * ?",
  ])
  func `what is no crontab line is not read`(text: String) { #expect(Schedule(text) == nil) }

  @Test func `every minute is always, and a day that never comes has no moment`() throws {
    for text in ["* * * * *", "0 * * * * ?"] { #expect(try #require(Schedule(text)).isAlways) }
    #expect(try #require(Schedule("0 0 31 2 *")).first(from: Self.now) == nil)
  }

  private func begun(_ change: (inout Message) -> Void) -> (reply: Reply, subscriptions: Subscriptions) {
    var message = Message(.subscription, from: .mis, to: .farmerRegistry)
    message.facts[.wanted] = "record-entered"
    change(&message)
    var subscriptions = Subscriptions()
    let reply = subscriptions.begin(message, code: "s-1", today: Self.now.day, in: RecordTests.attributes)
    return (reply, subscriptions)
  }
  private func heard(_ subscriptions: Subscriptions, crop: String = "rice", at now: WorldInstant = now) -> [Subscriptions.Listener] {
    var row = Facts()
    row[.crop] = crop
    return subscriptions.listeners(to: .recordEntered, about: [Identifier(.uin, "1")], row, at: now)
  }

  @Test func `a subscription by conditions hears of those who fit`() {
    let rice = begun { $0.lines = Rows([RecordTests.line("crop", "eq", "rice")]) }.subscriptions
    #expect(heard(rice).map(\.role) == [.mis] && heard(rice, crop: "maize").isEmpty)
    #expect(begun { $0.lines = Rows([RecordTests.line("colour", "eq", "red")]) }.reply.reason == "unknown-attribute")
  }

  @Test func `a subscriber is told when its time has come, unless it has ended by then`() {
    var daily = begun { $0.facts[.subscriptionTimes] = "0 0 * * *" }.subscriptions
    let due = heard(daily)
    #expect(due.map(\.wait) == [.seconds(13 * 3600 + 1800)])
    #expect(due.allSatisfy { daily.holds($0, on: Self.now.day.adding(days: 1)) })
    var end = Message(.subscriptionEnded, from: .mis, to: .farmerRegistry)
    end.facts[.subscriptionCode] = "s-1"
    _ = daily.end(end)
    #expect(!due.contains { daily.holds($0, on: Self.now.day) })
    #expect(begun { $0.facts[.subscriptionTimes] = "now and then" }.reply.reason == "unknown-frequency")
  }

  @Test func `nothing is told before the day from which a subscription holds`() {
    let later = begun { $0.facts[.subscriptionFrom] = Self.now.day.adding(days: 3) }.subscriptions
    #expect(heard(later).isEmpty && !heard(later, at: Self.now + .days(3)).isEmpty)
  }

  @Test func `records are ordered by several attributes, the first deciding`() {
    let sorted = RecordTests.asked([RecordTests.line("farm.area", "gt", "0")]) { $0[.sort] = "crop desc farm.area" }
    #expect(RecordTests.numbers(sorted) == ["3", "2", "1"])
  }

  @Test func `a number of a kind that nobody has is no person who is missing`() {
    var message = Message(.personRecord, from: .mis, to: .farmerRegistry)
    message.facts[.personID] = [Identifier("SHOE", "44")]
    #expect(RecordTests.book.find(message, in: RecordTests.attributes).reason == "unknown-id-type")
    message.facts[.personID] = [Identifier(.brn, "B-9")]
    #expect(RecordTests.book.find(message, in: RecordTests.attributes).taken == .accepted)
  }
}
