/// Why a verdict is not a pass. The catalogue is closed; the first word is the verdict (a `warn` carries the `fail` reason).
package enum Reason: String, Sendable, CaseIterable {
  case failAssertion = "fail.assertion"
  case failSchema = "fail.schema"
  case failSignature = "fail.signature"
  case failConnection = "fail.connection"
  case failCallbackMissing = "fail.callback-missing"
  case failUnexpected = "fail.unexpected"
  case failOrder = "fail.order"
  case failLate = "fail.late"

  case reviewUnstable = "review.unstable"
  case reviewPerson = "review.person"

  case inconclusivePrecondition = "inconclusive.precondition"
  case inconclusiveNoControl = "inconclusive.no-control"
  case inconclusiveNoContrast = "inconclusive.no-contrast"
  case inconclusiveNoObserver = "inconclusive.no-observer"
  case inconclusiveNoEvidence = "inconclusive.no-evidence"
  case inconclusiveGrade = "inconclusive.grade"
  case inconclusiveReach = "inconclusive.reach"
  case inconclusiveAmbiguous = "inconclusive.ambiguous"
  case inconclusiveUpstream = "inconclusive.upstream"
  case inconclusivePatience = "inconclusive.patience"

  case notApplicableDialect = "not-applicable.dialect"
  case notApplicablePolicy = "not-applicable.policy"
  case notApplicableActor = "not-applicable.actor"
  case notApplicableLimits = "not-applicable.limits"
  case notApplicableUnsaid = "not-applicable.unsaid"

  case notRunInterrupted = "not-run.interrupted"
  case notRunStep = "not-run.step"

  case errorHarness = "error.harness"
  case errorUnreachable = "error.unreachable"

  /// The verdict that this is a reason for.
  package var verdict: Verdict {
    let word = rawValue.prefix { $0 != "." }
    return Verdict(rawValue: String(word)) ?? .error
  }

  /// Whether it may stand beside this verdict: its own, or `warn` for what would be a failure of a `must`.
  package func stands(beside verdict: Verdict) -> Bool {
    self.verdict == verdict || (verdict == .warn && self.verdict == .fail)
  }

  /// Whether only transport or time was wrong, so that one confirming run may be asked for. A wrong outcome is never retried.
  package var isTransportOrTime: Bool { self == .failConnection || self == .failLate }
}
