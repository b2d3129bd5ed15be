import SourceText

/// Nobody has shown that a check can fail until a deliberate fault made it fail.
struct CheckIsKilled: LintRule {
  var code: DiagnosticCode { .checkNobodyKills }

  func diagnose(_ subject: LintSubject) -> [Diagnostic] {
    guard let killed = subject.knowledge.killed else { return [] }
    return subject.scenario.steps.flatMap(\.checks).compactMap { check in
      guard check.unproven == nil, let cited = check.requirement, !killed.contains(cited.text) else { return nil }
      return finding("no defect breaks `\(cited)`", at: check.name.span)
    }
  }
}
