import Facts
import SourceText

/// Roles, archetypes, programmes, acts, probes, arrangements and faults are words that somebody knows.
struct KnownWords: LintRule {
  var code: DiagnosticCode { .unknownName }

  func diagnose(_ subject: LintSubject) -> [Diagnostic] {
    let scenario = subject.scenario
    let knowledge = subject.knowledge
    var found: [Diagnostic] = []
    func check(_ what: String, _ word: String, _ span: SourceSpan, _ known: [String]?) {
      guard let known, !known.contains(word) else { return }
      found.append(unknown(what, word, at: span, known: known))
    }
    func card(_ what: String, _ word: RoleWord, _ fields: [Field], _ cards: [LanguageKnowledge.Card]?) {
      check(what, word.description, word.span, cards?.map(\.word))
      guard let card = cards?.first(where: { $0.word == word.description }), !card.inputs.isEmpty else { return }
      // One person or several is the same input.
      let names = card.inputs.flatMap { ["person", "people"].contains($0.name) ? ["person", "people"] : [$0.name] }
      for field in fields { check("input of `\(word)`", field.name.text, field.name.span, names) }
      for input in card.inputs where input.isRequired && fields[input.name] == nil {
        found.append(finding("`\(word)` needs `\(input.name)`", at: word.span, next: "add `\(input.name):` under `with:` or `of:`"))
      }
    }
    for edge in scenario.edges {
      for role in [edge.from, edge.to] { check("role", role.description, edge.name.span, knowledge.roles) }
      for dialect in edge.dialects { check("dialect", dialect.text, dialect.span, knowledge.dialects) }
    }
    for entry in scenario.cast { check("archetype", entry.archetype.text, entry.archetype.span, knowledge.archetypes) }
    for step in scenario.steps {
      switch step.kind {
      case .given(let s): card("given", s.what, s.with, knowledge.givens)
      case .act(let s): card("act", s.what, s.with, knowledge.acts)
      case .arrange(let s): check("arrangement", s.what.description, s.what.span, knowledge.arrangements?.map(\.word))
      case .probe(let s):
        card("probe", s.what, s.of?.fields ?? [], s.of?.fields == nil ? nil : knowledge.probes)
        check("probe", s.what.description, s.what.span, knowledge.probes?.map(\.word))
        answers(s, knowledge).forEach { found.append($0) }
      case .send(let s):
        if let fault = s.fault?.word, fault.text != "*" { check("fault", fault.text, fault.span, knowledge.faults) }
      case .advance(let s):
        if case .nextCycle(let of) = s.purpose, let word = of.word { check("programme", word.text, word.span, knowledge.programmes) }
      default: break
      }
      for field in step.values.flatMap({ $0.fields ?? [] }) + step.fields where field.name.text == "programme" {
        if let word = field.value.word { check("programme", word.text, word.span, knowledge.programmes) }
      }
    }
    return found
  }

  private func answers(_ probe: ProbeStep, _ knowledge: LanguageKnowledge) -> [Diagnostic] {
    guard let card = knowledge.probes?.first(where: { $0.word == probe.what.description }), !card.says.isEmpty else { return [] }
    let contrasts = probe.contrast.compactMap { contrast -> Value? in
      switch contrast {
      case .about(_, let answers, _), .step(_, let answers): answers
      case .rowsDiffer: nil
      }
    }
    return (probe.asking.values + contrasts).compactMap(\.word).filter { !card.says.contains($0.text) }
      .map { unknown("answer of `\(probe.what)`", $0.text, at: $0.span, known: card.says) }
  }
}

extension Step {
  /// The top fields of `with` and `where`.
  fileprivate var fields: [Field] {
    switch kind {
    case .given(let s): s.with
    case .act(let s): s.with
    case .expect(let s): s.where
    case .expectNone(let s): s.where
    default: []
    }
  }
}
