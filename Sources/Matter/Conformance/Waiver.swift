/// A challenge to a requirement, and what was decided: data that stands beside a result and never changes it.
package struct Waiver: Hashable, Sendable {
  package enum Decision: String, Sendable, CaseIterable {
    /// Somebody holds that the requirement, or the check, is wrong; nobody has decided.
    case disputed
    /// The body that owns the profile lets the product live without it, until a day.
    case accepted
    case rejected
  }

  package var requirement: RequirementID
  package var decision: Decision
  /// The product that it speaks of, `Acme MIS` or `Acme MIS 4.2.1`; nil for every product.
  package var product: String?
  /// The scenarios that it speaks of, by id or key; empty for all.
  package var scenarios: [String]
  /// The role of who decided, `profile editor`. Nil only while disputed.
  package var approver: String?
  /// Where it was argued.
  package var link: String
  /// The last day on which it holds.
  package var expires: String
  package var note: String?
  package var place: String?

  package init(
    requirement: RequirementID, decision: Decision, product: String? = nil, scenarios: [String] = [], approver: String? = nil,
    link: String, expires: String, note: String? = nil, place: String? = nil
  ) {
    self.requirement = requirement
    self.decision = decision
    self.product = product
    self.scenarios = scenarios
    self.approver = approver
    self.link = link
    self.expires = expires
    self.note = note
    self.place = place
  }
}
