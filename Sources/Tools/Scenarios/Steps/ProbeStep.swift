package import SourceText

/// A question to a role, by the target's ladder of observers.
package struct ProbeStep: Sendable {
  package enum Asking: Sendable {
    case once
    /// Asked until it says so, or `within` has passed.
    case until(Value)
    /// Asked to the end of `within`, and must say so every time.
    case holds(Value)
  }
  package enum Contrast: Sendable {
    /// The same question about somebody for whom the answer is another.
    case about([Field], answers: Value, SourceSpan)
    /// The same question in another step, with another answer; the step may be a later one.
    case step(Word, answers: Value)
    /// The rows of `for-each` expect different answers, so that a constant one fails.
    case rowsDiffer(SourceSpan)
  }

  package let what: RoleWord
  /// Fields (`person`, `programme`), or what an earlier step saw.
  package let of: Value?
  package let asking: Asking
  package let within: Limit?
  package let contrast: [Contrast]
}

extension StepKind {
  static let probe = StepKind(keyword: "probe", keys: ["of", "until", "holds", "within", "contrast", "checks"]) { head, step, context in
    guard let what = context.roleWord(head, "`probe`") else { return nil }
    let asking: ProbeStep.Asking
    switch (context.value(step["until"]), context.value(step["holds"])) {
    case (let until?, nil): asking = .until(until)
    case (nil, let holds?): asking = .holds(holds)
    case (nil, nil): asking = .once
    default:
      context.report(.conflictingKeys, "`until` and `holds` exclude each other", at: step.keySpan("holds") ?? step.span)
      return nil
    }
    return .probe(
      ProbeStep(
        what: what, of: context.value(step["of"]), asking: asking, within: context.limit(step["within"], "`within`"),
        contrast: context.contrasts(step["contrast"])))
  }
}

extension LoadContext {
  fileprivate mutating func contrasts(_ node: Node?) -> [ProbeStep.Contrast] {
    guard let node else { return [] }
    return (node.items ?? [node]).compactMap { contrast($0) }
  }

  private mutating func contrast(_ node: Node) -> ProbeStep.Contrast? {
    guard !entries(node, "a contrast").isEmpty else { return nil }
    if let rows = node["rows"] {
      allow(["rows"], in: node, "a contrast of rows")
      if rows.text == "differ" { return .rowsDiffer(rows.span) }
      report(.unreadableValue, "rows can only `differ`", at: rows.span, next: "write `rows: differ`")
      return nil
    }
    guard let answers = value(required(node, "answers", "a contrast")) else { return nil }
    if let step = node["step"] {
      allow(["step", "answers"], in: node, "a contrast by a step")
      return word(step, "`step`").map { .step(qualified($0), answers: answers) }
    }
    let about = fields(node).filter { $0.name.text != "answers" }
    if about.isEmpty {
      report(.missingKey, "a contrast says nobody", at: node.span, next: "add `person:` or `step:`")
      return nil
    }
    return .about(about, answers: answers, node.span)
  }
}
