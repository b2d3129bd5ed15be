import Conformance
import Evidence

extension ProofMatrix {
  /// A right world: no failure, nothing inconclusive, nothing for which the harness blames itself.
  static func blemishes(_ clean: Ledger) -> [String] {
    let checks = clean.instances.flatMap { one in
      one.checks.map(\.result).filter { $0.verdict.isBroken || $0.verdict.isUnseen }.prefix(1).map { c in
        let why = [c.reason?.rawValue ?? c.verdict.rawValue, c.actual ?? c.note].compactMap(\.self).joined(separator: ", ")
        return "\(clean.checkName(of: c)) \(c.requirement?.text ?? ""): \(why)"
      }
    }
    if clean.counts[.pass] == 0 { return ["no check of the clean run passed"] + checks }
    return checks.isEmpty ? [clean.harnessFault].compactMap(\.self) : checks
  }

  /// What a check cites, in the order of the catalogues.
  static func rows(_ clean: Ledger) -> [RequirementRow] {
    var suites: [String: String] = [:]
    for one in clean.instances {
      for check in one.planned.checks { if let id = check.requirement, suites[id] == nil { suites[id] = one.planned.suite } }
    }
    return clean.requirements.map { r in
      RequirementRow(
        id: r.id, suite: suites[r.id.text] ?? "", binds: r.requirement.binds, kind: r.requirement.class,
        strength: r.requirement.strength, text: r.requirement.text)
    }
  }

  /// Every check of the clean run, as it stands on its page, in the order of the plan.
  static func standings(_ clean: Ledger, _ trials: [DefectTrial]) -> [CheckStanding] {
    var played: [String: [Int]] = [:]
    var fails: [CheckName: [Int]] = [:]
    for (i, trial) in trials.enumerated() {
      for page in Set(trial.played.map { CheckName($0, "").onPage.scenario }) { played[page, default: []].append(i) }
      for name in Set(trial.failing.map(\.onPage)) { fails[name, default: []].append(i) }
    }
    var known = Set<CheckName>()
    return clean.instances.flatMap { one in
      one.planned.checks.compactMap { check -> CheckStanding? in
        let name = CheckName(one.name, "\(check.step).\(check.check)").onPage
        guard known.insert(name).inserted else { return nil }
        return CheckStanding(
          suite: one.planned.suite, name: name, requirement: check.requirement.map { RequirementID($0) },
          tried: played[name.scenario]?.count ?? 0, fails: (fails[name] ?? []).map { trials[$0].name })
      }
    }
  }
}
