import Conformance

/// What Cucumber calls a verdict. The one table for that.
enum CucumberStatus: String {
  case passed = "PASSED"
  case failed = "FAILED"
  case pending = "PENDING"
  case unknown = "UNKNOWN"
  case skipped = "SKIPPED"

  init(_ verdict: Verdict) {
    switch verdict {
    case .pass, .warn: self = .passed
    case .fail: self = .failed
    case .review: self = .pending
    case .inconclusive, .notRun, .error: self = .unknown
    case .notApplicable: self = .skipped
    }
  }
}
