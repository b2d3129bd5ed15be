import Documents
import SourceText

/// What nearly anything satisfies, a system that knows nothing satisfies too.
struct StrongMatcher: LintRule {
  var code: DiagnosticCode { .weakMatcher }

  func diagnose(_ subject: LintSubject) -> [Diagnostic] {
    subject.scenario.steps.flatMap(\.checks).compactMap { check in
      if case .step = check.assertion.subject { return nil }
      return weakness(check.assertion.matcher).map { finding("the check `\(check.name)` \($0)", at: check.name.span) }
    }
  }

  private func weakness(_ matcher: Matcher) -> String? {
    switch matcher {
    // Not what another step saw is a claim: a new id, and not the one before.
    case .differs(let value): value.references.isEmpty ? "only says what the value is not" : nil
    case .type("date-time"), .type("integer"): nil
    case .type: "takes every value of a type"
    case .matches(let pattern): [".*", ".+", ""].contains(pattern.text) ? "matches every text" : nil
    case .atLeast(let value): value.text == "0" ? "is always true of a count" : nil
    case .present: "takes every value"
    case .each(let terms): terms.allSatisfy { weakness($0.matcher) != nil } ? "takes nearly every line" : nil
    case .path(_, let inner): weakness(inner)
    default: nil
    }
  }
}
