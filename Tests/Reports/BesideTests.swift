import Conformance
import Documents
import Evidence
import Facts
import Reports
import Testing

/// What stands beside results: read from the log by one fold, and shown alike by every format.
@Suite("Beside the results: expectations, waivers, declarations")
struct BesideTests {
  static let failing = ExpectedResult(
    scenario: "CR-06", requirement: "UC-CR06-NO-LINE", reason: .failAssertion, owner: "payments team", link: "https://example.org/41",
    expires: "2030-01-01", place: "expectations.yaml:2")
  static let open = ["CR-06", "CR-06/duplicate"].map {
    ExpectedResult(scenario: $0, requirement: "UC-CR06-ENDED", reason: .inconclusiveNoObserver, owner: "team", expires: "2030-01-01")
  }
  static let all = [failing] + open

  static func ledger(_ entries: [ExpectedResult]?, _ behaviour: SampleRun.Behaviour = .paysTheDeceased, more: [Event] = []) -> Ledger {
    let file = entries.map { Event.expectations(ExpectationFile(name: "expectations.yaml", entries: $0)) }
    let events = ([file].compactMap(\.self) + more).map { Recorded(Place(instance: -1, number: 40), $0) }
    return Ledger(SampleRun.events(behaviour) + events)
  }

  static func expired(_ entry: ExpectedResult) -> ExpectedResult {
    var entry = entry
    entry.expires = "2020-01-01"
    return entry
  }

  @Test(arguments: [
    (all, SampleRun.Behaviour.paysTheDeceased, RunExitStatus.ok),
    (open, .paysTheDeceased, .mustNotMet),
    (all, .right, .drifted),
    ([failing], .paysTheDeceased, .drifted),
    ([expired(failing)] + open, .paysTheDeceased, .mustNotMet),
    ([], .right, .drifted),
    (open, .right, .ok),
    (all, .unreachable, .incomplete),
  ])
  func exitStatus(entries: [ExpectedResult], behaviour: SampleRun.Behaviour, status: RunExitStatus) {
    #expect(Self.ledger(entries, behaviour).status == status)
  }

  @Test func scoresAndCountsDoNotMove() {
    let (plain, held) = (SampleRun.ledger(), Self.ledger(Self.all))
    #expect(held.counts == plain.counts)
    #expect(held.roles.map(\.score) == plain.roles.map(\.score))
    #expect(held.roles.map(\.levels) == plain.roles.map(\.levels))
    #expect(held.requirements.map(\.state) == plain.requirements.map(\.state))
  }

  @Test func aDriftedRunPointsAtWhatNobodyExpected() {
    let ledger = Self.ledger([Self.failing])
    #expect(ledger.cause?.result.requirement == "UC-CR06-ENDED")
    #expect(ledger.expectations?.drifts.map(\.kind) == [.unlisted, .unlisted])
  }

  static let waivers: [Waiver] = [
    Waiver(
      requirement: "UC-CR06-NO-LINE", decision: .accepted, approver: "profile editor", link: "https://example.org/w1", expires: "2030-01-01"
    ),
    Waiver(
      requirement: "UC-CR06-ENDED", decision: .disputed, product: "Acme MIS", scenarios: ["CR-06"], link: "https://example.org/w2",
      expires: "2030-01-01", note: "the text says otherwise"),
  ]
  static let declaration = Declaration(
    role: "mis", profile: "mis/dci", features: [.init("CR-06", isSupported: true), .init("CR-06/duplicate", isSupported: false)],
    speech: [.init("events", "dci-crvs"), .init("records", nil)])

  @Test func waiversChangeNoStatus() {
    let ledger = Self.ledger(nil, more: [.waivers(Self.waivers)])
    #expect(ledger.status == .mustNotMet)
    #expect(ledger.requirement("UC-CR06-NO-LINE")?.waivers.map(\.standing) == [.gate])
    #expect(ledger.requirement("UC-CR06-ENDED")?.waivers.map(\.standing) == [.disputed])
    #expect(ledger.apart == ["challenges, in no score: 1 disputed, 1 a gate is never waived"])
  }

  @Test func theLogKeepsThemToTheLastWord() {
    let interpreted = Requirement(
      id: "X", binds: "mis", class: .wire, strength: .must, authority: .standard, text: "x",
      interpretations: [Interpretation(id: "b", seen: "shape-b", ruling: .note)])
    let events: [Event] = [
      .expectations(ExpectationFile(name: "e.yaml", entries: Self.all)), .waivers(Self.waivers), .declaration(Self.declaration),
      .requirement(interpreted),
    ]
    for event in events {
      let line = LogLine.encode(Recorded(Place(instance: -1, number: 0), event)) { _ in .null }
      let back = LogLine.decode(line) { _ in [] }?.event
      switch (event, back) {
      case (.expectations(let a), .expectations(let b)): #expect(a == b)
      case (.waivers(let a), .waivers(let b)): #expect(a == b)
      case (.declaration(let a), .declaration(let b)): #expect(a == b)
      case (.requirement(let a), .requirement(let b)): #expect(a == b)
      default: Issue.record("\(line.encodedText()) does not come back")
      }
    }
  }

  @Test func everyFormatShowsThem() throws {
    let ledger = Self.ledger(Self.all, more: [.waivers(Self.waivers), .declaration(Self.declaration)])
    let console = ConsoleSummary.text(ledger, ReportSettings(width: 120, height: 60))
    let junit = String(decoding: try JUnitXML().bytes(ledger, ReportSettings()), as: UTF8.self)
    let page = String(decoding: try HTMLPage().bytes(ledger, Templates.settings), as: UTF8.self)
    let json = JSONReport.document(ledger).encodedText()
    for (name, text) in [("console", console), ("junit", junit), ("html", page), ("json", json)] {
      for line in ledger.apart { #expect(text.contains(String(line.prefix(24))), "\(name) does not say: \(line)") }
    }
    for text in [junit, page, json] {
      for word in ["payments team", "disputed", "https://example.org/w2"] { #expect(text.contains(word)) }
    }
    #expect(console.contains("(expected)") && console.contains("exit 0"))
    #expect(junit.contains("failures=\"0\"") && !junit.contains("failures=\"1\""), "what is known breaks no build")
    #expect(!junit.contains("<failure"))
  }

  @Test func liesAreFound() {
    let ledger = Self.ledger(nil, more: [.declaration(Self.declaration)])
    #expect(
      ledger.declarations.flatMap(\.lies).map(\.description) == [
        "CR-06: claimed, but failing", "CR-06/duplicate: not claimed, yet answering",
      ])
  }
}

@Suite("Certificate: what a ledger tells the rules")
struct CertificateLedgerTests {
  static let desk = CertificateFacts.Desk(nonce: "n-1", seed: "1b2c3d4e", runs: 1, ends: "2030-01-01")

  @Test(
    arguments: [
      (nil, SampleRun.Behaviour.right, []),
      (BesideTests.open, .right, [.hostile]),
      (BesideTests.all, .right, [.drifted, .hostile]),
      (BesideTests.open.map(BesideTests.expired), .right, [.expired, .drifted, .hostile]),
      (nil, .paysTheDeceased, [.noLevel]),
      (nil, .unreachable, [.noLevel, .error]),
    ] as [([ExpectedResult]?, SampleRun.Behaviour, [CertificateRefusal.Rule])])
  func refusals(entries: [ExpectedResult]?, behaviour: SampleRun.Behaviour, rules: [CertificateRefusal.Rule]) {
    let ledger = BesideTests.ledger(entries, behaviour)
    let judged = ledger.roles.first { $0.role == "mis" }?.requirements ?? []
    let facts = ledger.run.profiles.filter { $0.role == "mis" }.map {
      ledger.certificateFacts(LevelResult($0, over: judged), of: ("Acme MIS", "4.2.1"), isSandbox: false, desk: Self.desk)
    }
    #expect(facts.flatMap(CertificateRules.refusals).map(\.rule) == rules)
  }
}
