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
  /// Nil when no profile for the role was given.
  package let level: LevelResult?
  package let profile: Profile?

  init(role: RoleName, isReal: Bool, product: String, requirements: [RequirementResult], profile: Profile?) {
    self.role = role
    self.isReal = isReal
    self.product = product
    self.requirements = requirements
    self.profile = profile
    score = Score(requirements)
    level = profile.map { LevelResult($0, over: requirements) }
  }

  package func count(_ state: RequirementState) -> Int { requirements.count { $0.state == state } }
}
