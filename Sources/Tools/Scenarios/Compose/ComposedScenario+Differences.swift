extension ComposedScenario {
  /// What is other than in the base, as a reader sees it.
  package struct Differences: Sendable {
    package let added: [Step]
    package let changed: [Step]
    /// Steps, and checks as `step.check`, that are taken away.
    package let dropped: [String]
  }

  package func differences(from base: Scenario) -> Differences {
    var dropped = base.steps.filter { scenario.step($0.id.text) == nil }.map(\.id.text)
    for step in scenario.steps {
      guard let before = base.step(step.id.text) else { continue }
      dropped += before.checks.filter { old in !step.checks.contains { $0.name == old.name } }.map { "\(step.id).\($0.name)" }
    }
    return Differences(
      added: scenario.steps.filter { base.step($0.id.text) == nil },
      changed: scenario.steps.filter { step in base.step(step.id.text).map { !$0.node.isWritten(like: step.node) } ?? false },
      dropped: dropped)
  }
}
