import SourceText

/// World time. The purpose is stated, so that it can be virtual, hooked, asked for, or waited out.
package struct AdvanceStep: Sendable {
  package enum Purpose: Sendable {
    /// To the next payment cycle of a programme. The step then has `$step.name`.
    case nextCycle(of: Value)
    case by(Limit)
  }
  package let purpose: Purpose
}

extension StepKind {
  static let advance = StepKind(keyword: "advance", keys: []) { head, _, context in
    guard !context.entries(head, "`advance`").isEmpty else { return nil }
    context.allow(PageMap.advance.names, in: head, "`advance`")
    if let by = head["by"] {
      if head["to"] != nil { context.report(.conflictingKeys, "`to` and `by` exclude each other", at: head.keySpan("to") ?? head.span) }
      return context.limit(by, "`by`").map { .advance(AdvanceStep(purpose: .by($0))) }
    }
    guard let to = context.required(head, "to", "`advance`") else { return nil }
    guard to.text == "next-cycle" else {
      context.report(
        .unreadableValue, "`\(to.text ?? to.shape)` is no place in time", at: to.span, next: "write `to: next-cycle` or `by: 2 days`")
      return nil
    }
    return context.value(context.required(head, "of", "`advance`")).map { .advance(AdvanceStep(purpose: .nextCycle(of: $0))) }
  }
}
