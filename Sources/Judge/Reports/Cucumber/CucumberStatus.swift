import Conformance

/// What Cucumber calls a verdict. The one table for that.
///
/// Readers of such a stream, GovStack's testing application among them, take a scenario as passed unless a step FAILED; so what nobody
/// saw is FAILED here, and the message begins with what it was.
enum CucumberStatus: String {
  case passed = "PASSED"
  case failed = "FAILED"
  case skipped = "SKIPPED"

  init(_ verdict: Verdict) {
    switch verdict {
    case .pass, .warn: self = .passed
    case .fail, .review, .inconclusive, .notRun, .error: self = .failed
    case .notApplicable: self = .skipped
    }
  }
}
