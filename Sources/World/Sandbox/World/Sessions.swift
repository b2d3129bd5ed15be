import Facts
import Synchronization

/// Every session of a world, by who keeps it about whom in which dialect.
final class Sessions: Sendable {
  struct Key: Hashable, Sendable {
    let role: Role
    let peer: Role
    let dialect: DialectName
  }
  private let state = Mutex<[Key: Session]>([:])
  private let make: @Sendable (Key) -> Session
  init(make: @escaping @Sendable (Key) -> Session) { self.make = make }

  func with<R: Sendable>(_ key: Key, _ body: (inout Session) -> R) -> R {
    state.withLock { s in
      var session = s[key] ?? make(key)
      defer { s[key] = session }
      return body(&session)
    }
  }
  func current(_ key: Key) -> Session { with(key) { $0 } }
}
