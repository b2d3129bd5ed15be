import Conformance
import Documents
import Evidence
import Reports
import Testing

@Suite("Ledger: one fold of the log")
struct LedgerTests {
  @Test func aFailingRunNamesItsCause() {
    let ledger = SampleRun.ledger()
    #expect(ledger.status == .mustNotMet)
    #expect(ledger.counts.text == "5 pass, 1 fail, 2 inconclusive")
    #expect(ledger.cause?.result.requirement == "UC-CR06-NO-LINE")
    #expect(ledger.cause?.isReal == true)
    #expect(ledger.cause?.exchanges.map(\.id) == ["4.1"])
    #expect(ledger.cause?.replay?.id == "2.1", "the judged role sent the list, so what it was sent before is what to send again")
    #expect(ledger.judged.map(\.role) == ["mis"])
    #expect(ledger.accounting.holds)
    #expect(ledger.flaws.isEmpty)
  }

  @Test func onlyRequirementsOfTheRunAreScored() {
    let ledger = SampleRun.ledger()
    #expect(ledger.requirements.map(\.id) == ["EVT-KIND", "EVT-TAKEN", "UC-CR06-NO-LINE", "UC-CR06-ENDED"])
    #expect("\(ledger.coverage)" == "4 of 6 testable requirements have a check")
    #expect("\(ledger.judged[0].score.total)" == "1 met, 1 not met, 1 unseen: 20 %, at most 60 %")
    #expect(ledger.judged[0].levels.map(\.level) == [nil])
  }

  @Test func orderOfLinesDoesNotMatter() {
    let straight = JSONReport.document(SampleRun.ledger()).encodedText()
    var events = SampleRun.events()
    events.reverse()
    let catalogueFirst = events.filter { if case .requirement = $0.event { false } else { true } }
    let requirements = SampleRun.events().filter { if case .requirement = $0.event { true } else { false } }
    #expect(JSONReport.document(Ledger(catalogueFirst + requirements)).encodedText() == straight)
  }

  @Test func equalRunsHaveEqualTextWhateverTheOrderOfTheFile() throws {
    let text = String(decoding: LedgerText.bytes(SampleRun.events()), as: UTF8.self)
    #expect(LedgerText.bytes(SampleRun.events().reversed()) == LedgerText.bytes(SampleRun.events()))
    #expect(text.hasPrefix("{\"assay-log\":1,"))
    for volatile in ["r-7f3a91", "\"us\"", "\"ms\"", "\"w\"", "\"chain\""] { #expect(!text.contains(volatile)) }
    #expect(text.contains("OAP-2026-06-0007"))
  }

  @Test func anUnreachableTargetIsNobodysFault() {
    let ledger = SampleRun.ledger(.unreachable)
    #expect(ledger.status == .incomplete)
    #expect(ledger.cause?.result.reason == .errorUnreachable)
    #expect(ledger.requirement("UC-CR06-NO-LINE")?.state == .unseen)
  }

  @Test func whereNothingAppliesNothingIsMet() {
    let events = SampleRun.events(.right).map { recorded -> Recorded in
      guard case .check(var check) = recorded.event else { return recorded }
      (check.result.verdict, check.result.reason) = (.notApplicable, .notApplicableDialect)
      return Recorded(recorded.place, .check(check))
    }
    let ledger = Ledger(events)
    #expect(ledger.isEmpty && ledger.status == .incomplete)
  }

  @Test func aVanishedCheckIsAHarnessFault() {
    let events = SampleRun.events(.right).filter {
      if case .check(let check) = $0.event { check.result.id != CheckID(instance: 1, step: "told", check: "taken") } else { true }
    }
    let ledger = Ledger(events)
    #expect(ledger.status == .harnessFault)
    #expect(ledger.accounting.vanished == [CheckID(instance: 1, step: "told", check: "taken")])
  }

  @Test func aLogThatEndsInMidAirLeavesItsChecksNotRun() {
    let events = SampleRun.events(.right).filter { recorded in
      if case .finished = recorded.event { return false }
      return recorded.place.instance != 1 || recorded.place.number < 4
    }
    let ledger = Ledger(events)
    #expect(ledger.isInterrupted)
    #expect(ledger.accounting.holds)
    #expect(ledger.counts[.notRun] == 4)
    #expect(ledger.status == .incomplete)
  }

  @Test func aPassWithoutEvidenceIsAHarnessFault() {
    let bad = CheckResult(instance: 0, step: "told", check: "extra", requirement: "EVT-TAKEN", judges: "mis", verdict: .pass)
    let ledger = Ledger(SampleRun.events(.right) + [Recorded(Place(instance: 0, number: 50), .check(CheckEvent(bad)))])
    #expect(ledger.status == .harnessFault)
    #expect(ledger.flaws == ["0/told.extra: a pass names what proves it, this one names nothing"])
  }
}
