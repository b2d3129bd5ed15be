import Conformance

/// What JUnit calls a verdict. The one table for that.
enum JUnitOutcome {
  case passed, failure, error, skipped

  init(_ verdict: Verdict) {
    switch verdict {
    case .pass, .warn: self = .passed
    case .fail: self = .failure
    case .review, .inconclusive, .notRun, .error: self = .error
    case .notApplicable: self = .skipped
    }
  }

  /// The element inside the test case; nil for a pass.
  var element: String? {
    switch self {
    case .passed: nil
    case .failure: "failure"
    case .error: "error"
    case .skipped: "skipped"
    }
  }
}
