import Conformance

/// What the Common Test Report Format calls a verdict. The one table for that.
///
/// A gate on CTRF counts `failed` and nothing else, so what nobody saw counts there; `rawStatus` says what it was.
enum CTRFStatus: String, CaseIterable {
  case passed, failed, skipped, pending, other

  init(_ verdict: Verdict) {
    switch verdict {
    case .pass, .warn: self = .passed
    case .fail, .review, .inconclusive, .notRun, .error: self = .failed
    case .notApplicable: self = .skipped
    }
  }
}
