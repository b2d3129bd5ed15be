/// The result of one requirement over the checks that cite it.
///
/// Not met if one failed; else unseen if one is inconclusive, not run, in error or unreviewed; else met if one passed with evidence
/// of the least grade; else not applicable. Fail outranks error: what was seen stays seen. An empty set is never met.
package struct RequirementResult: Hashable, Sendable {
  package var requirement: Requirement
  package var state: RequirementState
  /// The checks that cite it, in the order of the run.
  package var checks: [CheckResult]

  package init(_ requirement: Requirement, over checks: [CheckResult]) {
    self.requirement = requirement
    self.checks = checks.filter { $0.requirement == requirement.id }
    state = Self.state(of: requirement, over: self.checks)
  }

  package var id: RequirementID { requirement.id }

  /// The check that a reader should look at first: the one that decided the state.
  package var decisive: CheckResult? {
    switch state {
    case .notMet: checks.first { $0.verdict.isBroken }
    case .unseen: checks.first { $0.verdict.isUnseen } ?? checks.first { $0.verdict == .pass }
    case .met: checks.first { $0.verdict == .pass && requirement.accepts($0.grade) }
    case .notApplicable: checks.first
    }
  }

  /// Not applicable because the declared policy does not ask for it, and for no other reason. Dialects and actors excuse nothing,
  /// and a gate only its own condition.
  package var isExcusedByPolicy: Bool {
    if requirement.gate != nil && requirement.when == nil { return false }
    return state == .notApplicable && !checks.isEmpty && checks.allSatisfy { $0.reason == .notApplicablePolicy }
  }

  private static func state(of requirement: Requirement, over checks: [CheckResult]) -> RequirementState {
    let verdicts = checks.map(\.verdict)
    if verdicts.contains(where: \.isBroken) { return .notMet }
    if verdicts.contains(where: \.isUnseen) { return .unseen }
    let passes = checks.filter { $0.verdict == .pass }
    if passes.contains(where: { requirement.accepts($0.grade) && !$0.evidence.isEmpty }) { return .met }
    // A pass without evidence of the least grade shows nothing; the blame table calls that inconclusive.
    return passes.isEmpty ? .notApplicable : .unseen
  }
}
