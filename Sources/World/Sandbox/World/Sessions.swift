import Facts
import Synchronization

/// Every session of a world, by who keeps it about whom in which dialect.
final class Sessions: Sendable {
  struct Key: Hashable, Sendable {
    let role: Role
    let peer: Role
    let dialect: DialectName
  }
  private let kept = Mutex<[Key: Kept]>([:])
  private let make: @Sendable (Key) -> Session
  /// Whether one who only looks keeps nobody from looking too.
  private let isShared: Bool

  /// `isShared`: several conversations of one session go on at once, as in a sandbox that is served.
  init(isShared: Bool = false, make: @escaping @Sendable (Key) -> Session) {
    self.isShared = isShared
    self.make = make
  }

  /// The session of this key, made when it is first asked for.
  func find(_ key: Key) -> Kept {
    kept.withLock { all in
      if let known = all[key] { return known }
      let new = Kept(make(key), isShared: isShared)
      all[key] = new
      return new
    }
  }
}

extension Sessions {
  /// One session. It has a lock of its own: what two peers say is not waited for by a third.
  final class Kept: Sendable {
    private let session: Mutex<Session>
    private let isShared: Bool

    fileprivate init(_ session: Session, isShared: Bool) {
      self.session = Mutex(session)
      self.isShared = isShared
    }

    var current: Session { session.withLock { $0 } }

    /// Lets `body` read and change the session. Where sessions are shared it works on a copy, and is called once more, on what holds by
    /// then, if it wants to change what somebody else has changed meanwhile.
    func with<R: Sendable>(_ body: (inout Session) -> R) -> R {
      guard isShared else { return session.withLock { body(&$0) } }
      let before = current
      var copy = before
      let result = body(&copy)
      if copy.isUnchanged(since: before) { return result }
      return session.withLock { session in
        guard session.isUnchanged(since: before) else { return body(&session) }
        session = copy
        return result
      }
    }
  }
}
