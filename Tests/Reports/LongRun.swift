import Conformance
import Evidence
import Facts

/// Runs that are larger than the sample: many checks, and a failure with consequences.
enum LongRun {
  /// Like the sample, and the end of the enrolment could only be read off the list that failed.
  static let folded = Ledger(
    SampleRun.events().map { recorded in
      guard case .check(var check) = recorded.event, check.result.step == "ended", recorded.place.instance == 0 else { return recorded }
      check.result.note = "it could only be read off what failed at stopped.no-line of mis"
      return Recorded(recorded.place, .check(check))
    })

  /// Scenarios with ten checks and five exchanges each; one in ten fails, all over 250 requirements.
  static func ledger(checks: Int) -> Ledger {
    let ids = (0..<250).map { "REQ-\($0)" }
    let catalogue = ids.enumerated().map { i, id in
      Requirement(
        id: RequirementID(id), binds: i % 3 == 0 ? "crvs" : "mis", class: .outcome, strength: i % 5 == 0 ? .should : .must,
        authority: .useCase,
        text: "What the system does is seen in the case number \(i), at the latest on the next day.")
    }
    var all = [Recorded(Place(instance: -1, number: 0), .run(SampleRun.run))]
    all += catalogue.enumerated().map { Recorded(Place(instance: -1, number: $0 + 1), .requirement($1)) }
    for index in 0..<checks / 10 {
      all += instance(index, ids).enumerated().map { Recorded(Place(instance: index, number: $0), $1) }
    }
    return Ledger(
      all + [
        Recorded(
          Place(instance: -1, number: 999),
          .finished(Finished(planned: checks, accounted: checks, interrupted: false, milliseconds: 61_000)))
      ])
  }

  private static func instance(_ index: Int, _ ids: [String]) -> [Event] {
    let cited = (0..<10).map { ids[(index * 10 + $0) % ids.count] }
    let steps = (0..<5).map { Planned.PlannedStep(id: "s\($0)", kind: "expect", title: "crvs tells mis what happened, part \($0)") }
    let plan = Planned(
      suite: "crvs-mis", scenario: "CR-\(index)", variant: nil, key: "CR-\(index)",
      title: "A registered event number \(index) reaches the programme", steps: steps,
      checks: cited.enumerated().map { .init(step: "s\($0 / 2)", check: "c\($0)", requirement: $1) })
    var events: [Event] = [.planned(plan)]
    for (n, step) in steps.enumerated() {
      events.append(.step(StepEvent(step: step.id, state: .began, at: SampleRun.day)))
      events.append(.exchange(exchange("\(n + 1).1", index)))
    }
    for (n, id) in cited.enumerated() {
      let isBad = index % 10 == 3 && n == 4
      events.append(
        .check(
          CheckEvent(
            CheckResult(
              instance: index, step: "s\(n / 2)", check: "c\(n)", requirement: RequirementID(id),
              judges: (index * 10 + n) % 250 % 3 == 0 ? "crvs" : "mis",
              verdict: isBad ? .fail : .pass, reason: isBad ? .failAssertion : nil, grade: .a, evidence: ["\(n / 2 + 1).1"],
              expected: isBad ? "20.00" : nil, actual: isBad ? "21.50" : nil), place: isBad ? "3.1 /message/lines/2/amount" : nil)))
    }
    return events + [.instanceFinished(InstanceFinished(planned: 10, accounted: 10, milliseconds: 120))]
  }

  private static func exchange(_ id: String, _ index: Int) -> Exchange {
    let lines = (0..<8).map { #"{"payee":"P-\#(index)-\#($0)","amount":20.00,"reason":"old age pension"}"# }.joined(separator: ",")
    let fields = [HeaderField("content-type", "application/json"), HeaderField("traceparent", "00-4bf92f35-\(index)")]
    return Exchange(
      id: id, at: SampleRun.day, wire: SampleRun.wire, from: .crvs, to: .mis, edge: "events", dialect: "dci-crvs", operation: "notify",
      url: "https://mis.example/dci/registry/notify",
      request: WireRequest(
        "POST", "/registry/notify", headers: fields, body: Array(#"{"header":{"id":"\#(id)"},"message":{"lines":[\#(lines)]}}"#.utf8)),
      response: WireResponse(202, headers: fields, body: Array(#"{"message":{"ack_status":"ACK"}}"#.utf8)),
      readings: [Reading(Message(.deathRegistered, from: .crvs, to: .mis), .request)], times: .init(connect: 310, first: 2900, total: 3120))
  }
}
