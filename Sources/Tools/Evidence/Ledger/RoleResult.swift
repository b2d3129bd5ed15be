package import Conformance

/// What a run says of one role.
package struct RoleResult: Sendable {
  package let role: RoleName
  package let isReal: Bool
  /// `Acme MIS 4.2.1`, or `reference`.
  package let product: String
  /// The requirements that bind it and that a check of this run cites.
  package let requirements: [RequirementResult]
  package let score: Score
  /// One for each profile of the role, in the order of the run's; empty for a selection.
  package let levels: [LevelResult]

  init(role: RoleName, isReal: Bool, product: String, requirements: [RequirementResult], profiles: [Profile]) {
    self.role = role
    self.isReal = isReal
    self.product = product
    self.requirements = requirements
    score = Score(requirements)
    levels = profiles.map { LevelResult($0, over: requirements) }
  }

  package func count(_ state: RequirementState) -> Int { requirements.count { $0.state == state } }
}
