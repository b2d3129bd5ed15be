package import SourceText

/// One thing that a scenario can do wrong. One rule, one file, one code, one line in the catalogue.
package protocol LintRule: Sendable {
  var code: DiagnosticCode { get }
  func diagnose(_ subject: LintSubject) -> [Diagnostic]
}

/// A composed scenario with what a rule may look at.
package struct LintSubject: Sendable {
  package let composed: ComposedScenario
  package let requirements: [RequirementDecl]
  package let withdrawn: [RequirementDecl]
  package let kind: Suite.Kind
  package let schemas: SuiteSchemas
  package let knowledge: LanguageKnowledge

  package init(
    composed: ComposedScenario, requirements: [RequirementDecl], withdrawn: [RequirementDecl] = [], kind: Suite.Kind = .useCases,
    schemas: SuiteSchemas = .init(), knowledge: LanguageKnowledge = .init()
  ) {
    (self.composed, self.requirements, self.withdrawn, self.kind, self.knowledge) = (composed, requirements, withdrawn, kind, knowledge)
    self.schemas = schemas
  }

  package var scenario: Scenario { composed.scenario }
}

extension LintRule {
  func finding(_ message: String, at span: SourceSpan, next: String? = nil) -> Diagnostic {
    Diagnostic(code, message, at: span, next: next)
  }

  /// A finding about a name that is not in a list, with the one that was probably meant.
  func unknown(_ what: String, _ name: String, at span: SourceSpan, known: [String]) -> Diagnostic {
    let next =
      Spelling.nearest(name, in: known).map { "is `\($0)` meant?" }
      ?? (known.isEmpty || known.count > 24 ? nil : "use one of: \(known.joined(separator: ", "))")
    return finding("there is no \(what) `\(name)`", at: span, next: next)
  }
}
