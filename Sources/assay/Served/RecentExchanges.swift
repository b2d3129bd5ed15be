import Evidence
import Synchronization

/// The latest exchanges of a served world, and findings beside them.
final class RecentExchanges: Sendable {
  private struct State {
    /// Each in the place of its number, round and round.
    var kept: [(@Sendable () -> Exchange)?]
    var count = 0
  }
  private let state: Mutex<State>
  private let limit: Int
  init(limit: Int = 200) {
    self.limit = limit
    state = Mutex(State(kept: Array(repeating: nil, count: limit)))
  }

  /// They are read when they are shown: most of a busy sandbox never are.
  func add(_ read: @escaping @Sendable () -> Exchange) {
    // What is no longer kept ends here, and not while others wait.
    var one: (@Sendable () -> Exchange)? = read
    state.withLock { s in
      swap(&s.kept[s.count % limit], &one)
      s.count += 1
    }
  }
  /// How many there were since the start: a mark for `since`.
  var count: Int { state.withLock { $0.count } }
  func since(_ mark: Int) -> [Exchange] {
    state.withLock { s in (max(mark, s.count - limit, 0)..<max(mark, s.count)).map { s.kept[$0 % limit] } }.compactMap { $0?() }
  }
  var latest: [Exchange] { since(0) }
}
