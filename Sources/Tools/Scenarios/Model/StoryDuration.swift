package import Facts

/// A length of time as a law says it: calendar months stay months.
package struct StoryDuration: Sendable, Hashable, CustomStringConvertible {
  package var months: Int
  package var days: Int
  package var seconds: Int

  package init(months: Int = 0, days: Int = 0, seconds: Int = 0) {
    (self.months, self.days, self.seconds) = (months, days, seconds)
  }

  /// Reads `15s`, `5 min`, `1 hour`, `2 days`, `1 week`, `12 months`, `1 year`; nil for anything else.
  package init?(_ text: String) {
    let digits = text.prefix { ("0"..."9").contains($0) }
    guard let n = Int(digits), n <= 100_000 else { return nil }
    var unit = text.dropFirst(digits.count)
    while unit.first == " " { unit.removeFirst() }
    switch unit {
    case "s", "sec", "second", "seconds": self.init(seconds: n)
    case "min", "minute", "minutes": self.init(seconds: n * 60)
    case "h", "hour", "hours": self.init(seconds: n * 3600)
    case "d", "day", "days": self.init(days: n)
    case "week", "weeks": self.init(days: n * 7)
    case "month", "months": self.init(months: n)
    case "year", "years": self.init(months: n * 12)
    default: return nil
    }
  }

  package static let examples = "15s, 5 min, 1 hour, 2 days, 12 months"

  /// The moment that lies so far after another; months go by the calendar, in UTC.
  package func after(_ start: WorldInstant) -> WorldInstant {
    let day = start.day
    let later = day.adding(months: months).adding(days: days)
    return WorldInstant(seconds: start.seconds + Int64(later.number - day.number) * 86_400 + Int64(seconds))
  }
  package func after(_ day: Day) -> Day { day.adding(months: months).adding(days: days + seconds / 86_400) }
  package func before(_ day: Day) -> Day { day.adding(months: -months).adding(days: -days - seconds / 86_400) }

  /// As seconds, where the calendar has no say; nil with months.
  package var fixed: WorldDuration? {
    months == 0 ? WorldDuration(seconds: Int64(days) * 86_400 + Int64(seconds)) : nil
  }

  /// For ranges: a month counts as 30 days and a bit, so that 12 months lie above 360 days.
  package var rough: Int { months * 2_629_746 + days * 86_400 + seconds }

  package var description: String {
    func plural(_ n: Int, _ unit: String) -> String { "\(n) \(unit)\(n == 1 ? "" : "s")" }
    if months != 0 { return months % 12 == 0 ? plural(months / 12, "year") : plural(months, "month") }
    if days != 0 { return plural(days, "day") }
    if seconds != 0, seconds % 3600 == 0 { return plural(seconds / 3600, "hour") }
    if seconds != 0, seconds % 60 == 0 { return "\(seconds / 60) min" }
    return "\(seconds)s"
  }
}
