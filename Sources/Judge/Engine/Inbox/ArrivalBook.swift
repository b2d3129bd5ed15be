import Evidence
import Facts
import Synchronization

/// The inbox of one instance, behind a lock: exchanges come from the world, questions from the player.
final class ArrivalBook: Sendable {
  private struct State {
    var inbox = Inbox()
    var exchanges: [Exchange] = []
  }
  private let state = Mutex(State())

  /// Every message of the exchange becomes an arrival.
  func take(_ exchange: Exchange) {
    state.withLock { s in
      s.exchanges.append(exchange)
      for reading in exchange.readings {
        _ = s.inbox.arrive(
          Arrival(
            ordinal: s.inbox.next, exchange: exchange.id, reading: reading, at: exchange.at, wire: exchange.wire,
            repeated: exchange.repeated))
      }
    }
  }
  func with<R: Sendable>(_ body: (inout Inbox) -> R) -> R { state.withLock { body(&$0.inbox) } }
  var next: Int { state.withLock { $0.inbox.next } }
  var count: Int { state.withLock { $0.exchanges.count } }
  func exchange(_ id: String) -> Exchange? { state.withLock { s in s.exchanges.first { $0.id == id } } }
  /// Its place in the order of the wire, from 0.
  func position(_ id: String) -> Int? { state.withLock { s in s.exchanges.firstIndex { $0.id == id } } }
  /// What came since a mark of `count`.
  func exchanges(since mark: Int) -> [Exchange] { state.withLock { Array($0.exchanges.dropFirst(mark)) } }
}
