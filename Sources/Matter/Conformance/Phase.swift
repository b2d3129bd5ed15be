/// How far a check has come.
package enum Phase: String, Sendable, CaseIterable {
  case planned
  /// For a peer, the clock or an operator; survives a restart.
  case waiting
  case running, finished, interrupted

  /// Whether a verdict stands. Only then does the check count as accounted for.
  package var isOver: Bool { self == .finished || self == .interrupted }

  /// The states that may follow.
  package var next: [Phase] {
    switch self {
    case .planned: [.waiting, .running, .interrupted]
    case .waiting: [.running, .finished, .interrupted]
    case .running: [.waiting, .finished, .interrupted]
    case .finished, .interrupted: []
    }
  }
}
