package import Facts

/// From which day to which somebody is of the age of a programme.
package struct AgeRule: Sendable {
  package let from: Int?
  package let to: Int?
  package init(from: Int?, to: Int?) {
    self.from = from
    self.to = to
  }

  /// The first day on which that many years are full: who was born on a leap day waits for March where there is none.
  package static func day(_ years: Int, after born: Day) -> Day {
    let day = born.adding(months: 12 * years)
    return born.years(to: day) < years ? day.adding(days: 1) : day
  }

  /// When it begins; the day of birth where there is no lower bound.
  package func begins(_ born: Day) -> Day { from.map { Self.day($0, after: born) } ?? born }
  package func fits(_ born: Day, on day: Day) -> Bool {
    let age = born.years(to: day)
    return age >= (from ?? 0) && age <= (to ?? .max)
  }
}
