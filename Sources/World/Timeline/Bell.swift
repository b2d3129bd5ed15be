import Synchronization

/// Waits on the wall for something from outside. Whoever rings ends the wait; a ring before the wait counts.
package final class Bell: Sendable {
  private struct State {
    var rung = false
    var waiter: CheckedContinuation<Void, Never>?
  }
  private let state = Mutex(State())
  package init() {}

  package func ring() {
    state.withLock { s -> CheckedContinuation<Void, Never>? in
      s.rung = s.waiter == nil
      defer { s.waiter = nil }
      return s.waiter
    }?.resume()
  }

  /// Returns when it rings, or after so many milliseconds. Gives how long it waited.
  package func wait(atMost milliseconds: Int) async -> Int {
    let clock = ContinuousClock()
    let start = clock.now
    let alarm = Task {
      guard (try? await Task.sleep(for: .milliseconds(milliseconds))) != nil else { return }
      self.ring()
    }
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      let rung = state.withLock { s -> Bool in
        if s.rung {
          s.rung = false
          return true
        }
        s.waiter = continuation
        return false
      }
      if rung { continuation.resume() }
    }
    alarm.cancel()
    let waited = start.duration(to: clock.now)
    return Int(waited.components.seconds * 1000 + waited.components.attoseconds / 1_000_000_000_000_000)
  }
}
