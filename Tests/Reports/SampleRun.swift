import Conformance
import Evidence
import Facts

/// A run as an engine would tell it: three instances of CR-06 against a MIS under test that pays the deceased.
enum SampleRun {
  static let day = WorldInstant(Day(number: 20_600), hour: 8)
  static let wire = WireInstant(milliseconds: 1_779_840_123_120)

  static let requirements: [Requirement] = [
    Requirement(
      id: "EVT-KIND", binds: "crvs", class: .protocolClass, strength: .must, authority: .profile,
      text: "A notification says which vital event it is about."),
    Requirement(
      id: "EVT-TAKEN", binds: "mis", class: .protocolClass, strength: .must, authority: .standard,
      text: "A valid notification is acknowledged."),
    Requirement(
      id: "UC-CR06-NO-LINE", binds: "mis", class: .outcome, strength: .must, authority: .useCase, grade: .a, gate: .blocksL1,
      text: "No list after a registered death holds a line for the deceased."),
    Requirement(
      id: "UC-CR06-ENDED", binds: "mis", class: .outcome, strength: .must, authority: .useCase, grade: .b,
      text: "The enrolment of the deceased ends."),
    Requirement(
      id: "UC-PY05-LINK", binds: "mis", class: .audit, strength: .should, authority: .useCase, grade: .a,
      text: "A line that is paid again names the line that it replaces."),
    Requirement(
      id: "SEC-REFUSE", binds: "mis", class: .security, strength: .must, authority: .standard, text: "An untrusted message is refused."),
  ]

  static let profile = Profile(
    name: "mis/dci", version: "0.1.0", role: "mis", speech: [.init("events", ["dci-crvs"])], core: ["EVT-TAKEN", "UC-CR06-NO-LINE", "UC-CR06-ENDED"], variants: ["EVT-TAKEN"])

  /// How the MIS behaves.
  enum Behaviour { case right, paysTheDeceased, unreachable }

  static func events(_ behaviour: Behaviour = .paysTheDeceased, person: String = "PAULO") -> [Recorded] {
    var all = [Recorded(Place(instance: -1, number: 0), .run(run))]
    all += requirements.enumerated().map { Recorded(Place(instance: -1, number: $0 + 1), .requirement($1)) }
    for (index, key) in ["CR-06", "CR-06/duplicate"].enumerated() {
      all += instance(index, key, index == 0 ? behaviour : .right, person).enumerated().map {
        Recorded(Place(instance: index, number: $0), $1)
      }
    }
    let end = Finished(planned: 8, accounted: 8, interrupted: false, milliseconds: 412)
    return all + [Recorded(Place(instance: -1, number: 99), .finished(end))]
  }

  static func ledger(_ behaviour: Behaviour = .paysTheDeceased, person: String = "PAULO") -> Ledger {
    Ledger(events(behaviour, person: person))
  }

  static let run = RunStarted(
    run: "r-7f3a91", tool: "0.1.0", seed: "1b2c3d4e", today: Day(number: 20_600), target: "acme.yaml",
    actors: [
      .init(role: .crvs, isReal: false, product: "reference"), .init(role: .mis, isReal: true, product: "Acme MIS 4.2.1"),
      .init(role: .payments, isReal: false, product: "reference"),
    ],
    suites: [.init(id: "crvs-mis", version: "1.0.0", digest: "sha256:5f1d")], profiles: [profile],
    edges: [(edge: "events", dialect: "dci-crvs"), (edge: "payment", dialect: "g2p-bridge")], isSelection: false,
    command: "assay run crvs-mis --target acme.yaml")

  private static func instance(_ index: Int, _ key: String, _ behaviour: Behaviour, _ person: String) -> [Event] {
    let plan = Planned(
      suite: "crvs-mis", scenario: "CR-06", variant: index == 0 ? nil : "duplicate", key: key,
      title: "A registered death stops the pension",
      steps: [
        .init(id: "death", kind: "act", title: "the civil registry registers the death of \(person)"),
        .init(id: "told", kind: "expect", title: "crvs tells mis: death-registered"),
        .init(id: "second-cycle", kind: "advance", title: "time goes to the next cycle of OAP"),
        .init(id: "stopped", kind: "expect", title: "mis sends payments the list of OAP"),
      ],
      checks: [
        .init(step: "told", check: "kind", requirement: "EVT-KIND"), .init(step: "told", check: "taken", requirement: "EVT-TAKEN"),
        .init(step: "stopped", check: "no-line", requirement: "UC-CR06-NO-LINE"),
        .init(step: "ended", check: "ended", requirement: "UC-CR06-ENDED"),
      ])
    let down = behaviour == .unreachable
    let next = WorldInstant(seconds: day.seconds + 30 * 86_400)
    var events: [Event] = [
      .planned(plan), .step(StepEvent(step: "death", state: .began, at: day)), .step(StepEvent(step: "told", state: .began, at: day)),
      .exchange(notification(person, down)), check(index, "told", "kind", "EVT-KIND", "crvs", .pass, nil, .a, ["2.1"]),
      check(index, "told", "taken", "EVT-TAKEN", "mis", down ? .error : .pass, down ? .errorUnreachable : nil, .a, ["2.1"]),
      .step(StepEvent(step: "second-cycle", state: .began, at: day)),
      .advanced(Advanced(step: "second-cycle", from: day, to: next, how: "hook")),
      .step(StepEvent(step: "stopped", state: .began, at: next)),
    ]
    if !down { events.append(.exchange(list(person, paid: behaviour == .paysTheDeceased, at: next))) }
    let bad = behaviour == .paysTheDeceased
    events += [
      .check(
        CheckEvent(
          CheckResult(
            instance: index, step: "stopped", check: "no-line", requirement: "UC-CR06-NO-LINE", judges: "mis",
            verdict: down ? .error : bad ? .fail : .pass, reason: down ? .errorUnreachable : bad ? .failAssertion : nil, grade: .a,
            evidence: down ? [] : ["4.1", "control: a line for OLU"], expected: bad ? "0 lines for \(person)" : nil,
            actual: bad ? "1 line for \(person): OAP-2026-06-0007, 20.00" : nil),
          place: bad ? "4.1 /message/disbursements/1" : nil)),
      check(
        index, "ended", "ended", "UC-CR06-ENDED", "mis", .inconclusive, .inconclusiveNoObserver, nil, []),
      .finding(Finding(name: "finding.duplicate", detail: "the list came twice, with the same message id", about: .mis, exchange: "4.1")),
      .instanceFinished(InstanceFinished(planned: 4, accounted: 4, milliseconds: 206)),
    ]
    return events
  }

  private static func check(
    _ instance: Int, _ step: String, _ check: String, _ id: RequirementID, _ role: RoleName, _ verdict: Verdict, _ reason: Reason?,
    _ grade: Grade?, _ evidence: [String]
  ) -> Event {
    .check(
      CheckEvent(
        CheckResult(
          instance: instance, step: step, check: check, requirement: id, judges: role, verdict: verdict, reason: reason, grade: grade,
          evidence: evidence)))
  }

  private static func notification(_ person: String, _ down: Bool) -> Exchange {
    let body = #"{"header":{"message_id":"m-41","action":"notify"},"message":{"event":"death","name":"\#(person)","note":"it's over"}}"#
    let request = WireRequest(
      "POST", "/registry/notify",
      headers: [
        HeaderField("content-type", "application/json"), HeaderField("authorization", "Bearer [redacted]"),
        HeaderField("host", "mis.example"),
      ], body: Array(body.utf8))
    return Exchange(
      id: "2.1", at: day, wire: wire, from: .crvs, to: .mis, edge: "events", dialect: "dci-crvs", operation: "notify",
      url: "https://mis.example/dci/registry/notify", request: request,
      response: down ? nil : WireResponse(202, headers: [HeaderField("content-type", "application/json")], body: Array("{}".utf8)),
      failure: down ? SendFailure(.refused, "connection refused by mis.example:443") : nil,
      readings: [Reading(Message(.deathRegistered, from: .crvs, to: .mis), .request)])
  }

  private static func list(_ person: String, paid: Bool, at: WorldInstant) -> Exchange {
    let lines = #"{"payee":"OLU","amount":"20.00"}"# + (paid ? #",{"payee":"\#(person)","amount":"20.00"}"# : "")
    let request = WireRequest(
      "POST", "/w/tok/payments/disburse", headers: [HeaderField("content-type", "application/json")],
      body: Array(#"{"message":{"disbursements":[\#(lines)]}}"#.utf8))
    return Exchange(
      id: "4.1", at: at, wire: wire, from: .mis, to: .payments, edge: "payment", dialect: "g2p-bridge", operation: "disburse",
      url: "http://127.0.0.1:8080/w/tok/payments/disburse", request: request, response: WireResponse(200),
      readings: [Reading(Message(.list, from: .mis, to: .payments), .request)], times: .init(total: 3120))
  }
}
