package import Conformance
package import Evidence

/// What a right system unlike ours lost against the clean run of the same scenarios: nothing, or the suite is at fault.
package struct TwinTrial: Hashable, Sendable {
  package struct Loss: Hashable, Sendable {
    package let requirement: RequirementID
    package let before: RequirementState
    package let after: RequirementState
    /// The check that decided it, and what it saw.
    package let check: String
    package init(requirement: RequirementID, before: RequirementState, after: RequirementState, check: String) {
      self.requirement = requirement
      self.before = before
      self.after = after
      self.check = check
    }
  }
  package let id: String
  package let role: RoleName
  /// Requirements compared.
  package let compared: Int
  package let losses: [Loss]
  package let fault: String?

  package init(_ id: String, role: RoleName, compared: Int, losses: [Loss], fault: String?) {
    self.id = id
    self.role = role
    self.compared = compared
    self.losses = losses
    self.fault = fault
  }

  /// What its own wire cannot carry is not lost: only what was met and is not, and what is now seen broken.
  package init(_ id: String, role: RoleName, clean: Ledger, seen ledger: Ledger) {
    let losses = clean.requirements.compactMap { before -> Loss? in
      guard let after = ledger.requirement(before.id), after.state != before.state else { return nil }
      guard after.state == .notMet || (before.state == .met && after.state == .unseen) else { return nil }
      let check = after.decisive.map { d in
        "\(ledger.checkName(of: d)): \([d.reason?.rawValue, d.actual ?? d.note].compactMap(\.self).joined(separator: ", "))"
      }
      return Loss(requirement: before.id, before: before.state, after: after.state, check: check ?? "no check")
    }
    self.init(
      id, role: role, compared: clean.requirements.count { $0.state == .met }, losses: losses, fault: ledger.harnessFault)
  }

  package var holds: Bool { losses.isEmpty && fault == nil && compared > 0 }
}
