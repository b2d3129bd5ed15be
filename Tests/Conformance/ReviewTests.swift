import Conformance
import Testing

/// What people show after a run: it adds to what nobody saw, counts once it was accepted, and overturns nothing.
@Suite("What people show and decide") struct ReviewTests {
  static let plain = Sample.requirement("PLAIN")
  static let gate = Sample.requirement("GATE", gate: .blocksL1)
  static let shown = ["attached by Ana: closed.png (sha256 ab)"]
  static let yes = ReviewWord(isAccepted: true, by: "Ben")
  static let no = ReviewWord(isAccepted: false, by: "Ben", why: "of another person")

  static func check(_ verdict: Verdict, _ reason: Reason?, evidence: [String] = []) -> CheckResult {
    CheckResult(
      instance: 0, step: "ended", check: "ended", requirement: "PLAIN", judges: "mis", verdict: verdict, reason: reason, grade: .a,
      evidence: evidence)
  }

  struct Row: Sendable {
    let was: CheckResult
    var shown = ReviewTests.shown
    var word: ReviewWord?
    var requirement = ReviewTests.plain
    let verdict: Verdict
    var reason: Reason?
    var grade: Grade? = .d
  }
  static let unseen = check(.inconclusive, .inconclusiveNoObserver)
  static let unstable = check(.review, .reviewUnstable, evidence: ["5.1"])
  static let rows: [Row] = [
    Row(was: unseen, verdict: .review, reason: .reviewPerson),
    Row(was: unseen, word: yes, verdict: .pass),
    Row(was: unseen, word: yes, requirement: gate, verdict: .inconclusive, reason: .inconclusiveGrade),
    Row(was: unseen, word: no, verdict: .inconclusive, reason: .inconclusiveNoObserver, grade: .a),
    Row(was: unseen, shown: [], word: yes, verdict: .inconclusive, reason: .inconclusiveNoObserver, grade: .a),
    Row(was: unstable, shown: [], word: yes, verdict: .pass, grade: .a),
    Row(was: unstable, shown: [], word: no, verdict: .fail, reason: .failConnection, grade: .a),
    Row(was: check(.fail, .failAssertion), word: yes, verdict: .fail, reason: .failAssertion, grade: .a),
    Row(was: check(.pass, nil, evidence: ["5.1"]), word: no, verdict: .pass, grade: .a),
    Row(was: check(.inconclusive, .inconclusiveNoContrast), word: yes, verdict: .inconclusive, reason: .inconclusiveNoContrast, grade: .a),
    Row(was: check(.error, .errorHarness), word: yes, verdict: .error, reason: .errorHarness, grade: .a),
  ]

  @Test(arguments: rows) func decided(_ row: Row) {
    let now = row.was.reviewed(row.shown, row.word, under: row.requirement)
    #expect(now.verdict == row.verdict && now.reason == row.reason && now.grade == row.grade, "\(now)")
    #expect(now.flaw == nil)
  }

  @Test func whoAndWhyAreInTheEvidence() {
    let accepted = Self.unseen.reviewed(Self.shown, Self.yes, under: Self.plain)
    #expect(accepted.evidence == Self.shown + ["accepted by Ben"])
    let refused = Self.unseen.reviewed(Self.shown, Self.no, under: Self.plain)
    #expect(refused.note == "refused by Ben: of another person" && refused.evidence.isEmpty)
  }
}
