/// How good the evidence is. `a` is best and sorts first.
package enum Grade: String, Sendable, CaseIterable, Comparable {
  /// Seen in traffic to a simulated peer.
  case a = "A"
  /// Asked through a standard query.
  case b = "B"
  /// Asked through a vendor's own adapter.
  case c = "C"
  /// Seen and told by a person.
  case d = "D"

  package static func < (x: Grade, y: Grade) -> Bool { x.rawValue < y.rawValue }

  /// Whether this evidence is as good as the least that is asked: A is at least B.
  package func isAtLeast(_ least: Grade) -> Bool { self <= least }

  /// Adapters and people never satisfy a gate.
  package var satisfiesGates: Bool { isAtLeast(.b) }
}
