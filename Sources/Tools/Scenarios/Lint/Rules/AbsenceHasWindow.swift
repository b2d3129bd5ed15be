import SourceText

/// Nobody can say when an absence without a window has been seen long enough.
struct AbsenceHasWindow: LintRule {
  var code: DiagnosticCode { .absenceWithoutWindow }

  func diagnose(_ subject: LintSubject) -> [Diagnostic] {
    subject.scenario.steps.compactMap { step in
      guard case .expectNone(let none) = step.kind else { return nil }
      switch (none.from, none.until == nil) {
      case (nil, _): return finding("the absence `\(step.id)` does not say from when", at: step.id.span, next: "add `from:` with a step")
      case (_, true):
        return finding(
          "the absence `\(step.id)` does not say until when", at: step.id.span, next: "add `until: cycle-closed`, a step or a duration")
      default: return nil
      }
    }
  }
}
