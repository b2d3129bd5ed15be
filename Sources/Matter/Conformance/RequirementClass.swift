/// What a requirement is about. Scores are given by class; the order here is the order in which they are printed.
package enum RequirementClass: String, Sendable, CaseIterable {
  case wire, protocolClass = "protocol", outcome, security, timeliness, audit

  /// What one requirement of this class weighs in the total. Effects outweigh shapes.
  package var weight: Int {
    switch self {
    case .outcome: 4
    case .protocolClass, .security: 2
    case .wire, .timeliness, .audit: 1
    }
  }
}
