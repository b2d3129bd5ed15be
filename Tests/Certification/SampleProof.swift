import Certification
import Conformance
import Evidence
import Facts

/// Small runs in memory, as a proof plays them.
enum SampleProof {
  static let death = Requirement(
    id: "NO-LINE", binds: "mis", class: .outcome, strength: .must, authority: .useCase, text: "The deceased get nothing.")
  static let taken = Requirement(
    id: "TAKEN", binds: "mis", class: .wire, strength: .must, authority: .standard, text: "A valid notification is <acknowledged>.")
  static let kind = Requirement(id: "KIND", binds: "crvs", class: .wire, strength: .must, authority: .standard, text: "The kind is told.")
  static let all = [death, taken, kind]

  /// An instance by its key, with a verdict for each of its checks.
  struct Instance {
    let key: String
    let checks: [(check: String, requirement: String?, verdict: Verdict)]
    var suite = "crvs-mis"
    var step = "told"
    var expected = "event.kind is death"
    init(_ key: String, _ checks: [(check: String, requirement: String?, verdict: Verdict)], suite: String = "crvs-mis") {
      self.key = key
      self.checks = checks
      self.suite = suite
    }
    var planned: Planned {
      let cut = key.split(separator: "/").map(String.init)
      return Planned(
        suite: suite, scenario: cut[0], variant: cut.count > 1 ? String(cut[1].prefix { $0 != "[" }) : nil, key: key, title: key,
        steps: [.init(id: step, kind: "expect", title: "crvs -> mis death-registered")],
        checks: checks.map { .init(step: step, check: $0.check, requirement: $0.requirement) })
    }
  }

  static func ledger(_ instances: [Instance]) -> Ledger {
    var events = [
      Recorded(
        Place(instance: -1, number: 0),
        .run(
          RunStarted(
            run: "proof", tool: "0.1.0", seed: "1", today: Day(number: 20_600), target: nil,
            actors: [.init(role: .mis, isReal: true, product: "reference")], suites: [], edges: [], isSelection: true, command: "")))
    ]
    events += all.enumerated().map { Recorded(Place(instance: -1, number: $0.offset + 1), .requirement($0.element)) }
    for (i, one) in instances.enumerated() {
      var here: [Event] = [.planned(one.planned)]
      here += one.checks.map { c in
        let judges = all.first { $0.id.text == c.requirement }?.binds ?? "mis"
        return .check(
          CheckEvent(
            CheckResult(
              instance: i, step: one.step, check: c.check, requirement: c.requirement.map { RequirementID($0) }, judges: judges,
              verdict: c.verdict, reason: reason(c.verdict), evidence: ["1.1"], expected: one.expected,
              actual: c.verdict == .fail ? "2" : nil)))
      }
      here.append(.instanceFinished(InstanceFinished(planned: one.checks.count, accounted: one.checks.count)))
      events += here.enumerated().map { Recorded(Place(instance: i, number: $0.offset), $0.element) }
    }
    events.append(
      Recorded(Place(instance: -1, number: 99), .finished(Finished(planned: 0, accounted: 0, interrupted: false, milliseconds: 0))))
    return Ledger(events)
  }

  private static func reason(_ verdict: Verdict) -> Reason? {
    switch verdict {
    case .pass: nil
    case .fail, .warn: .failAssertion
    case .inconclusive: .inconclusivePrecondition
    case .notApplicable: .notApplicableDialect
    case .error: .errorHarness
    case .review, .notRun: .notRunInterrupted
    }
  }

  static let clean = ledger([
    Instance("CR-06", [("no-line", "NO-LINE", .pass), ("taken", "TAKEN", .pass), ("kind", "KIND", .pass)]),
    Instance("CR-06/late[one day]", [("no-line", "NO-LINE", .pass), ("taken", "TAKEN", .pass), ("kind", "KIND", .pass)]),
    Instance("CR-06/late[two days]", [("no-line", "NO-LINE", .pass), ("taken", "TAKEN", .pass), ("kind", "KIND", .pass)]),
    Instance("CR-06/idle", [("no-line", "NO-LINE", .pass), ("taken", "TAKEN", .pass), ("kind", "KIND", .pass)]),
  ])
  static let scope = ProofMatrix.Scope(
    suites: [.init(id: "crvs-mis", version: "1.0.0", digest: "sha256:5f1d")], tool: "0.1.0", seed: "proof", today: "2026-05-01",
    isPart: false, measuresRadius: false)
  static let impostors = [ImpostorTrial("mute", role: "mis", asked: 10, earned: ["TAKEN"], gates: [], fault: nil)]
  static let twins = [TwinTrial("mis-two-lists", role: "mis", compared: 3, losses: [], fault: nil)]

  static func trial(_ id: String, _ breaks: RequirementID = "NO-LINE", _ instances: [Instance], family: [Instance]? = nil) -> DefectTrial {
    DefectTrial(
      id, role: "mis", breaks: breaks, says: "says of \(id)", touching: ["death"], seen: ledger(instances),
      family: family.map { ledger($0) })
  }
  static let killed = trial(
    "pays-the-deceased", "NO-LINE",
    [
      Instance("CR-06", [("no-line", "NO-LINE", .pass), ("taken", "TAKEN", .fail)]),
      Instance("CR-06/late[one day]", [("no-line", "NO-LINE", .fail), ("taken", "TAKEN", .fail)]),
    ])

  static func matrix(_ defects: [DefectTrial] = [killed], scope: ProofMatrix.Scope = scope) -> ProofMatrix {
    ProofMatrix(
      scope: scope, clean: clean, defects: defects, impostors: impostors, twins: twins, challenged: ["NO-LINE"],
      variants: [(variant: "CR-06/late", base: "CR-06"), (variant: "CR-06/idle", base: "CR-06")])
  }
}
