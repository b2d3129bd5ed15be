import Conformance

/// For formats that speak of requirements and not of checks: the state of a requirement that one check of this verdict alone cites.
enum RequirementWord {
  static func of(_ verdict: Verdict) -> String {
    let requirement = Requirement(id: "X", binds: "mis", class: .wire, strength: .must, authority: .standard, text: "")
    let check = CheckResult(instance: 0, step: "", check: "", requirement: "X", judges: "mis", verdict: verdict, grade: .a, evidence: ["1"])
    return RequirementResult(requirement, over: [check]).state.rawValue
  }
}
