import Evidence
import Synchronization

/// The latest exchanges of a served world, and findings beside them.
final class RecentExchanges: Sendable {
  private struct State {
    var kept: [@Sendable () -> Exchange] = []
    var count = 0
  }
  private let state = Mutex(State())
  private let limit: Int
  init(limit: Int = 200) { self.limit = limit }

  /// They are read when they are shown: most of a busy sandbox never are.
  func add(_ read: @escaping @Sendable () -> Exchange) {
    state.withLock { s in
      s.count += 1
      s.kept.append(read)
      if s.kept.count >= 2 * limit { s.kept.removeFirst(s.kept.count - limit) }
    }
  }
  /// How many there were since the start: a mark for `since`.
  var count: Int { state.withLock { $0.count } }
  func since(_ mark: Int) -> [Exchange] { state.withLock { s in s.kept.suffix(max(0, s.count - mark)).suffix(limit) }.map { $0() } }
  var latest: [Exchange] { state.withLock { $0.kept.suffix(limit) }.map { $0() } }
}
