import SourceText

/// A `$` has a value when its step is played.
struct KnownReferences: LintRule {
  var code: DiagnosticCode { .unknownReference }

  func diagnose(_ subject: LintSubject) -> [Diagnostic] {
    let scenario = subject.scenario
    var found: [Diagnostic] = []
    for reference in scenario.edges.flatMap({ $0.needed?.references ?? [] }) {
      found += [objection(reference, scenario, known: [], rows: [], joins: false)].compactMap { $0 }
    }
    let variant = subject.composed.variant
    found += [variant?.when.flatMap { strange($0, scenario, at: variant?.node["when"]?.span) }].compactMap(\.self)
    var known: [String] = []
    for step in scenario.steps {
      found += [step.when.flatMap { strange($0, scenario, at: step.node["when"]?.span ?? step.span) }].compactMap(\.self)
      let rows = [step.forEach].compactMap { $0 }
      for reference in step.references {
        found += [objection(reference, scenario, known: known, rows: rows, joins: false)].compactMap { $0 }
      }
      known.append(step.id.text)
      for check in step.checks {
        let all = rows + [check.forEach].compactMap { $0 }
        for reference in check.assertion.references {
          let joins = check.assertion.join != nil
          found += [objection(reference, scenario, known: known, rows: all, joins: joins)].compactMap { $0 }
        }
      }
    }
    return found
  }

  private func strange(_ condition: PolicyCondition, _ scenario: Scenario, at span: SourceSpan?) -> Diagnostic? {
    guard let span, let unknown = condition.terms.first(where: { scenario.policy($0.policy) == nil }) else { return nil }
    let guess = Spelling.nearest(unknown.policy, in: scenario.policies.map(\.name.text))
    return finding("\(condition): there is no policy `\(unknown.policy)`", at: span, next: guess.map { "is `policy.\($0)` meant?" })
  }

  private func objection(
    _ reference: Reference, _ scenario: Scenario, known: [String], rows: [RowSource], joins: Bool
  ) -> Diagnostic? {
    func say(_ why: String, _ next: String? = nil) -> Diagnostic {
      finding("\(reference.written): \(why)", at: reference.span, next: next)
    }
    switch reference.root {
    case .policy:
      let names = scenario.policies.map(\.name.text)
      guard let name = reference.policy, !names.contains(name) else { return nil }
      return say("there is no policy `\(name)`", Spelling.nearest(name, in: names).map { "is `$policy.\($0)` meant?" })
    case .each:
      guard !rows.isEmpty else { return say("there is no `for-each` here") }
      return column(reference, rows, scenario).map { say($0) }
    case .joined: return joins ? nil : say("there is no `join` here")
    case .with: return say("inputs are known only within a flow")
    case .step(let id):
      if known.contains(id) { return given(reference, by: scenario.step(id)).map { say($0) } }
      if scenario.step(id) != nil { return say("the step `\(id)` comes later", "refer to an earlier step, or move this one") }
      return say("there is no step `\(id)`", Spelling.nearest(id, in: known).map { "is `$\($0)` meant?" })
    }
  }

  private func column(_ reference: Reference, _ rows: [RowSource], _ scenario: Scenario) -> String? {
    for source in rows {
      guard let rows = scenario.rows(of: source) else { return nil }
      guard let column = reference.path.first else { return rows.contains { $0.value == nil } ? "a row has several columns" : nil }
      if rows.isEmpty || rows.contains(where: { $0.fields[column] != nil }) { return nil }
    }
    return "no row has a column `\(reference.fact)`"
  }

  /// An act is known by what it gives; what a transfer or a probe shows is a matter of facts.
  private func given(_ reference: Reference, by step: Step?) -> String? {
    guard let step, case .act = step.kind else { return nil }
    let names = step.captures.map(\.name.text)
    return names.contains(reference.path.first ?? "") ? nil : "the step `\(step.id)` gives no `\(reference.fact)`"
  }
}
