import Conformance
package import Evidence

/// What suites ask today, instance by instance, laid over an old log: a check cites what it cites today; one that is no longer asked
/// goes; one that is new was not run, so that its requirement is unseen.
///
/// Stories that are new altogether stay out: a log says nothing of them, and a profile that needs them finds its requirement missing.
package struct Asking: Sendable {
  private let today: [String: Planned]
  private let suites: [String]

  /// `suites`: those of which `planned` is all; the others are asked as they were.
  package init(_ planned: [Planned], of suites: [String]) {
    today = Dictionary(planned.map { (Self.name($0), $0) }) { first, _ in first }
    self.suites = suites
  }

  /// Checks of the old log that are asked no more, and of today's that it does not hold: `CR-06 stopped.no-line`.
  package func differences(from events: [Recorded]) -> (gone: [String], new: [String]) {
    let judged = judged(events)
    let old = plans(events).values.filter { suites.contains($0.suite) }
    let now = old.compactMap { today[Self.name($0)] }.flatMap(Self.names)
    return (judged.subtracting(now).sorted(), now.filter { !judged.contains($0) }.sorted())
  }

  func asked(_ events: [Recorded], _ requirements: [Requirement]) -> [Recorded] {
    let plans = plans(events)
    let binds = Dictionary(requirements.map { ($0.id, $0.binds) }) { first, _ in first }
    let judged = judged(events)
    return events.flatMap { recorded -> [Recorded] in
      guard let old = plans[recorded.place.instance], suites.contains(old.suite) else { return [recorded] }
      guard let now = today[Self.name(old)] else { return [] }
      switch recorded.event {
      case .planned(var planned):
        planned.checks = now.checks
        return [Recorded(recorded.place, .planned(planned))] + missing(now, judged, binds, recorded.place.instance)
      case .check(var check):
        guard let one = now.checks.first(where: { $0.step == check.result.step && $0.check == check.result.check }) else { return [] }
        check.result.requirement = one.requirement.map { RequirementID($0) }
        if let id = check.result.requirement, let judges = binds[id] { check.result.judges = judges }
        return [Recorded(recorded.place, .check(check))]
      default: return [recorded]
      }
    }
  }

  private func missing(_ now: Planned, _ judged: Set<String>, _ binds: [RequirementID: RoleName], _ instance: Int) -> [Recorded] {
    now.checks.enumerated().filter { !judged.contains(Self.name(now.key, $1.step, $1.check)) }.map { i, check in
      let id = check.requirement.map { RequirementID($0) }
      let result = CheckResult(
        instance: instance, step: check.step, check: check.check, requirement: id, judges: id.flatMap { binds[$0] } ?? RoleName("harness"),
        verdict: .notRun, reason: .notRunStep, note: "the log was written before it was asked")
      return Recorded(Place(instance: instance, number: Self.afterAll + i), .check(CheckEvent(result)))
    }
  }
  private static let afterAll = 1 << 40

  private func plans(_ events: [Recorded]) -> [Int: Planned] {
    var plans: [Int: Planned] = [:]
    for recorded in events { if case .planned(let planned) = recorded.event { plans[recorded.place.instance] = planned } }
    return plans
  }

  /// The checks that were judged, of the suites that are asked anew.
  private func judged(_ events: [Recorded]) -> Set<String> {
    let plans = plans(events)
    return Set(
      events.compactMap { recorded in
        guard case .check(let check) = recorded.event, let plan = plans[recorded.place.instance], suites.contains(plan.suite) else {
          return nil
        }
        return Self.name(plan.key, check.result.step, check.result.check)
      })
  }

  private static func name(_ planned: Planned) -> String { "\(planned.suite)/\(planned.key)" }
  private static func name(_ key: String, _ step: String, _ check: String) -> String { "\(key) \(step).\(check)" }
  private static func names(_ planned: Planned) -> [String] { planned.checks.map { name(planned.key, $0.step, $0.check) } }
}
