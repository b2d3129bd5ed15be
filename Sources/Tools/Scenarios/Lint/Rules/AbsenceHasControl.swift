import SourceText

/// Nothing is also what a dead channel shows.
struct AbsenceHasControl: LintRule {
  var code: DiagnosticCode { .absenceWithoutControl }

  func diagnose(_ subject: LintSubject) -> [Diagnostic] {
    let scenario = subject.scenario
    return scenario.steps.flatMap { step -> [Diagnostic] in
      if case .expectNone(let none) = step.kind { return absence(none, step, scenario) }
      guard !isControlled(step, scenario) else { return [] }
      return step.checks.filter { isAbsence($0, step, scenario) }.map {
        finding("the check `\($0.name)` counts nothing, and the step has no control", at: $0.name.span)
      }
    }
  }

  private func absence(_ none: ExpectNoneStep, _ step: Step, _ scenario: Scenario) -> [Diagnostic] {
    switch none.control {
    case nil: [finding("the absence `\(step.id)` has no control", at: step.id.span)]
    case .lines: []
    case .step(let name):
      if let other = scenario.step(name.text), !isControlled(other, scenario) {
        [finding("the step `\(name)` has no control to lend", at: name.span, next: "add `control:` to the step `\(name)`")]
      } else {
        []
      }
    }
  }

  private func isControlled(_ step: Step, _ scenario: Scenario) -> Bool {
    switch step.kind {
    case .expect(let s): s.control != nil
    case .expectNone(let s): s.control != nil
    case .check(let s): s.of.step.flatMap { scenario.step($0) }.map { isControlled($0, scenario) } ?? false
    default: false
    }
  }

  /// A list of which nothing may be left, in some row at least.
  private func isAbsence(_ check: Check, _ step: Step, _ scenario: Scenario) -> Bool {
    guard case .of = check.assertion.subject else { return false }
    if check.assertion.matcher.isAbsence { return true }
    guard case .count(let value) = check.assertion.matcher, let reference = value.reference, reference.root == .each,
      let column = reference.path.first
    else { return false }
    return [check.forEach, step.forEach].compactMap { $0 }.contains { source in
      scenario.rows(of: source)?.contains { $0.fields[column]?.text == "0" || $0.otherwise[column]?.text == "0" } ?? false
    }
  }
}
