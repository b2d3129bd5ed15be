package import Facts

/// When a programme pays: on the first day of each month at six, in a cycle named after that month.
package struct CycleCalendar: Sendable {
  package struct Cycle: Hashable, Sendable {
    /// `2026-12`
    package let name: String
    package let day: Day
    package let at: WorldInstant
  }
  package static let hour = 6

  /// The first cycle after this moment.
  package static func next(after now: WorldInstant) -> Cycle {
    let today = now.day
    let first = today.adding(days: 1 - today.day).adding(months: 1)
    return Cycle(name: String(first.description.prefix(7)), day: first, at: WorldInstant(first, hour: hour))
  }
}
