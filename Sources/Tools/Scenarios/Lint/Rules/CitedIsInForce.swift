import Conformance
import SourceText

/// A check judges by what holds.
struct CitedIsInForce: LintRule {
  var code: DiagnosticCode { .withdrawnCited }

  func diagnose(_ subject: LintSubject) -> [Diagnostic] {
    subject.scenario.steps.flatMap(\.checks).compactMap(\.requirement).compactMap { cited in
      guard let gone = subject.withdrawn.first(where: { $0.id.text == cited.text }) else { return nil }
      return finding("`\(cited)` was withdrawn: \(gone.withdrawn ?? "")", at: cited.span)
    }
  }
}
