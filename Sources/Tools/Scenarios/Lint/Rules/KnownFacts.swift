import Facts
import SourceText

/// Every fact that a page names is declared in the vocabulary.
struct KnownFacts: LintRule {
  var code: DiagnosticCode { .unknownName }

  private static let facts = Vocabulary.entries.map(\.name)
  private static let lines = Vocabulary.lineEntries.map(\.name)
  /// Of a transfer: behind the list or report that is named.
  private static let selectors = ["after"]

  func diagnose(_ subject: LintSubject) -> [Diagnostic] {
    guard subject.kind == .useCases else { return [] }
    return subject.scenario.steps.flatMap { step -> [Diagnostic] in
      var found: [Diagnostic] = []
      func check(_ word: Word, _ known: [String]) {
        if !known.contains(word.text) { found.append(unknown("fact", word.text, at: word.span, known: known)) }
      }
      for assertion in step.premises + step.checks.map(\.assertion) { words(assertion, check) }
      switch step.kind {
      case .expect(let s): for field in s.where { check(field.name, Self.facts + Self.lines + Self.selectors) }
      case .expectNone(let s): for field in s.where { check(field.name, Self.facts + Self.lines + Self.selectors) }
      default: break
      }
      for capture in step.captures { check(capture.fact, Self.facts) }
      return found
    }
  }

  private func words(_ assertion: Assertion, _ check: (Word, [String]) -> Void) {
    switch assertion.subject {
    case .step: break
    case .that(let fact): check(fact, Self.facts)
    case .of(let list, let fields, let join):
      check(list, ["lines"] + Self.lines.map { "lines.\($0)" })
      for field in fields { check(field.name, Self.lines) }
      if let join { check(join.by, Self.lines) }
    }
    switch assertion.matcher {
    case .unique(let fact): check(fact, Self.lines)
    case .each(let terms): for term in terms { check(term.fact, Self.lines) }
    default: break
    }
  }
}
