package import Conformance
import Facts

/// One check that did not pass, with everything that a reader needs to understand and repeat it.
package struct Cause: Sendable {
  package let instance: LedgerInstance
  package let check: CheckEvent
  package let requirement: Requirement?
  package let isReal: Bool
  /// What proves it, in order.
  package let exchanges: [Exchange]
  /// What to send again to see it again: a message to the judged role if there is one, else the one it sent.
  package let replay: Exchange?

  package var result: CheckResult { check.result }
  package var step: Planned.PlannedStep? { instance.planned.steps.first { $0.id == result.step } }

  /// What was seen; for a target that cannot be reached the address and the client's words.
  package var actual: String? {
    if let actual = result.actual { return actual }
    guard let failed = replay ?? exchanges.first, let failure = failed.failure else { return nil }
    return "\(failed.request.method) \(failed.url): \(failure.kind.rawValue), \(failure.detail)"
  }

  init(_ check: CheckEvent, in instance: LedgerInstance, of ledger: Ledger) {
    self.check = check
    self.instance = instance
    requirement = ledger.requirement(check.result.requirement)?.requirement
    let judges = check.result.judges
    isReal = ledger.run.actors.contains { $0.isReal && $0.role.text == judges.text }
    let place = check.place.map { String($0.prefix { $0 != " " }) }
    var ids: [String] = []
    for id in [place].compactMap(\.self) + check.result.evidence where !ids.contains(id) { ids.append(id) }
    exchanges = ids.compactMap(instance.exchange)
    replay = Self.replay(to: judges, exchanges, before: check, in: instance)
  }

  private static func replay(
    to role: RoleName, _ exchanges: [Exchange], before check: CheckEvent, in instance: LedgerInstance
  ) -> Exchange? {
    if let received = exchanges.first(where: { $0.to.text == role.text }) { return received }
    var last: Exchange?
    for recorded in instance.events {
      if case .check(let other) = recorded.event, other.result.id == check.result.id { break }
      if case .exchange(let exchange) = recorded.event, exchange.to.text == role.text, !exchange.readings.isEmpty { last = exchange }
    }
    return last ?? exchanges.first
  }
}
