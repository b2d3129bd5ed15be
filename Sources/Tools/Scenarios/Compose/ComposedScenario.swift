/// What is planned, played and reported: a base, with at most one variant and one row of it applied.
package struct ComposedScenario: Sendable {
  /// `CR-01`, `CR-01/duplicate`, `CR-01/malformed[missing-id]`. Stable: expectations and reports go by it.
  package let key: String
  /// The variant's name and title; nil for the base.
  package let variant: Variant?
  package let row: Row?
  /// The family of faults whose rows no dialect has named: `schema`. The row then stands for them as `*`.
  package let openFaults: String?
  package let scenario: Scenario
  /// Nothing that is played differs from the base.
  package let equalsBase: Bool

  package var base: String { scenario.id.text }
  package var title: String { variant.map { "\(scenario.title): \($0.title)" } ?? scenario.title }
  /// What the dialects must carry for it to be played at all.
  package var needs: [Need] { scenario.needs + (variant?.needs ?? []) }
}

/// What a plan asks of the dialect of an edge: its faults of a family.
package struct FaultQuestion: Sendable, Hashable {
  /// `schema`, `security`
  package let family: String
  /// The edge over which the spoiled message travels; nil where the variant sends none.
  package let edge: String?
  /// The kind of that message.
  package let message: String?
}
