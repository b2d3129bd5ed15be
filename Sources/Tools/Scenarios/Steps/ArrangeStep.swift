import SourceText

/// What a simulated system will do: `arrange: payments.line`, `about: P08`, `does: returns after 2 days account-closed`.
package struct ArrangeStep: Sendable {
  package enum Lasting: Sendable {
    case requests(Int)
    case time(Limit)
  }
  package enum Manner: Sendable {
    case does(Value)
    case answers(Value)
  }

  package let what: RoleWord
  /// A person, by name or reference; nil: everyone.
  package let about: Value?
  package let manner: Manner
  /// nil: until the end of the story.
  package let lasting: Lasting?

  /// The words of `does` or `answers`.
  package var behaviour: Value {
    switch manner {
    case .does(let value), .answers(let value): value
    }
  }
}

extension StepKind {
  static let arrange = StepKind(keyword: "arrange", keys: ["about", "does", "answers", "for"]) { head, step, context in
    guard let what = context.roleWord(head, "`arrange`") else { return nil }
    let manner: ArrangeStep.Manner
    switch (context.value(step["does"]), context.value(step["answers"])) {
    case (let does?, nil): manner = .does(does)
    case (nil, let answers?): manner = .answers(answers)
    case (nil, nil):
      context.report(.missingKey, "`arrange` does not say what the system will do", at: step.span, next: "add `does:` or `answers:`")
      return nil
    default:
      context.report(.conflictingKeys, "`does` and `answers` exclude each other", at: step.keySpan("answers") ?? step.span)
      return nil
    }
    return .arrange(
      ArrangeStep(what: what, about: context.value(step["about"]), manner: manner, lasting: context.lasting(step["for"])))
  }
}

extension LoadContext {
  /// `2 requests` is a count; all else is a duration.
  fileprivate mutating func lasting(_ node: Node?) -> ArrangeStep.Lasting? {
    guard let node else { return nil }
    let parts = (node.text ?? "").split(separator: " ")
    if parts.count == 2, let n = Int(parts[0]), n > 0, parts[1] == "request" || parts[1] == "requests" { return .requests(n) }
    return limit(node, "`for`").map { .time($0) }
  }
}
