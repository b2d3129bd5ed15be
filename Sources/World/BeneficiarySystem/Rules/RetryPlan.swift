package import Facts

/// When to ask a peer again: hourly for a record that is not there yet, with growing patience for a peer that does not answer.
package struct RetryPlan: Sendable {
  package enum Miss: Hashable, Sendable { case notFound, unavailable }
  package static let limit = WorldDuration.days(3)
  private let until: WorldInstant
  private var backOff = WorldDuration.minutes(5)

  package init(from start: WorldInstant) { until = start + RetryPlan.limit }

  /// How long to wait; nil: it is time to give up.
  package mutating func wait(after miss: Miss, at now: WorldInstant) -> WorldDuration? {
    let wait: WorldDuration
    switch miss {
    case .notFound: wait = .hours(1)
    case .unavailable:
      wait = backOff
      backOff = min(.hours(4), .seconds(backOff.seconds * 3))
    }
    return until < now + wait ? nil : wait
  }
}
