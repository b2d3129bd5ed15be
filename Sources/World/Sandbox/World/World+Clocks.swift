package import Facts
import Synchronization
import Timeline

/// Vendors' clocks. They are the wall's, until a hook moves one.
extension World {
  /// Where a vendor's clock stands, if it was moved.
  package func clock(of role: Role) -> WorldInstant? {
    ahead.withLock { $0[role] }.map { WorldInstant(seconds: timeline.wire.seconds + $0) }
  }

  /// A clock that stands behind the wall's is nobody's today.
  package func moveClock(of role: Role, by length: (WorldInstant) -> WorldInstant) {
    let wall = timeline.wire.seconds
    clocks.move(role, WorldInstant(seconds: wall), by: length)
    ahead.withLock { $0[role] = max(0, length(WorldInstant(seconds: wall + ($0[role] ?? 0))).seconds - wall) }
  }

  /// The last day of which a vendor may be told.
  func today(of role: Role) -> Day { clock(of: role)?.day ?? timeline.wire.day }
}
