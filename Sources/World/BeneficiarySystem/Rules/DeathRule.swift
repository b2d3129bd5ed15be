package import Facts

/// What a registered death does to an enrolment: nothing is paid from now on, and it ends within the law's time.
package struct DeathRule: Sendable {
  package enum Step: Hashable, Sendable {
    /// Suspended until somebody looks at it: the death could not be confirmed at its source.
    case suspend
    case end(on: Day)
  }
  package let endWithin: Span
  /// Both are lawful: to end at once, or to suspend, hear the family, and end later.
  package let hearsTheFamily: Bool
  package init(endWithin: Span, hearsTheFamily: Bool) {
    self.endWithin = endWithin
    self.hearsTheFamily = hearsTheFamily
  }

  package func step(confirmed: Bool, today: Day) -> Step {
    guard confirmed else { return .suspend }
    guard hearsTheFamily else { return .end(on: today) }
    let days = endWithin.after(today).number - today.number
    return .end(on: today.adding(days: max(0, days * 2 / 3)))
  }
}
