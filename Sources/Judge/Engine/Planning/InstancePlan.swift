package import Conformance
package import Scenarios

/// One scenario instance: a composed scenario with everything that is needed to play and judge it.
package struct InstancePlan: Sendable {
  package let index: Int
  package let suite: String
  /// `CR-01/malformed[missing-id]`; the instance's people are minted from it.
  package let key: String
  package let variant: String?
  package let title: String
  package let scenario: Scenario
  /// The row of the variant's `for-each`.
  package let row: Row?
  package let requirements: [Requirement]
  /// Policies as they hold for this run: the target's, or the scenario's own.
  package let policies: [(name: String, value: String)]
  /// What the dialects must carry for the variant to be played at all.
  package let needs: [Need]
  /// What a policy must say for the variant to be played at all.
  package let when: PolicyCondition?
  /// Of its suite: by which its checks judge raw bodies.
  package var schemas: SuiteSchemas

  package init(
    index: Int, suite: String, key: String, variant: String?, title: String, scenario: Scenario, row: Row?, requirements: [Requirement],
    policies: [(name: String, value: String)], needs: [Need], when: PolicyCondition? = nil,
    schemas: SuiteSchemas = SuiteSchemas()
  ) {
    self.index = index
    self.suite = suite
    self.key = key
    self.variant = variant
    self.title = title
    self.scenario = scenario
    self.row = row
    self.requirements = requirements
    self.policies = policies
    self.needs = needs
    self.when = when
    self.schemas = schemas
  }
  package func requirement(_ id: String) -> Requirement? { requirements.first { $0.id.text == id } }
  package func policy(_ name: String) -> String? { policies.first { $0.name == name }?.value }

  package func holds(_ condition: PolicyCondition?) -> Bool { condition?.holds { policy($0) } ?? true }

  /// Whether a requirement's condition holds: `policy.verify-mother is required`.
  package func applies(_ requirement: Requirement) -> Bool {
    requirement.when.flatMap { PolicyCondition($0) }?.holds { policy($0) } ?? true
  }
}
