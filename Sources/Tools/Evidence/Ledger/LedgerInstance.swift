package import Conformance
import Facts

/// One scenario instance as it went: its events in the order of its world, and what they say.
package struct LedgerInstance: Sendable {
  package let index: Int
  package let planned: Planned
  /// In order, by number.
  package let events: [Recorded]
  /// Judged checks in the order in which they were judged; then, where the run was cut short, the planned ones that it never reached.
  package let checks: [CheckEvent]
  package let exchanges: [Exchange]
  package let findings: [Finding]
  /// Nil when the log ends before the instance does.
  package let finished: InstanceFinished?
  private let people: [CheckID: PersonReview]
  package let counts: VerdictCounts

  init(index: Int, planned: Planned, events: [Recorded], requirement: (RequirementID) -> Requirement?) {
    self.index = index
    self.planned = planned
    self.events = events
    var checks: [CheckEvent] = []
    var exchanges: [Exchange] = []
    var findings: [Finding] = []
    var finished: InstanceFinished?
    var people: [CheckID: PersonReview] = [:]
    for recorded in events {
      switch recorded.event {
      case .check(let event): checks.append(event)
      case .exchange(let exchange): exchanges.append(exchange)
      case .finding(let finding): findings.append(finding)
      case .attached(let e): people[CheckID(instance: index, step: e.step, check: e.check), default: PersonReview()].take(e)
      case .reviewed(let e): people[CheckID(instance: index, step: e.step, check: e.check), default: PersonReview()].take(e)
      case .instanceFinished(let end): finished = end
      default: break
      }
    }
    let cutShort = finished?.interrupted ?? true
    if cutShort { checks += Self.unreached(index, planned, judged: Set(checks.map(\.result.id))) { requirement($0)?.binds } }
    for i in checks.indices {
      guard let said = people[checks[i].result.id] else { continue }
      checks[i].result = checks[i].result.reviewed(said.shown, said.word, under: checks[i].result.requirement.flatMap(requirement))
    }
    self.people = people
    self.checks = checks
    self.exchanges = exchanges
    self.findings = findings
    self.finished = finished
    counts = VerdictCounts(checks.lazy.map(\.result))
  }

  /// `CR-06`, `CR-01/malformed[missing-id]`
  package var name: String { planned.key }
  package var isCutShort: Bool { finished?.interrupted ?? true }

  /// The gravest verdict, which is what a list of instances shows.
  package var worst: Verdict { Verdict.gravest(of: checks.lazy.map(\.result.verdict)) }

  /// Whether it was this person who showed something for the check.
  package func hasShown(_ person: String, for check: CheckID) -> Bool { people[check]?.hasShown(person) ?? false }

  package func exchange(_ id: String) -> Exchange? { exchanges.first { $0.id == id } }

  private static func unreached(
    _ index: Int, _ planned: Planned, judged: Set<CheckID>, _ binds: (RequirementID) -> RoleName?
  ) -> [CheckEvent] {
    planned.checks.compactMap { check in
      guard !judged.contains(CheckID(instance: index, step: check.step, check: check.check)) else { return nil }
      let id = check.requirement.map { RequirementID($0) }
      return CheckEvent(
        CheckResult(
          instance: index, step: check.step, check: check.check, requirement: id, judges: id.flatMap(binds) ?? "harness", verdict: .notRun,
          reason: .notRunInterrupted))
    }
  }
}
