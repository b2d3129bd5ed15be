import Synchronization

/// One beat of wall time for all worlds that are waited for: a timer a settlement would cost more than the settlement.
enum Watchdog {
  private struct Watched: Sendable { weak var timeline: Timeline? }
  private struct State {
    var watched: [Watched] = []
    var runs = false
  }
  private static let state = Mutex(State())
  private static let beat: Duration = .milliseconds(250)

  static func watch(_ timeline: Timeline) {
    guard timeline.startsWatch() else { return }
    let mustStart = state.withLock { s in
      s.watched.append(Watched(timeline: timeline))
      defer { s.runs = true }
      return !s.runs
    }
    guard mustStart else { return }
    Task.detached {
      repeat { try? await Task.sleep(for: beat) } while round()
    }
  }

  /// False: nobody is waited for, and the beat stops.
  private static func round() -> Bool {
    let watched = state.withLock { s in
      let watched = s.watched
      s.watched = []
      return watched
    }
    let still = watched.filter { $0.timeline?.tick(beat) ?? false }
    return state.withLock { s in
      s.watched += still
      s.runs = !s.watched.isEmpty
      return s.runs
    }
  }
}
