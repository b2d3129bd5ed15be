import Facts
import Synchronization

/// Every session of a world, by who keeps it about whom in which dialect.
final class Sessions: Sendable {
  struct Key: Hashable, Sendable {
    let role: Role
    let peer: Role
    let dialect: DialectName
  }
  /// One session. It has a lock of its own: what two peers say is not waited for by a third.
  private final class Kept: Sendable {
    let session: Mutex<Session>
    init(_ session: Session) { self.session = Mutex(session) }
  }
  private let kept = Mutex<[Key: Kept]>([:])
  private let make: @Sendable (Key) -> Session
  init(make: @escaping @Sendable (Key) -> Session) { self.make = make }

  func with<R: Sendable>(_ key: Key, _ body: (inout Session) -> R) -> R { entry(key).session.withLock { body(&$0) } }
  func current(_ key: Key) -> Session { with(key) { $0 } }

  private func entry(_ key: Key) -> Kept {
    kept.withLock { all in
      if let known = all[key] { return known }
      let new = Kept(make(key))
      all[key] = new
      return new
    }
  }
}
