package import Conformance
package import Evidence

/// How one wrong behaviour fared: whether the requirement that it breaks was seen broken, and what else broke with it.
///
/// A crash kills nothing: where the harness blames itself, the trial is faulted, whatever else failed.
package struct DefectTrial: Hashable, Sendable {
  package enum Outcome: Hashable, Sendable {
    /// By the first check that failed.
    case killed(by: CheckName)
    /// With the check that came nearest; nil where none does.
    case survived(NearestCheck?)
    case faulted(String)
  }
  package let id: String
  package let role: RoleName
  package let breaks: RequirementID
  package let says: String
  /// The dialects in which it was played: `events=opencrvs`; empty for those of the reference.
  package let over: String
  package let outcome: Outcome
  /// Requirements of any role that failed where it was played, its own included.
  package let failed: [RequirementID]
  /// How many requirements failed in the whole family; nil where only what cites the requirement was played.
  package let radius: Int?
  /// The scenarios that it was judged by, in order.
  package let played: [String]
  /// Checks that failed in these.
  package let failing: [CheckName]

  package init(
    _ id: String, role: RoleName, breaks: RequirementID, says: String, over: String, outcome: Outcome, failed: [RequirementID],
    radius: Int?, played: [String], failing: [CheckName]
  ) {
    self.id = id
    self.role = role
    self.breaks = breaks
    self.says = says
    self.over = over
    self.outcome = outcome
    self.failed = failed
    self.radius = radius
    self.played = played
    self.failing = failing
  }

  /// `seen`: what cites the requirement; it alone decides whether the defect is killed. `family`: all that was played, for the radius.
  package init(
    _ id: String, role: RoleName, breaks: RequirementID, says: String = "", over: String = "", touching touches: [String] = [],
    seen: Ledger, family: Ledger? = nil
  ) {
    let failed = (family ?? seen).requirements.filter { $0.state == .notMet }.map(\.id)
    self.init(
      id, role: role, breaks: breaks, says: says, over: over,
      outcome: Self.outcome(breaks, role, touches, seen), failed: failed,
      radius: family.map { _ in failed.count }, played: seen.instances.map(\.name),
      failing: seen.named.filter(\.check.verdict.isBroken).map { CheckName($0.scenario, "\($0.check.step).\($0.check.check)") })
  }

  /// `mis-pays-the-deceased over events=opencrvs`
  package var name: String { over.isEmpty ? id : "\(id) over \(over)" }

  package var isKilled: Bool {
    if case .killed = outcome { return true }
    return false
  }
  /// What failed beside the requirement that it names.
  package var collateral: [RequirementID] { failed.filter { $0 != breaks } }

  /// What to do about a defect that is not killed; nil where it is.
  package var next: String? {
    switch outcome {
    case .killed: nil
    case .survived(let nearest): nearest?.next ?? "no check that was played cites \(breaks): write one, or correct `breaks:`"
    case .faulted: "a crash kills nothing: mend the harness first, or let the defect do less"
    }
  }

  private static func outcome(
    _ breaks: RequirementID, _ role: RoleName, _ touches: [String], _ ledger: Ledger
  ) -> Outcome {
    if let fault = ledger.harnessFault { return .faulted(fault) }
    if let result = ledger.requirement(breaks), result.state == .notMet, let decisive = result.decisive, decisive.judges == role {
      return .killed(by: ledger.checkName(of: decisive))
    }
    return .survived(NearestCheck(to: breaks, by: role, touching: touches, in: ledger))
  }
}

extension Ledger {
  func checkName(of check: CheckResult) -> CheckName {
    CheckName(instances.first { $0.index == check.instance }?.name ?? "?", "\(check.step).\(check.check)")
  }

  /// The first thing for which the harness blames itself; nil where there is none.
  package var harnessFault: String? {
    for one in instances {
      if let check = one.checks.first(where: { $0.result.verdict == .error })?.result {
        return "\(checkName(of: check)): \([check.reason?.rawValue, check.actual ?? check.note].compactMap(\.self).joined(separator: ", "))"
      }
      if let finding = one.findings.first(where: { $0.name == "error.harness" }) { return "\(one.name): \(finding.detail)" }
    }
    if !accounting.holds { return accounting.description }
    return flaws.first
  }
}
