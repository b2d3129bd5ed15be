/// One judged check, with what proves it.
package struct CheckResult: Hashable, Sendable {
  package var instance: Int
  package var step: String
  package var check: String
  /// Nil for a check that only establishes what a later one relies on.
  package var requirement: RequirementID?
  /// The role that its requirement binds.
  package var judges: RoleName
  package var verdict: Verdict
  package var reason: Reason?
  package var grade: Grade?
  /// Exchanges by path (`5.1`), or for an absence its control and its window.
  package var evidence: [String]
  package var expected: String?
  package var actual: String?
  /// What tells the actual object or list from the expected one, in lines; nil where both are single values.
  package var difference: String?
  /// What the published form says, where errata made the check come to another end.
  package var strict: StrictReading?
  /// What a reader should know beside the reason's sentence; for `inconclusive.upstream` the failure it names.
  package var note: String?

  package init(
    instance: Int, step: String, check: String, requirement: RequirementID?, judges: RoleName, verdict: Verdict, reason: Reason? = nil,
    grade: Grade? = nil, evidence: [String] = [], expected: String? = nil, actual: String? = nil, difference: String? = nil,
    strict: StrictReading? = nil, note: String? = nil
  ) {
    self.instance = instance
    self.step = step
    self.check = check
    self.requirement = requirement
    self.judges = judges
    self.verdict = verdict
    self.reason = reason
    self.grade = grade
    self.evidence = evidence
    self.expected = expected
    self.actual = actual
    self.difference = difference
    self.strict = strict
    self.note = note
  }

  package var id: CheckID { CheckID(instance: instance, step: step, check: check) }

  /// What is wrong with the result itself, nil when it is sound. An unsound result is a harness fault.
  package var flaw: String? {
    switch (verdict, reason) {
    case (.pass, .some(let reason)): "a pass has no reason, this one has \(reason.rawValue)"
    case (.pass, nil): evidence.isEmpty ? "a pass names what proves it, this one names nothing" : nil
    case (_, nil): "\(verdict.rawValue) needs a reason"
    case (_, .some(let reason)):
      reason.stands(beside: verdict) ? nil : "\(reason.rawValue) is no reason for \(verdict.rawValue)"
    }
  }
}
