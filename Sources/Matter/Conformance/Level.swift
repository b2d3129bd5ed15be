/// What a profile's core, met, is worth.
package enum Level: Int, Sendable, CaseIterable, Comparable {
  /// Connects and does no harm: every wire must and every gate of the core.
  case l1 = 1
  /// Performs: L1 and every must of the core in every class.
  case l2
  /// Withstands: L2 and every must that the core's variants cite.
  case l3

  package static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  package var name: String { "L\(rawValue)" }

  package var meaning: String {
    switch self {
    case .l1: "connects and does no harm"
    case .l2: "performs"
    case .l3: "withstands"
    }
  }
}
