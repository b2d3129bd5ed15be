import Conformance
import Evidence
import Facts
import Reports

/// The sample run with one more scenario, in which every verdict occurs once, and with texts that somebody else chose.
enum EveryVerdict {
  static let reasons: [(Verdict, Reason?)] = [
    (.pass, nil), (.fail, .failAssertion), (.warn, .failLate), (.review, .reviewPerson), (.inconclusive, .inconclusiveNoControl),
    (.notApplicable, .notApplicableDialect), (.notRun, .notRunStep), (.error, .errorUnreachable),
  ]

  static func events(_ text: String = "PAULO", behaviour: SampleRun.Behaviour = .paysTheDeceased) -> [Recorded] {
    let checks = reasons.map { verdict, reason in
      CheckResult(
        instance: 2, step: "all", check: verdict.rawValue, requirement: verdict == .warn ? "UC-PY05-LINK" : "SEC-REFUSE", judges: "mis",
        verdict: verdict, reason: reason, grade: .a, evidence: ["2.1"], expected: "no \(text)", actual: text, note: "about \(text)")
    }
    let plan = Planned(
      suite: "crvs-mis", scenario: "CR-99", variant: "odd", key: "CR-99/odd", title: text,
      steps: [.init(id: "all", kind: "act", title: text)],
      checks: checks.map { .init(step: "all", check: $0.check, requirement: $0.requirement?.text) })
    let own: [Event] =
      [.planned(plan)] + checks.map { .check(CheckEvent($0, place: text)) }
      + [
        .finding(Finding(name: "finding.odd", detail: text, about: .mis)),
        .instanceFinished(InstanceFinished(planned: checks.count, accounted: checks.count, milliseconds: 12)),
      ]
    return SampleRun.events(behaviour, person: text).map { named($0, text) }
      + own.enumerated().map { Recorded(Place(instance: 2, number: $0), $1) }
  }

  /// A product is what its vendor calls it.
  private static func named(_ recorded: Recorded, _ text: String) -> Recorded {
    guard case .run(var run) = recorded.event else { return recorded }
    run.actors = run.actors.map { $0.isReal ? .init(role: $0.role, isReal: true, product: "Acme \(text) 4.2.1") : $0 }
    return Recorded(recorded.place, .run(run))
  }

  static func ledger(_ text: String = "PAULO") -> Ledger { Ledger(events(text)) }

  /// What has broken reports before.
  static let hostile = [
    "<script>alert(1)</script>", "two\nlines\r\n# SKIP", "]]>", "| `pipe` | \\| ```", "\u{1B}[2J\u{0}\u{7F}\u{85}", "\u{202E}live",
    "{{{x}}}", "\"' &amp; \\",
    "---\n...\nok 1", "@team https://x.example/ [l](u) ![i](u)", "\u{2028}- a: b", "%2e%2e/<\u{338}b>",
  ]
}
