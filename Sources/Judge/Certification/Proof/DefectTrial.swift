package import Conformance
package import Evidence

/// How one wrong behaviour fared: whether the requirement that it breaks was seen broken, and what else broke with it.
///
/// A crash kills nothing: where the harness blames itself, the trial is faulted, whatever else failed.
package struct DefectTrial: Sendable {
  package enum Outcome: Sendable, Hashable {
    /// By the first check that failed: `CR-06 stopped.no-line`.
    case killed(by: String)
    /// With the check that came nearest, and what was said of it; nil where no check cites the requirement.
    case survived(nearest: String?)
    case faulted(String)
  }
  package let id: String
  package let role: RoleName
  package let breaks: RequirementID
  package let outcome: Outcome
  /// Requirements of any role that failed, its own included.
  package let failed: [RequirementID]
  /// Checks that failed, by instance.
  package let failing: [(instance: String, check: String)]

  package init(_ id: String, role: RoleName, breaks: RequirementID, seen ledger: Ledger) {
    self.id = id
    self.role = role
    self.breaks = breaks
    failed = ledger.requirements.filter { $0.state == .notMet }.map(\.id)
    failing = ledger.instances.flatMap { one in
      one.checks.filter(\.result.verdict.isBroken).map { (one.name, "\($0.result.step).\($0.result.check)") }
    }
    outcome = Self.outcome(breaks, role, ledger)
  }

  package var isKilled: Bool {
    if case .killed = outcome { return true }
    return false
  }
  package var radius: Int { failed.count }
  /// What failed beside the requirement that it names.
  package var collateral: [RequirementID] { failed.filter { $0 != breaks } }

  private static func outcome(_ breaks: RequirementID, _ role: RoleName, _ ledger: Ledger) -> Outcome {
    if let fault = ledger.harnessFault { return .faulted(fault) }
    guard let result = ledger.requirement(breaks), let decisive = result.decisive else { return .survived(nearest: nil) }
    let name = ledger.name(of: decisive)
    if result.state == .notMet, decisive.judges == role { return .killed(by: name) }
    let why = [decisive.verdict.rawValue, decisive.reason?.rawValue, decisive.actual ?? decisive.note].compactMap(\.self)
    return .survived(nearest: "\(name): \(why.joined(separator: ", "))")
  }
}

extension Ledger {
  /// `CR-06 stopped.no-line`
  func name(of check: CheckResult) -> String {
    "\(instances.first { $0.index == check.instance }?.name ?? "?") \(check.step).\(check.check)"
  }

  /// The first thing for which the harness blames itself; nil where there is none.
  package var harnessFault: String? {
    for one in instances {
      if let check = one.checks.first(where: { $0.result.verdict == .error })?.result {
        return "\(name(of: check)): \([check.reason?.rawValue, check.actual ?? check.note].compactMap(\.self).joined(separator: ", "))"
      }
      if let finding = one.findings.first(where: { $0.name == "error.harness" }) { return "\(one.name): \(finding.detail)" }
    }
    if !accounting.holds { return accounting.description }
    return flaws.first
  }
}
