import SourceText

/// Use cases speak of facts, so that one page runs over every dialect.
struct NoWireDetail: LintRule {
  var code: DiagnosticCode { .wireDetail }

  func diagnose(_ subject: LintSubject) -> [Diagnostic] {
    guard subject.kind == .useCases else { return [] }
    return subject.scenario.steps.flatMap { step -> [Diagnostic] in
      var found: [Diagnostic] = []
      if case .call = step.kind { found.append(finding("`call` is raw HTTP", at: step.id.span)) }
      if case .send(let send) = step.kind, !send.change.isEmpty { found.append(finding("`change` speaks of a body", at: step.id.span)) }
      for check in step.checks {
        if let why = wire(check.assertion.matcher) { found.append(finding("the check `\(check.name)` \(why)", at: check.name.span)) }
        if case .that(let fact) = check.assertion.subject, let prefix = Self.prefixes.first(where: { fact.text.hasPrefix($0) }) {
          found.append(finding("`\(fact)` is a matter of the wire (`\(prefix)`)", at: fact.span))
        }
      }
      return found
    }
  }

  private static let prefixes = ["http.", "header.", "body", "reply.body", "reply.status", "status-code"]

  private func wire(_ matcher: Matcher) -> String? {
    switch matcher {
    case .schema: "looks at a schema"
    case .xsd: "looks at an XML schema"
    case .path: "looks into a body by a path"
    case .each(let terms): terms.lazy.compactMap { wire($0.matcher) }.first
    default: nil
    }
  }
}
