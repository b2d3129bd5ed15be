import Conformance

extension SARIFLog.Kind {
  /// What SARIF calls a verdict. The one table for that.
  init(_ verdict: Verdict) {
    switch verdict {
    case .pass: self = .pass
    case .fail, .warn: self = .fail
    case .review: self = .review
    case .inconclusive, .notRun, .error: self = .open
    case .notApplicable: self = .notApplicable
    }
  }

  /// Whether it is something to look at. SARIF is a list of findings: what passed or does not apply is counted, not listed.
  var isFinding: Bool { self == .fail || self == .open || self == .review }
}

extension SARIFLog.Level {
  init(_ verdict: Verdict) {
    switch verdict {
    case .fail: self = .error
    case .warn: self = .warning
    case .pass, .review, .inconclusive, .notApplicable, .notRun, .error: self = .none
    }
  }
}
