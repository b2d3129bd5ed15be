import Facts
package import SourceText

/// A transfer of facts from one role to another: pushed, polled or read from a file.
package struct ExpectStep: Sendable {
  package let transfer: Transfer
  package let transferSpan: SourceSpan
  /// A person, or what an earlier step saw: `$sent.list`.
  package let about: Value?
  package let `where`: [Field]
  /// What the requirement allows; patience may be longer.
  package let within: Limit?
  package let order: Order
  /// Judged when the declared count has arrived.
  package let whole: Bool
  /// Shows that the channel is alive; without it an absence in this step is inconclusive.
  package let control: Assertion?
  /// What must be seen now, because a later step says that it changed.
  package let establishes: [Premise]
  package let gives: [Capture]
}

/// Which steps must have been seen before this one, and which only after it.
package struct Order: Sendable {
  package let after: [Word]
  package let before: [Word]
}

extension StepKind {
  static let expect = StepKind(
    keyword: "expect",
    keys: ["about", "where", "within", "order", "whole", "control", "establishes", "checks", "requirement", "unproven", "gives"],
    shortCheck: "seen"
  ) { head, step, context in
    guard let transfer = context.transfer(head) else { return nil }
    let control = step["control"].flatMap { context.premise($0, "`control`") }
    return .expect(
      ExpectStep(
        transfer: transfer, transferSpan: head.span, about: context.value(step["about"]),
        where: context.fields(step["where"], "`where`"), within: context.limit(step["within"], "`within`"),
        order: context.order(step["order"]), whole: context.flag(step["whole"], "`whole`"), control: control,
        establishes: context.premises(step["establishes"]), gives: context.captures(step["gives"])))
  }
}

extension LoadContext {
  /// `crvs -> mis birth-registered`
  mutating func transfer(_ node: Node) -> Transfer? {
    guard let text = text(node, "a transfer") else { return nil }
    let parts = text.split(separator: " ").map(String.init)
    if parts.count == 4, parts[1] == "->" {
      return Transfer(from: .init(parts[0]), to: .init(parts[2]), kind: .init(parts[3]))
    }
    report(
      .unreadableValue, "`\(text)` does not say who tells whom what", at: node.span, next: "write it as in `mis -> payments list`")
    return nil
  }

  fileprivate mutating func order(_ node: Node?) -> Order {
    guard let node else { return Order(after: [], before: []) }
    _ = entries(node, "`order`")
    allow(PageMap.order.names, in: node, "`order`")
    return Order(after: stepNames(node["after"], "`after`"), before: stepNames(node["before"], "`before`"))
  }

  mutating func premises(_ node: Node?) -> [Premise] {
    guard let node else { return [] }
    return entries(node, "`establishes`").compactMap { entry in
      premise(entry.value, "`\(entry.name)`").map { Premise(name: Word(entry.name, entry.key.span), assertion: $0) }
    }
  }
}
