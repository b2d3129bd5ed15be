/// The result of one requirement over the checks that cite it.
///
/// Not met if one failed; else unseen if one is inconclusive, not run, in error or unreviewed; else met if one passed with evidence
/// of the least grade; else not applicable. Fail outranks error: what was seen stays seen. An empty set is never met.
package struct RequirementResult: Hashable, Sendable {
  package var requirement: Requirement
  /// With errata and the interpretations that were met. Expectations and waivers change nothing here.
  package var state: RequirementState
  /// Without errata and interpretations: as the text stands.
  package var strict: RequirementState
  /// With interpretations, over the checks that no expectation file expects to be as they are. Only exit statuses look at it.
  package var unexpected: RequirementState
  /// The checks that cite it, in the order of the run.
  package var checks: [CheckResult]
  package var beside: Beside
  /// Challenges to it that speak of this product and of what is open here, in the order of their file.
  package var waivers: [Beside.Waived] = []

  package init(_ requirement: Requirement, over checks: [CheckResult], beside: Beside = Beside()) {
    self.requirement = requirement
    self.beside = beside
    let cited = checks.filter { $0.requirement == requirement.id }
    self.checks = cited
    func ruled(_ check: CheckResult) -> Verdict {
      beside.interpretations[check.id]?.rules(check.verdict, of: requirement.strength) ?? check.verdict
    }
    strict = Self.state(of: requirement, over: cited) { $0.strict?.verdict(of: requirement.strength) ?? $0.verdict }
    state = Self.state(of: requirement, over: cited, ruled)
    unexpected = Self.state(of: requirement, over: cited.filter { beside.expected[$0.id] == nil }, ruled)
  }

  package var id: RequirementID { requirement.id }

  /// The check that a reader should look at first: the one that decided the state. One that nobody expected comes before the others.
  package var decisive: CheckResult? {
    switch state {
    case .notMet: first { isBroken($0) }
    case .unseen: first { $0.verdict.isUnseen } ?? checks.first { $0.verdict == .pass }
    case .met: checks.first { $0.verdict == .pass && requirement.accepts($0.grade) }
    case .notApplicable: checks.first
    }
  }

  /// Not met or unseen, and all that makes it so is in the expectation file.
  package var isExpected: Bool {
    let isOpen = state == .notMet || state == .unseen
    return isOpen && unexpected != .notMet && unexpected != .unseen && !beside.expected.isEmpty
  }

  /// Accepted, in force, and covering all that is open. Never a gate.
  package var isWaived: Bool { waivers.contains { $0.standing == .waived } }
  package var isDisputed: Bool { waivers.contains { $0.standing == .disputed } }

  /// Not applicable because the declared policy does not ask for it, or because what it is about may be left out and was, and for no
  /// other reason. Dialects and actors excuse nothing, and a gate only its own condition.
  package var isExcused: Bool {
    if requirement.gate != nil && requirement.when == nil { return false }
    return state == .notApplicable && !checks.isEmpty
      && checks.allSatisfy { [.notApplicablePolicy, .notApplicableUnsaid].contains($0.reason) }
  }

  private func isBroken(_ check: CheckResult) -> Bool { check.verdict.isBroken || beside.interpretations[check.id]?.ruling == .fail }

  private func first(where matches: (CheckResult) -> Bool) -> CheckResult? {
    checks.first { matches($0) && beside.expected[$0.id] == nil } ?? checks.first(where: matches)
  }

  private static func state(
    of requirement: Requirement, over checks: [CheckResult], _ verdict: (CheckResult) -> Verdict
  ) -> RequirementState {
    let verdicts = checks.map(verdict)
    if verdicts.contains(where: \.isBroken) { return .notMet }
    if verdicts.contains(where: \.isUnseen) { return .unseen }
    let passes = checks.filter { verdict($0) == .pass }
    if passes.contains(where: { requirement.accepts($0.grade) && !$0.evidence.isEmpty }) { return .met }
    // A pass without evidence of the least grade shows nothing; the blame table calls that inconclusive.
    return passes.isEmpty ? .notApplicable : .unseen
  }
}
