import Conformance
import Testing

@Suite("Reasons: a closed catalogue with a sentence each")
struct ReasonTests {
  @Test(arguments: Reason.allCases)
  func isComplete(reason: Reason) {
    #expect(reason.verdict.rawValue == String(reason.rawValue.prefix { $0 != "." }))
    #expect(reason.verdict != .pass)
    #expect(reason.sentence.hasSuffix("."))
    #expect(reason.sentence.count > 20)
    #expect(reason.stands(beside: reason.verdict))
    #expect(reason.stands(beside: .warn) == (reason.verdict == .fail))
  }

  @Test func everyVerdictButPassAndWarnHasReasons() {
    let told = Set(Reason.allCases.map(\.verdict))
    #expect(told == Set(Verdict.allCases).subtracting([.pass, .warn]))
  }

  @Test func sentencesDiffer() {
    #expect(Set(Reason.allCases.map(\.sentence)).count == Reason.allCases.count)
  }

  @Test(arguments: [
    (Sample.check(.pass), true),
    (Sample.check(.pass, evidence: []), false),
    (Sample.check(.pass, .failAssertion), false),
    (Sample.check(.fail), false),
    (Sample.check(.fail, .failSchema), true),
    (Sample.check(.warn, .failSchema), true),
    (Sample.check(.fail, .errorHarness), false),
    (Sample.check(.notRun, .notRunInterrupted), true),
  ])
  func resultsAreSound(result: CheckResult, sound: Bool) {
    #expect((result.flaw == nil) == sound)
  }
}
