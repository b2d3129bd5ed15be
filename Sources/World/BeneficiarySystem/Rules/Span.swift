package import Facts

/// A length of time as a programme writes it: `12 months`, `30 days`, `1 year`. Months are months of the calendar.
package struct Span: Hashable, Sendable {
  package let months: Int
  package let days: Int
  package init(months: Int = 0, days: Int = 0) {
    self.months = months
    self.days = days
  }
  /// nil unless the text is a whole number and a unit.
  package init?(_ text: some StringProtocol) {
    let words = text.split(separator: " ")
    guard words.count == 2, let n = Int(words[0]), n >= 0 else { return nil }
    switch words[1] {
    case "day", "days": self.init(days: n)
    case "week", "weeks": self.init(days: n * 7)
    case "month", "months": self.init(months: n)
    case "year", "years": self.init(months: n * 12)
    default: return nil
    }
  }
  package func after(_ day: Day) -> Day { day.adding(months: months).adding(days: days) }
  package func before(_ day: Day) -> Day { day.adding(months: -months).adding(days: -days) }
}
