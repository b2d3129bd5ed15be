import SourceText

/// A matcher that the engine cannot judge there would fail every system: schemas judge bodies, and XML Schemas whole ones.
struct PlayedMatchers: LintRule {
  var code: DiagnosticCode { .notPlayed }

  func diagnose(_ subject: LintSubject) -> [Diagnostic] {
    // In a use case these are refused as what they are: details of the wire.
    guard subject.kind != .useCases else { return [] }
    let step = subject.scenario.steps
    return step.flatMap(\.checks).compactMap { check in
      Self.unplayed(check.assertion).map { finding("the check `\(check.name)` uses \($0)", at: check.name.span) }
    }
      + step.flatMap(\.premises).compactMap { premise in
        Self.unplayed(premise).map { finding("this uses \($0)", at: premise.span) }
      }
  }

  private static func unplayed(_ assertion: Assertion) -> String? {
    guard case .that(let fact) = assertion.subject, ["body", "reply.body"].contains(fact.text) else {
      return named(assertion.matcher, "of what is no body")
    }
    guard case .path(_, let inner) = assertion.matcher, case .xsd = inner else { return nil }
    return "`xsd` of a part of a JSON body"
  }

  private static func named(_ matcher: Matcher, _ what: String) -> String? {
    switch matcher {
    case .schema: "`schema` \(what)"
    case .xsd: "`xsd` \(what)"
    case .path(_, let inner): named(inner, what)
    case .each(let terms): terms.lazy.compactMap { named($0.matcher, what) }.first
    default: nil
    }
  }
}
