import Certification
import Conformance
import Documents
import Evidence
import Facts
import Signatures
import Testing

@Suite struct CertificationTests {
  @Test func theSeedFollowsFromTheNonceAlone() {
    #expect(Nonce("a-nonce-of-a-desk").seed == Nonce("a-nonce-of-a-desk").seed)
    #expect(Nonce("a-nonce-of-a-desk").seed != Nonce("a-nonce-of-a-desl").seed)
    #expect(UInt64(Nonce("x").seed, radix: 16) != nil)
  }

  static let terms = CertificateTerms(basis: .selfDeclared, nonce: SampleRun.nonce, runs: 1, until: "2027-05-28")
  static func refusals(_ ledger: Ledger, _ terms: CertificateTerms = terms) throws -> [CertificateRefusal.Rule] {
    CertificateRules.refusals(try SampleRun.subject(ledger).facts(ledger, terms, product: ("Acme MIS", "4.2.1"), isSandbox: false)).map(
      \.rule)
  }

  @Test func aWholeRunMayBeCertified() throws {
    #expect(try Self.refusals(SampleRun().ledger) == [])
  }

  @Test func theLedgerTellsWhatTheRulesAsk() throws {
    let ledger = try SampleRun().ledger
    let events = try Self.events()
    #expect(try Self.refusals(ledger, .init(basis: .selfDeclared, nonce: "another nonce", runs: 1, until: "2027-05-28")) == [.foreignSeed])
    #expect(try Self.refusals(ledger, .init(basis: .selfDeclared, nonce: "", runs: nil, until: nil)) == [.noNonce, .runsUncounted, .noEnd])
    let cut = events.filter { if case .finished = $0.event { false } else { true } }
    #expect(try Self.refusals(Ledger(cut)) == [.interrupted])
    #expect(try Self.refusals(Ledger(Self.changed(events) { $0.isSelection = true })) == [.selection, .noProfile])
    #expect(try Self.refusals(Ledger(Self.judged(events, .error, .errorUnreachable))) == [.error])
    #expect(try Self.refusals(Ledger(Self.judged(events, .review, .reviewPerson))) == [.unreviewed])
    let vanished = events.filter { if case .check(let check) = $0.event { check.result.check != "ended" } else { true } }
    #expect(try Self.refusals(Ledger(vanished)) == [.accounting])
  }

  @Test func aLogThatWasChangedAfterTheRunIsNotCertified() {
    #expect(throws: LogRefusal.self) { try SampleRun { $0 = $0.replacing("\"verdict\":\"inconclusive\"", with: "\"verdict\":\"pass\"") } }
    #expect(throws: LogRefusal.self) { try SampleRun { $0 = $0.replacing("\"len\":850", with: "\"len\":849") } }
  }

  @Test func aLogOfALaterVersionIsRefusedByItsNumber() {
    let refusal = #expect(throws: LogRefusal.self) { try SampleRun { $0 = $0.replacing("\"assay-log\":1", with: "\"assay-log\":2") } }
    #expect(refusal?.description.contains("version 2 of the log format is not known") == true)
  }

  // MARK: Scored again

  @Test func todaysRulesAreAppliedToTheOldLog() throws {
    let claim = try SampleRun().claim(SampleRun.key)
    let events = try Self.events()
    #expect(Rescoring(claim, events, requirements: SampleRun.requirements, profiles: [SampleRun.profile]).isSame)

    var stricter = SampleRun.requirements
    stricter[0].grade = .a
    stricter[2].strength = .should
    var profile = SampleRun.profile
    profile.core = ["EVT-TAKEN", "NO-LINE", "NEW"]
    stricter.append(Requirement(id: "NEW", binds: "mis", class: .wire, strength: .must, authority: .standard, text: "New."))
    let again = Rescoring(claim, events, requirements: stricter, profiles: [profile])
    #expect(again.rows == [])
    #expect(again.level.was == "L1")
    #expect(again.level.now == "none")

    let gone = Rescoring(claim, events, requirements: Array(SampleRun.requirements.dropFirst()), profiles: [SampleRun.profile])
    #expect(gone.rows == [.init(requirement: "EVT-TAKEN", was: "met", now: nil)])
    #expect(gone.score.was != gone.score.now)

    // Another name is no other clause.
    var renamed = SampleRun.requirements
    (renamed[0].id, renamed[0].formerly) = ("EVT-ACKNOWLEDGED", ["EVT-TAKEN"])
    var today = SampleRun.profile
    today.core = today.core.map { $0 == "EVT-TAKEN" ? "EVT-ACKNOWLEDGED" : $0 }
    today.variants = today.variants.map { $0 == "EVT-TAKEN" ? "EVT-ACKNOWLEDGED" : $0 }
    #expect(Rescoring(claim, events, requirements: renamed, profiles: [today]).isSame)
  }

  // MARK: What stands beside

  /// A waiver, a reading of an open text and an erratum are in the claim as reports tell them, and move nothing.
  @Test func aCertificateCarriesWhatWasActiveBesideItsResults() throws {
    let waiver = Waiver(requirement: "ENDED", decision: .disputed, link: "https://example.org/41", expires: "2999-12-31", note: "unasked")
    let events = try Self.events().map { recorded -> Recorded in
      switch recorded.event {
      case .requirement(var requirement) where requirement.id == "EVT-TAKEN":
        requirement.interpretations = [Interpretation(id: "in-body", seen: "ack.in-body", ruling: .fail)]
        return Recorded(recorded.place, .requirement(requirement))
      case .exchange(var exchange):
        exchange.readings = [Reading(Message("taken", from: .mis, to: .crvs), .response, oddities: ["ack.in-body"])]
        return Recorded(recorded.place, .exchange(exchange))
      default: return recorded
      }
    }
    let ledger = Ledger(events + [Recorded(Place(instance: -1, number: 0), .waivers([waiver]))])
    let erratum = try Erratum(
      ["id": "E-1", "reason": "a typo", "upstream": "https://example.org/7", "patch": [["op": "remove", "path": "/x"]]])
    let claim = try CertificateClaim(
      try SampleRun.subject(ledger), ledger, Self.terms, declared: [:], errata: [erratum], log: "sha256:0",
      key: SampleRun.key.verificationKey)
    #expect(claim.waivers == ["ENDED disputed: unasked, until 2999-12-31, https://example.org/41"])
    #expect(claim.interpretations == ["EVT-TAKEN in-body: ack.in-body, fail"])
    #expect(claim.errata == ["E-1: a typo, https://example.org/7"])
    #expect(claim.states.map(\.state) == ["not met", "met", "unseen"])
    #expect(claim.json["requirements"]?[0]?["strict"] == "met")
  }

  @Test func anotherVersionOfTheCertificateIsRefusedByItsNumber() {
    let refusal = #expect(throws: BundleRefusal.self) { try CertificateClaim(reading: ["assay-certificate": 2]) }
    #expect(refusal?.description.contains("version 2") == true)
  }

  // MARK: Parts

  static func events() throws -> [Recorded] {
    let sample = try SampleRun()
    let bodies = Dictionary(sample.kept.all.map { ($0.digest, $0.bytes) }) { first, _ in first }
    return try LogReader(sample.folder.log, called: "sample") { bodies[$0] }.events
  }
  static func changed(_ events: [Recorded], _ change: (inout RunStarted) -> Void) -> [Recorded] {
    events.map { recorded in
      guard case .run(var run) = recorded.event else { return recorded }
      change(&run)
      return Recorded(recorded.place, .run(run))
    }
  }
  static func judged(_ events: [Recorded], _ verdict: Verdict, _ reason: Reason) -> [Recorded] {
    events.map { recorded in
      guard case .check(var check) = recorded.event, check.result.check == "ended" else { return recorded }
      check.result.verdict = verdict
      check.result.reason = reason
      return Recorded(recorded.place, .check(check))
    }
  }
}
