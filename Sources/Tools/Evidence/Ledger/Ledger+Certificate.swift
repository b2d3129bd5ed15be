package import Conformance

extension Ledger {
  /// What `CertificateRules` asks, for each profile of a role; one without a level where no profile speaks of it. `desk` is nil for a run
  /// that no desk asked for.
  package func certificateFacts(for role: RoleName, desk: CertificateFacts.Desk?) -> [CertificateFacts] {
    let result = roles.first { $0.role == role }
    // A selection earns no level; its profiles are still known, so that the refusal names the selection and nothing that follows from it.
    let profiles = run.profiles.filter { $0.role == role }
    guard !profiles.isEmpty else { return [facts(nil, role, result, desk)] }
    return profiles.map { facts(LevelResult($0, over: result?.requirements ?? []), role, result, desk) }
  }

  private func facts(_ level: LevelResult?, _ role: RoleName, _ result: RoleResult?, _ desk: CertificateFacts.Desk?) -> CertificateFacts {
    // `Acme MIS 4.2.1`: the last word is the version.
    let words = (result?.product ?? "").split(separator: " ").map(String.init)
    let version = words.count > 1 ? words.last.map { $0 == "unversioned" ? "" : $0 } ?? "" : ""
    return certificateFacts(
      level, of: (words.dropLast().joined(separator: " "), version), isSandbox: !(result?.isReal ?? false) || result?.product == "reference", desk: desk)
  }

  /// The same of a product that is known by name, version and origin.
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
