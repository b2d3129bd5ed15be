/// What one role must meet in given dialects. Its core cannot be undeclared.
package struct Profile: Hashable, Sendable {
  package var name: String
  package var version: String
  package var role: RoleName
  /// Nil for a draft.
  package var adoption: Adoption?
  package var core: [RequirementID]
  /// What the variants of the core scenarios cite.
  package var variants: [RequirementID]

  package init(
    name: String, version: String, role: RoleName, adoption: Adoption? = nil, core: [RequirementID], variants: [RequirementID] = []
  ) {
    self.name = name
    self.version = version
    self.role = role
    self.adoption = adoption
    self.core = core
    self.variants = variants
  }

  package var isDraft: Bool { adoption == nil }
}
