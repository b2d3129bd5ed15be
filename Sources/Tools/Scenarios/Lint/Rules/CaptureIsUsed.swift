import SourceText

/// A value that is kept and never looked at: often the check that was meant to use it is missing.
struct CaptureIsUsed: LintRule {
  var code: DiagnosticCode { .unusedCapture }

  func diagnose(_ subject: LintSubject) -> [Diagnostic] {
    // A variant may drop the step that looks.
    guard subject.composed.variant == nil else { return [] }
    let steps = subject.scenario.steps
    let used = steps.flatMap { $0.references + $0.checks.flatMap(\.assertion.references) }
    return steps.flatMap { step in
      step.captures.filter { capture in
        !used.contains { $0.step == step.id.text && $0.path.first == capture.name.text }
      }.map { finding("nobody uses $\(step.id).\($0.name)", at: $0.name.span) }
    }
  }
}
