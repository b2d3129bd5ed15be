import SourceText

/// Steps, people, tables, policies and edges are declared before they are named.
struct KnownNames: LintRule {
  var code: DiagnosticCode { .unknownName }

  func diagnose(_ subject: LintSubject) -> [Diagnostic] {
    let scenario = subject.scenario
    let steps = scenario.steps.map(\.id.text)
    let people = scenario.cast.map(\.name.text) + scenario.people.map(\.name)
    var found: [Diagnostic] = []
    func person(_ value: Value?) {
      for word in value?.words ?? [] where !people.contains(word.text) {
        found.append(unknown("person", word.text, at: word.span, known: scenario.cast.map(\.name.text)))
      }
    }
    for step in scenario.steps {
      for name in step.stepNames where !steps.contains(name.text) {
        found.append(unknown("step", name.text, at: name.span, known: steps))
      }
      for value in peopleValues(step) { person(value) }
      for source in [step.forEach] + step.checks.map(\.forEach) {
        guard case .table(let name)? = source, scenario.table(name.text) == nil else { continue }
        found.append(unknown("table", name.text, at: name.span, known: scenario.tables.map(\.name.text)))
      }
    }
    for action in scenario.finally {
      for word in action.people where !people.contains(word.text) {
        found.append(unknown("person", word.text, at: word.span, known: scenario.cast.map(\.name.text)))
      }
    }
    for need in needs(subject) where scenario.edge(need.edge) == nil {
      found.append(unknown("edge", need.edge, at: need.span, known: scenario.edges.map(\.name.text)))
    }
    return found
  }

  /// Where a word can only mean people: `about`, `person`, `people`, `payee`.
  private func peopleValues(_ step: Step) -> [Value] {
    func named(_ fields: [Field]) -> [Value] {
      fields.filter { ["person", "people", "payee"].contains($0.name.text) }.map(\.value)
    }
    var values: [Value] = []
    switch step.kind {
    case .given(let s): values = named(s.with)
    case .act(let s): values = named(s.with)
    case .arrange(let s): values = [s.about].compactMap { $0 }
    case .send(let s): values = [s.about].compactMap { $0 }
    case .expect(let s): values = [s.about].compactMap { $0 } + named(s.where)
    case .expectNone(let s): values = [s.about].compactMap { $0 } + named(s.where)
    case .probe(let s):
      values = named(s.of?.fields ?? [])
      for contrast in s.contrast {
        if case .about(let fields, _, _) = contrast { values += named(fields) }
      }
    default: break
    }
    for assertion in step.premises + step.checks.map(\.assertion) {
      if case .of(_, let fields, _) = assertion.subject { values += named(fields) }
    }
    return values
  }

  private func needs(_ subject: LintSubject) -> [Need] {
    let scenario = subject.scenario
    return subject.composed.needs + scenario.steps.flatMap { $0.needs + $0.checks.flatMap(\.needs) }
      + scenario.tables.flatMap { $0.rows.flatMap(\.needs) }
  }
}
