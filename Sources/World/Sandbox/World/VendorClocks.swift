import Facts
import Synchronization
import Timeline

/// How far ahead of the wall vendors' clocks may stand, over all stories of a run: what hooks moved in one of them nobody need have
/// moved back before the next.
package final class VendorClocks: Sendable {
  private let ahead = Mutex<[Role: Int64]>([:])

  package init() {}

  /// A clock that stands behind the wall's is nobody's today.
  func move(_ role: Role, _ wall: WorldInstant, by length: (WorldInstant) -> WorldInstant) {
    ahead.withLock { $0[role] = max(0, length(WorldInstant(seconds: wall.seconds + ($0[role] ?? 0))).seconds - wall.seconds) }
  }

  /// The latest day on which this vendor may believe itself to be; nil where nothing has moved its clock.
  func latest(_ role: Role, _ wall: WorldInstant) -> Day? {
    ahead.withLock { $0[role] }.map { WorldInstant(seconds: wall.seconds + $0).day }
  }
}
