/// What is said of one check. Each but `pass` has a `Reason`.
package enum Verdict: String, Sendable, CaseIterable {
  case pass, fail
  /// A failed `should` or `may`.
  case warn
  /// A person must look at it.
  case review
  case inconclusive
  case notApplicable = "not-applicable"
  case notRun = "not-run"
  case error

  /// Whether the check leaves its requirement open: neither shown nor refuted.
  package var isUnseen: Bool {
    switch self {
    case .review, .inconclusive, .notRun, .error: true
    case .pass, .fail, .warn, .notApplicable: false
    }
  }

  /// Whether the requirement was seen broken.
  package var isBroken: Bool { self == .fail || self == .warn }
}
