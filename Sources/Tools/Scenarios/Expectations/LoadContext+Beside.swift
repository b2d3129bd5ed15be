import Conformance
import Facts
import SourceText

extension LoadContext {
  mutating func besideDocument(_ root: Node) -> BesideDocument? {
    guard !entries(root, "a file of expectations or waivers").isEmpty else { return nil }
    allow(["expectations", "waivers"], in: root, "a file of expectations or waivers")
    let expected = root["expectations"].map { list($0, "`expectations`").compactMap { expectedResult($0) } }
    let waived = root["waivers"].map { list($0, "`waivers`").compactMap { waiver($0) } }
    guard expected != nil || waived != nil else { return nil }
    let named = (expected ?? []).map { Word("\($0.entry)", $0.scenario.span) }
    unique(named, "expectation")
    return BesideDocument(expected: expected, waived: waived)
  }

  /// `expectations: []`, or nothing after the colon: everything passes.
  private mutating func list(_ node: Node, _ what: String) -> [Node] { node.isEmpty && node.text != nil ? [] : items(node, what) }

  private mutating func expectedResult(_ node: Node) -> BesideDocument.Expected? {
    let what = "an expectation"
    guard !entries(node, what).isEmpty else { return nil }
    allow(PageMap.expectation.names, in: node, what)
    let scenario = word(required(node, "scenario", what), "`scenario`")
    let requirement = word(required(node, "requirement", what), "`requirement`")
    let reason = reason(required(node, "reason", what))
    let owner = word(required(node, "owner", what), "`owner`")
    let expires = day(required(node, "expires", what), "`expires`")
    let link = text(node["link"], "`link`")
    let note = text(node["note"], "`note`")
    guard let scenario, let requirement, let reason, let owner, let expires else { return nil }
    let entry = ExpectedResult(
      scenario: scenario.text, requirement: RequirementID(requirement.text), reason: reason, owner: owner.text, link: link,
      expires: expires.text, note: note, place: place(scenario.span))
    return .init(entry: entry, scenario: scenario, requirement: requirement, owner: owner.span, expires: expires.span)
  }

  private mutating func waiver(_ node: Node) -> BesideDocument.Waived? {
    let what = "a waiver"
    guard !entries(node, what).isEmpty else { return nil }
    allow(PageMap.waiver.names, in: node, what)
    if let scope = node["scope"] { allow(PageMap.scope.names, in: scope, "`scope`") }
    let requirement = word(required(node, "requirement", what), "`requirement`")
    let decision = choice(required(node, "decision", what), "decision", as: Waiver.Decision.self)
    let link = text(required(node, "link", what), "`link`")
    let expires = day(required(node, "expires", what), "`expires`")
    let scenarios = words(node["scope"]?["scenarios"], "`scenarios`")
    let approver = text(node["approver"], "`approver`")
    let product = text(node["scope"]?["product"], "`product`")
    let note = text(node["note"], "`note`")
    guard let requirement, let decision, let link, let expires else { return nil }
    if decision != .disputed, approver == nil {
      report(
        .decidedByNobody, "`\(decision.rawValue)` is a decision, and nobody is said to have made it",
        at: node["decision"]?.span ?? node.span)
    }
    let waiver = Waiver(
      requirement: RequirementID(requirement.text), decision: decision, product: product, scenarios: scenarios.map(\.text),
      approver: approver, link: link, expires: expires.text, note: note, place: place(requirement.span))
    return .init(waiver: waiver, requirement: requirement, scenarios: scenarios, expires: expires.span)
  }

  private mutating func reason(_ node: Node?) -> Reason? {
    guard let node, let reason = choice(node, "reason", as: Reason.self) else { return nil }
    guard ExpectedResult.reasons.contains(reason) else {
      report(.notExpectable, "\(reason.rawValue) says nothing about a system", at: node.span)
      return nil
    }
    return reason
  }

  private mutating func day(_ node: Node?, _ what: String) -> Word? {
    guard let word = word(node, what) else { return nil }
    guard Day(word.text) != nil else {
      report(.unreadableValue, "`\(word)` is no day", at: word.span, next: "write it as 2026-05-01")
      return nil
    }
    return word
  }

  private func place(_ span: SourceSpan) -> String { "\(span.file.name):\(span.start.line)" }
}
