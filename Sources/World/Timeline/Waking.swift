package import Facts

/// Why a waiting piece of work goes on.
package enum Waking: Hashable, Sendable {
  case turn
  /// Its moment of the agenda has come.
  case due
  case called(Reading)
  case retired
  /// It had no right to wait: it does not have the turn.
  case refused
  case settled(Settlement)
  case stuck(Stuck)
}

/// How a waiting piece of work is made to go on.
package enum Wake: Sendable {
  /// Work that has not begun.
  case start(@Sendable () -> Void)
  /// Work that gave up its turn.
  case resume(CheckedContinuation<Waking, Never>)
}

/// What a transition asks for; carried out after the state is let go.
package struct Effect: Sendable {
  package let id: TimelineState.ID?
  package let wake: Wake
  package let why: Waking
  init(_ id: TimelineState.ID?, _ wake: Wake, _ why: Waking) {
    self.id = id
    self.wake = wake
    self.why = why
  }
  func carryOut() {
    switch wake {
    case .start(let work): work()
    case .resume(let continuation): continuation.resume(returning: why)
    }
  }
}
