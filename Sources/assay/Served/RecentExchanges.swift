import Evidence
import Synchronization

/// The latest exchanges of a served world, and findings beside them.
final class RecentExchanges: Sendable {
  private struct State {
    var kept: [Exchange] = []
    var count = 0
  }
  private let state = Mutex(State())
  private let limit: Int
  init(limit: Int = 200) { self.limit = limit }

  func add(_ exchange: Exchange) {
    state.withLock { s in
      s.count += 1
      s.kept.append(exchange)
      if s.kept.count >= 2 * limit { s.kept.removeFirst(s.kept.count - limit) }
    }
  }
  /// How many there were since the start: a mark for `since`.
  var count: Int { state.withLock { $0.count } }
  func since(_ mark: Int) -> [Exchange] { state.withLock { s in Array(s.kept.suffix(max(0, s.count - mark)).suffix(limit)) } }
  var latest: [Exchange] { state.withLock { Array($0.kept.suffix(limit)) } }
}
