/// What one role must meet in given dialects. Its core cannot be undeclared.
package struct Profile: Hashable, Sendable {
  /// An edge of the role, and the dialects in which the profile speaks of it.
  package struct Speech: Hashable, Sendable {
    package var edge: String
    package var dialects: [String]
    package init(_ edge: String, _ dialects: [String]) {
      self.edge = edge
      self.dialects = dialects
    }
  }

  package var name: String
  package var version: String
  package var role: RoleName
  /// Nil for a draft.
  package var adoption: Adoption?
  package var speech: [Speech]
  package var core: [RequirementID]
  /// What the variants of the core scenarios cite.
  package var variants: [RequirementID]

  package init(
    name: String, version: String, role: RoleName, adoption: Adoption? = nil, speech: [Speech] = [], core: [RequirementID],
    variants: [RequirementID] = []
  ) {
    self.name = name
    self.version = version
    self.role = role
    self.adoption = adoption
    self.speech = speech
    self.core = core
    self.variants = variants
  }

  package var isDraft: Bool { adoption == nil }

  /// Whether it says anything of a run whose edges speak these dialects.
  package func covers(_ edges: [(edge: String, dialect: String)]) -> Bool {
    speech.allSatisfy { own in edges.contains { $0.edge == own.edge && own.dialects.contains($0.dialect) } }
  }
}

extension Profile: CustomStringConvertible {
  /// `mis/payments 0.1.0, draft`; `mis/payments 1.0.0, adopted by X on 2026-05-01`
  package var description: String {
    "\(name) \(version), " + (adoption.map { "adopted by \($0.body) on \($0.date)" } ?? "draft")
  }
}
