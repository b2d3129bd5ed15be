import SourceText

/// A probe that says the same of everyone proves nothing.
struct ProbeHasContrast: LintRule {
  var code: DiagnosticCode { .probeWithoutContrast }

  func diagnose(_ subject: LintSubject) -> [Diagnostic] {
    subject.scenario.steps.compactMap { step in
      guard case .probe(let probe) = step.kind else { return nil }
      if probe.contrast.isEmpty { return finding("the probe `\(step.id)` has no contrast", at: step.id.span) }
      return objection(probe, step, subject.scenario)
    }
  }

  private func objection(_ probe: ProbeStep, _ step: Step, _ scenario: Scenario) -> Diagnostic? {
    let expected = expectedWords(probe, step)
    var differs = false
    for contrast in probe.contrast {
      switch contrast {
      case .about(_, let answers, _): differs = differs || isOther(answers, expected)
      case .step(let name, let answers):
        differs = differs || isOther(answers, expected)
        if let other = scenario.step(name.text) {
          guard case .probe(let question) = other.kind, question.what == probe.what else {
            return finding("the step `\(name)` asks something else", at: name.span, next: "name a step that probes `\(probe.what)`")
          }
        }
      case .rowsDiffer(let span):
        guard Set(rowAnswers(step, scenario)).count > 1 else {
          return finding(
            "the rows do not expect different answers", at: span, next: "use `for-each` with rows whose expected answers differ")
        }
        differs = true
      }
    }
    if differs { return nil }
    return finding(
      "every contrast of `\(step.id)` expects the answer that the person itself must have", at: step.id.span,
      next: "add somebody for whom the probe must say something else")
  }

  private func isOther(_ answers: Value, _ expected: [String]) -> Bool {
    guard let word = answers.text else { return true }
    return !expected.contains(word)
  }

  private func expectedWords(_ probe: ProbeStep, _ step: Step) -> [String] {
    probe.asking.values.compactMap(\.text)
      + step.checks.compactMap {
        guard case .that(let fact) = $0.assertion.subject, fact.text == "answer", case .equals(let value) = $0.assertion.matcher else {
          return nil
        }
        return value.text
      }
  }

  private func rowAnswers(_ step: Step, _ scenario: Scenario) -> [String] {
    let rows = step.forEach.flatMap { scenario.rows(of: $0) } ?? []
    return step.checks.flatMap { check -> [String] in
      guard case .equals(let value) = check.assertion.matcher, let reference = value.reference, reference.root == .each,
        let column = reference.path.first
      else { return [] }
      return rows.compactMap { $0.fields[column]?.text }
    }
  }
}
