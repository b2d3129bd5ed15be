package import Conformance
package import Evidence

/// What a right system unlike ours lost against the clean run of the same scenarios: nothing, or the suite is at fault.
package struct TwinTrial: Sendable {
  package struct Loss: Sendable, Hashable {
    package let requirement: RequirementID
    package let before: RequirementState
    package let after: RequirementState
    /// The check that decided it, and what it saw.
    package let check: String
  }
  package let id: String
  package let role: RoleName
  /// Requirements compared.
  package let compared: Int
  package let losses: [Loss]
  package let fault: String?

  /// What its own wire cannot carry is not lost: only what was met and is not, and what is now seen broken.
  package init(_ id: String, role: RoleName, clean: Ledger, seen ledger: Ledger) {
    self.id = id
    self.role = role
    compared = clean.requirements.count { $0.state == .met }
    losses = clean.requirements.compactMap { before in
      guard let after = ledger.requirement(before.id), after.state != before.state else { return nil }
      guard after.state == .notMet || (before.state == .met && after.state == .unseen) else { return nil }
      let check = after.decisive.map { d in
        "\(ledger.name(of: d)): \([d.reason?.rawValue, d.actual ?? d.note].compactMap(\.self).joined(separator: ", "))"
      }
      return Loss(requirement: before.id, before: before.state, after: after.state, check: check ?? "no check")
    }
    fault = ledger.harnessFault
  }

  package var holds: Bool { losses.isEmpty && fault == nil && compared > 0 }
}
