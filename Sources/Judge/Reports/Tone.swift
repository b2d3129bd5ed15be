import Conformance

/// How a verdict or a state looks. The one table that a new case must be added to.
enum Tone: String {
  case ok, bad, open, quiet

  init(_ verdict: Verdict) {
    switch verdict {
    case .pass: self = .ok
    case .fail, .warn, .error: self = .bad
    case .review, .inconclusive, .notRun: self = .open
    case .notApplicable: self = .quiet
    }
  }

  init(_ state: RequirementState) {
    switch state {
    case .met: self = .ok
    case .notMet: self = .bad
    case .unseen: self = .open
    case .notApplicable: self = .quiet
    }
  }
}
