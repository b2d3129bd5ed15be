import Conformance

/// Short forms for the tables of these tests.
enum Sample {
  static func requirement(
    _ id: RequirementID = "R-1", _ kind: RequirementClass = .outcome, _ strength: Strength = .must, grade: Grade? = nil,
    gate: Gate? = nil, when: String? = nil
  ) -> Requirement {
    Requirement(
      id: id, binds: "mis", class: kind, strength: strength, authority: .useCase, grade: grade, gate: gate, when: when,
      text: "The system does what it should.")
  }

  static func check(
    _ verdict: Verdict, _ reason: Reason? = nil, of id: RequirementID = "R-1", grade: Grade? = .a, name: String = "c",
    evidence: [String] = ["5.1"]
  ) -> CheckResult {
    CheckResult(
      instance: 0, step: "s", check: name, requirement: id, judges: "mis", verdict: verdict, reason: reason, grade: grade,
      evidence: evidence)
  }

  static func result(_ requirement: Requirement, _ state: RequirementState) -> RequirementResult {
    let checks: [CheckResult] =
      switch state {
      case .met: [check(.pass, of: requirement.id)]
      case .notMet: [check(.fail, .failAssertion, of: requirement.id)]
      case .unseen: [check(.inconclusive, .inconclusiveNoControl, of: requirement.id)]
      case .notApplicable: [check(.notApplicable, .notApplicableDialect, of: requirement.id)]
      }
    return RequirementResult(requirement, over: checks)
  }
}
