package import Conformance

extension Ledger {
  /// What `CertificateRules` asks of this run for a level of a profile; nil where no profile speaks of the role over these dialects.
  package func certificateFacts(
    _ level: LevelResult?, of product: (name: String, version: String), isSandbox: Bool, desk: CertificateFacts.Desk?
  ) -> CertificateFacts {
    var facts = CertificateFacts(
      level: level, seed: run.seed, desk: desk, product: product.name, version: product.version, isSandbox: isSandbox)
    facts.isSelection = run.isSelection
    facts.isInterrupted = isInterrupted
    facts.faults = (accounting.holds ? [] : [accounting.description]) + flaws
    facts.errors = named.filter { $0.check.verdict == .error }.map { "\($0.scenario) \($0.check.step).\($0.check.check)" }
    facts.unreviewed = named.filter { $0.check.verdict == .review }.map { "\($0.scenario) \($0.check.step).\($0.check.check)" }
    facts.earlier = earlierObjections
    facts.allowances = allowances(core: level?.profile.core ?? [])
    return facts
  }

  private func allowances(core: [RequirementID]) -> CertificateFacts.Allowances {
    var all = CertificateFacts.Allowances()
    let entries = expectations?.entries ?? []
    let waived = requirements.flatMap(\.waivers)
    all.unassigned = entries.filter(\.isUnassigned).map(\.description)
    all.expired = entries.filter { $0.isExpired(on: "\(run.today)") }.map(\.description)
    all.expired += waived.filter { $0.standing == .expired }.map(\.waiver.requirement.text)
    all.drifted = expectations?.isDrifted ?? false
    all.hostile = entries.filter { entry in
      guard entry.reason.verdict != .notApplicable, let requirement = requirement(entry.requirement)?.requirement else { return false }
      return requirement.gate != nil || (requirement.strength == .must && core.contains(entry.requirement))
    }.map(\.description)
    all.waivedGates = waived.filter { $0.standing == .gate }.map(\.waiver.requirement.text)
    return all
  }
}
