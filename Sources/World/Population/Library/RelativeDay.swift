package import Facts

/// A day counted from T, as scenarios write it: `T`, `T - 14 months`, `T - 17 years - 11 months + 1 day`; or from M, the first day of
/// the month after that, on which cycles are paid; or from L, the last 29 February.
package struct RelativeDay: Hashable, Sendable {
  package var months = 0
  package var days = 0
  private enum Anchor: Substring { case today = "T", month = "M", leapDay = "L" }
  private let anchor: Anchor

  /// nil where the text is no such day.
  package init?(_ text: some StringProtocol) {
    let words = text.split(separator: " ")
    guard let anchor = words.first.flatMap({ Anchor(rawValue: Substring($0)) }), words.count % 3 == 1 else { return nil }
    self.anchor = anchor
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
    let first =
      switch anchor {
      case .today: today
      case .month: today.adding(days: 1 - today.day).adding(months: 1)
      case .leapDay: Self.leapDay(today)
      }
    return first.adding(months: months).adding(days: days)
  }

  private static func leapDay(_ today: Day) -> Day {
    (0...8).lazy.compactMap { Day("\(today.year - $0)-02-29") }.first { $0 <= today } ?? today
  }
}
