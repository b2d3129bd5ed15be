import SourceText

/// A matcher that the engine cannot judge would fail every system.
struct PlayedMatchers: LintRule {
  var code: DiagnosticCode { .notPlayed }

  func diagnose(_ subject: LintSubject) -> [Diagnostic] {
    // In a use case these are refused as what they are: details of the wire.
    guard subject.kind != .useCases else { return [] }
    return subject.scenario.steps.flatMap(\.checks).compactMap { check in
      Self.unplayed(check.assertion.matcher).map { finding("the check `\(check.name)` uses `\($0)`", at: check.name.span) }
    }
  }

  private static func unplayed(_ matcher: Matcher) -> String? {
    switch matcher {
    case .schema: "schema"
    case .xsd: "xsd"
    case .path(_, let inner): unplayed(inner)
    case .each(let terms): terms.lazy.compactMap { unplayed($0.matcher) }.first
    default: nil
    }
  }
}
