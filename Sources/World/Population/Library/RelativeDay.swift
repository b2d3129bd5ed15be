package import Facts

/// A day counted from T, as scenarios write it: `T`, `T - 14 months`, `T - 17 years - 11 months + 1 day`; or from M, the first day of
/// the month after that, on which cycles are paid.
package struct RelativeDay: Hashable, Sendable {
  package var months = 0
  package var days = 0
  private var isFromMonth = false

  /// nil where the text is no such day.
  package init?(_ text: some StringProtocol) {
    let words = text.split(separator: " ")
    isFromMonth = words.first == "M"
    guard words.first == "T" || isFromMonth, words.count % 3 == 1 else { return nil }
    for i in stride(from: 1, to: words.count, by: 3) {
      guard words[i] == "-" || words[i] == "+", let n = Int(words[i + 1]), n >= 0 else { return nil }
      let amount = words[i] == "-" ? -n : n
      switch words[i + 2] {
      case "year", "years": months += 12 * amount
      case "month", "months": months += amount
      case "week", "weeks": days += 7 * amount
      case "day", "days": days += amount
      default: return nil
      }
    }
  }
  package func day(from today: Day) -> Day {
    let first = isFromMonth ? today.adding(days: 1 - today.day).adding(months: 1) : today
    return first.adding(months: months).adding(days: days)
  }
}
