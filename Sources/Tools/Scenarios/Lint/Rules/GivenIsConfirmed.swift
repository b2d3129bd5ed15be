import SourceText

/// A precondition that nobody has seen is a hope.
struct GivenIsConfirmed: LintRule {
  var code: DiagnosticCode { .givenUnconfirmed }

  func diagnose(_ subject: LintSubject) -> [Diagnostic] {
    guard let givens = subject.knowledge.givens else { return [] }
    return subject.scenario.steps.compactMap { step in
      guard case .given(let given) = step.kind, let card = givens.first(where: { $0.word == given.what.description }) else { return nil }
      let probes = subject.knowledge.probes?.map(\.word)
      if let probe = card.confirmedBy, probes?.contains(probe) ?? true { return nil }
      return finding("no probe confirms `\(given.what)`", at: given.what.span)
    }
  }
}
