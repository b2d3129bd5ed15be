package import Conformance
package import Evidence

/// What a server that knows nothing earned in a role: no gate, and next to nothing of what is asked in protocol and outcome.
package struct ImpostorTrial: Hashable, Sendable {
  package let id: String
  package let role: RoleName
  /// Requirements of class protocol and outcome that bind the role and were judged.
  package let asked: Int
  package let earned: [RequirementID]
  package let gates: [RequirementID]
  package let fault: String?
  /// One in ten may be met by chance.
  package static let allowance = 10

  package init(_ id: String, role: RoleName, asked: Int, earned: [RequirementID], gates: [RequirementID], fault: String?) {
    self.id = id
    self.role = role
    self.asked = asked
    self.earned = earned
    self.gates = gates
    self.fault = fault
  }

  package init(_ id: String, role: RoleName, seen ledger: Ledger) {
    let bound = ledger.requirements.filter { $0.requirement.binds == role }
    let weighed = bound.filter { [.protocolClass, .outcome].contains($0.requirement.class) && $0.state != .notApplicable }
    self.init(
      id, role: role, asked: weighed.count, earned: weighed.filter { $0.state == .met }.map(\.id),
      gates: bound.filter { $0.requirement.gate != nil && $0.state == .met }.map(\.id), fault: ledger.harnessFault)
  }

  package var holds: Bool { gates.isEmpty && earned.count * Self.allowance <= asked && fault == nil }
}
