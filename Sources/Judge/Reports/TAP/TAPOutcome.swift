import Conformance

/// What the Test Anything Protocol calls a verdict. The one table for that.
///
/// A broken should is a test that is not expected to succeed: harnesses show it and do not count it. What nobody saw is not ok.
enum TAPOutcome {
  case ok, notOk, todo, skip

  init(_ verdict: Verdict) {
    switch verdict {
    case .pass: self = .ok
    case .warn: self = .todo
    case .fail, .review, .inconclusive, .notRun, .error: self = .notOk
    case .notApplicable: self = .skip
    }
  }

  var word: String { self == .ok || self == .skip ? "ok" : "not ok" }

  /// What stands behind the description.
  var directive: String {
    switch self {
    case .ok, .notOk: ""
    case .todo: " # TODO a should, not a must"
    case .skip: " # SKIP does not apply"
    }
  }
}
