package import SourceText

/// The absence of a transfer, within a window in which a control was seen.
package struct ExpectNoneStep: Sendable {
  package enum Control: Sendable {
    /// The step whose own control showed the channel to be alive.
    case step(Word)
    case lines(Assertion)
  }
  package enum End: Sendable {
    /// The next list, or a sign of an empty cycle; neither seen: inconclusive.
    case cycleClosed(SourceSpan)
    case step(Word)
    case after(Limit)
  }

  package let transfer: Transfer
  package let transferSpan: SourceSpan
  package let about: Value?
  package let `where`: [Field]
  /// So many are right; the next one is too many.
  package let beyond: Int
  /// The step with which the window opens; nil only on a page that lint refuses, as for the two below.
  package let from: Word?
  package let until: End?
  package let control: Control?
}

extension StepKind {
  static let expectNone = StepKind(
    keyword: "expect-none", keys: ["about", "where", "beyond", "from", "until", "control", "requirement", "unproven"], shortCheck: "none"
  ) { head, step, context in
    guard let transfer = context.transfer(head) else { return nil }
    return .expectNone(
      ExpectNoneStep(
        transfer: transfer, transferSpan: head.span, about: context.value(step["about"]),
        where: context.fields(step["where"], "`where`"), beyond: context.beyond(step["beyond"]),
        from: context.word(step["from"], "`from`").map { context.qualified($0) },
        until: context.windowEnd(step["until"]), control: context.control(step["control"])))
  }
}

extension LoadContext {
  fileprivate mutating func windowEnd(_ node: Node?) -> ExpectNoneStep.End? {
    guard let node, let text = text(node, "`until`") else { return nil }
    if text == "cycle-closed" { return .cycleClosed(node.span) }
    if text.hasPrefix("$") || StoryDuration(text) != nil { return limit(node, "`until`").map { .after($0) } }
    return .step(qualified(Word(text, node.span)))
  }

  fileprivate mutating func beyond(_ node: Node?) -> Int {
    guard let node, let text = text(node, "`beyond`") else { return 0 }
    if let most = Int(text), most > 0 { return most }
    report(.unreadableValue, "`\(text)` is no number of messages", at: node.span, next: "write how many are right, as in `beyond: 2`")
    return 0
  }

  fileprivate mutating func control(_ node: Node?) -> ExpectNoneStep.Control? {
    guard let node else { return nil }
    if node.entries != nil { return premise(node, "`control`").map { .lines($0) } }
    return word(node, "`control`").map { .step(qualified($0)) }
  }
}
