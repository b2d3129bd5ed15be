/// What a waiver is worth for one requirement of one run: the rule, as one function.
package enum WaiverStanding: String, Sendable, CaseIterable {
  case disputed
  case waived
  case rejected
  case expired
  /// Accepted, and of no effect: a gate is never waived.
  case gate = "a gate is never waived"
  /// Accepted, and something outside its scenarios is not met or unseen too.
  case tooNarrow = "waived in part"

  /// Nil where the waiver does not speak of this product, or of nothing that is open here.
  ///
  /// `open` are the scenarios in which the requirement is not met or unseen. Where nothing is open there is nothing to waive.
  package init?(_ waiver: Waiver, for requirement: Requirement, product: String, open: [String], on day: String) {
    guard requirement.isCalled(waiver.requirement), !open.isEmpty, Self.speaks(of: product, waiver) else { return nil }
    let covered = open.filter { scenario in Self.speaks(ofScenario: scenario, waiver) }
    guard !covered.isEmpty else { return nil }
    self =
      if waiver.expires < day {
        .expired
      } else {
        switch waiver.decision {
        case .disputed: .disputed
        case .rejected: .rejected
        case .accepted where requirement.gate != nil: .gate
        case .accepted: covered.count == open.count ? .waived : .tooNarrow
        }
      }
  }

  private static func speaks(of product: String, _ waiver: Waiver) -> Bool {
    waiver.product.map { product == $0 || product.hasPrefix($0 + " ") } ?? true
  }
  private static func speaks(ofScenario key: String, _ waiver: Waiver) -> Bool {
    waiver.scenarios.isEmpty || waiver.scenarios.contains { key == $0 || key.hasPrefix($0 + "/") || key.hasPrefix($0 + "[") }
  }
}
