import Facts
import Scenarios
import SourceText
import Testing

@Suite struct StoryTimeTests {
  @Test(arguments: [
    ("15s", 0, 0, 15), ("5 min", 0, 0, 300), ("1 hour", 0, 0, 3600), ("2 h", 0, 0, 7200), ("30 days", 0, 30, 0), ("1 day", 0, 1, 0),
    ("2 weeks", 0, 14, 0), ("12 months", 12, 0, 0), ("1 year", 12, 0, 0),
  ])
  func `durations are read`(text: String, months: Int, days: Int, seconds: Int) {
    #expect(StoryDuration(text) == StoryDuration(months: months, days: days, seconds: seconds))
  }

  @Test(arguments: ["", "soon", "day", "-1 day", "1.5 days", "2 requests", "1 day 2 hours", "99999999999999999999 days"])
  func `what is no duration is not read`(text: String) {
    #expect(StoryDuration(text) == nil)
  }

  @Test func `months go by the calendar`() throws {
    let today = try #require(Day("2026-03-31"))
    #expect(StoryDuration(months: 1).before(today).description == "2026-02-28")
    #expect(StoryDuration(months: 1).after(WorldInstant(today, hour: 6)).description.hasPrefix("2026-04-30T06:00:00"))
    #expect(StoryDuration(days: 2).fixed == .days(2))
    #expect(StoryDuration(months: 2).fixed == nil)
  }

  @Test func `a date of the story is counted from the day of the run, term by term`() throws {
    let file = SourceFile(name: "x", text: "")
    let window = Reference(root: .policy, path: ["filing-window"], written: "$policy.filing-window", span: file.start)
    let date = StoryDate(terms: [
      .init(isLater: false, amount: .reference(window)), .init(isLater: false, amount: .duration(StoryDuration(months: 1))),
    ])
    let today = try #require(Day("2026-11-23"))
    #expect(date.description == "T - $policy.filing-window - 1 month")
    #expect(date.day(from: today) { $0 == window ? StoryDuration(months: 12) : nil }?.description == "2025-10-23")
    #expect(date.day(from: today) { _ in nil } == nil)
    #expect(StoryDate(terms: []).day(from: today) { _ in nil } == today)
    let fourteen = StoryDate.Term(isLater: true, amount: .duration(try #require(StoryDuration("14 days"))))
    let middle = StoryDate(anchor: .month, terms: [fourteen])
    #expect(middle.day(from: today) { _ in nil } == today.adding(days: 1 - today.day).adding(months: 1).adding(days: 14))
    #expect(middle.description == "M + 14 days" && StoryDate.Anchor(of: "M + 14 days") == .month)
    #expect(StoryDate.Anchor(of: "M") == nil && StoryDate.Anchor(of: "T") == .today && StoryDate.Anchor(of: "MIS - 1") == nil)
  }
}
