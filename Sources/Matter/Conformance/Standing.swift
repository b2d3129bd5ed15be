/// How a requirement or a scenario stands, in the four words that runs are compared by.
package enum Standing: String, Sendable, CaseIterable {
  case good, outside, open, broken

  package init(_ state: RequirementState) {
    switch state {
    case .met: self = .good
    case .notMet: self = .broken
    case .unseen: self = .open
    case .notApplicable: self = .outside
    }
  }

  package init(_ verdict: Verdict) {
    switch verdict {
    case .pass: self = .good
    case .fail, .warn: self = .broken
    case .review, .inconclusive, .notRun, .error: self = .open
    case .notApplicable: self = .outside
    }
  }
}
