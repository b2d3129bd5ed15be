package import Conformance
package import Evidence
import Scenarios

/// Checks of an old log judged by a page, where the answer to one `call` decides them alone: its status, its headers, its body against
/// a schema, a path, a pattern or a fixed word. What rests on people, days, other steps, what came unasked
/// or what was encrypted is not judged again.
package struct Rejudging: Sendable {
  private let plan: InstancePlan

  package init(_ plan: InstancePlan) { self.plan = plan }

  /// The check as the page has it judged. Nil where the page or the log does not hold what that needs.
  package func judged(_ old: CheckResult, over exchanges: [Exchange]) -> CheckResult? {
    let isSeen = old.verdict == .pass || old.reason == .failAssertion
    guard isSeen, exchanges.count == 1, exchanges[0].response != nil, exchanges[0].opened == nil, let check = check(of: old),
      isClosed(check.assertion),
      let strength = check.requirement.flatMap({ plan.requirement($0.text)?.strength })
    else { return nil }
    let asserted = Assertions(schemas: plan.schemas) { value, _ in Self.resolved(value) }
      .judge(check.assertion, Player.seen(exchanges[0], from: 0))
    var result = old
    switch asserted.outcome {
    case .vacuous: return nil
    case .unsaid: (result.verdict, result.reason) = (.notApplicable, .notApplicableUnsaid)
    case .right: (result.verdict, result.reason) = (.pass, nil)
    case .wrong: (result.verdict, result.reason) = (strength.verdictWhenBroken, .failAssertion)
    }
    (result.expected, result.actual) = (asserted.expected, asserted.actual)
    result.difference = result.verdict == .pass ? nil : asserted.difference
    result.strict = asserted.strict
    // Which word it was that the check failed over is not looked up again: what was lived with is lived with.
    if old.strict?.interpretation != nil, case .wrong = asserted.outcome { return old }
    return result
  }

  private func check(of old: CheckResult) -> Check? {
    guard let step = plan.scenario.steps.first(where: { $0.id.text == old.step }), case .call = step.kind else { return nil }
    return step.checks.first { $0.name.text == old.check.prefix { $0 != "[" } }
  }

  private func isClosed(_ assertion: Assertion) -> Bool {
    guard case .that = assertion.subject else { return false }
    return isClosed(assertion.matcher)
  }

  private func isClosed(_ matcher: Matcher) -> Bool {
    switch matcher {
    case .present, .absent, .type, .matches, .schema, .xsd: true
    case .equals(let value), .differs(let value), .atMost(let value), .atLeast(let value), .count(let value): isClosed(value)
    case .isOneOf(let values): values.allSatisfy(isClosed)
    case .path(_, let inner): isClosed(inner)
    case .near, .sameSet, .unique, .each: false
    }
  }

  /// A word that is nobody's name.
  private func isClosed(_ value: Value) -> Bool {
    guard case .text(let text, let isQuoted) = value.form else { return false }
    return isQuoted || !plan.scenario.cast.contains { entry in entry.name.text == text || entry.members.contains { $0.name == text } }
  }

  private static func resolved(_ value: Value) -> Resolved { value.text.map { .text($0) } ?? .unknown("no word") }
}
