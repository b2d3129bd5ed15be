import Conformance
import Facts

/// Requirement results with all that stands beside them: expectations, interpretations, waivers. The only place where they meet.
struct LedgerRollUp {
  let results: [RequirementResult]

  init(_ sorted: LedgerSorting, _ instances: [LedgerInstance], _ expectations: ExpectationAccount?) {
    var checks: [RequirementID: [CheckResult]] = [:]
    var planned = Set<RequirementID>()
    for one in instances {
      planned.formUnion(one.planned.checks.compactMap { $0.requirement.map { RequirementID($0) } })
      for check in one.checks { if let id = check.result.requirement { checks[id, default: []].append(check.result) } }
    }
    let byIndex = Dictionary(instances.map { ($0.index, $0) }) { first, _ in first }
    results = sorted.requirements.filter { planned.contains($0.id) || checks[$0.id] != nil }.map { requirement in
      let cited = checks[requirement.id] ?? []
      let beside = Self.beside(requirement, cited, byIndex, expectations)
      var result = RequirementResult(requirement, over: cited, beside: beside)
      result.waivers = Self.waivers(of: result, sorted, byIndex)
      return result
    }
  }

  private static func beside(
    _ requirement: Requirement, _ checks: [CheckResult], _ instances: [Int: LedgerInstance], _ expectations: ExpectationAccount?
  ) -> Beside {
    var beside = Beside()
    for check in checks {
      if let entry = expectations?.entry(for: check.id) { beside.expected[check.id] = entry }
      guard !requirement.interpretations.isEmpty, let instance = instances[check.instance] else { continue }
      let oddities = check.evidence.compactMap(instance.exchange).flatMap(\.readings)
        .flatMap { $0.oddities(by: Role(requirement.binds.text)) }.map { Oddity($0).name }
      beside.interpretations[check.id] = Interpretation.met(requirement.interpretations, oddities)
    }
    return beside
  }

  private static func waivers(of result: RequirementResult, _ sorted: LedgerSorting, _ instances: [Int: LedgerInstance]) -> [Beside.Waived]
  {
    let open = result.checks.filter { $0.verdict.isBroken || $0.verdict.isUnseen }.compactMap { instances[$0.instance]?.name }
    let product = sorted.run.actors.first { $0.role.text == result.requirement.binds.text }?.product ?? ""
    return sorted.waivers.compactMap { waiver in
      WaiverStanding(waiver, for: result.requirement, product: product, open: open, on: "\(sorted.run.today)").map { .init(waiver, $0) }
    }
  }
}
