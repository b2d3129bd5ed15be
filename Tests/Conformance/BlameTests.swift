import Conformance
import Testing

@Suite("Blame: who is at fault, if anybody")
struct BlameTests {
  struct Row: Sendable {
    var title: String
    var seen: Observation.Seen
    var kind = RequirementClass.outcome
    var strength = Strength.must
    var actor = Observation.Actor.real
    var grade: Grade? = .a
    var least: Grade?
    var gate: Gate?
    var evidence = 1
    var reach = Observation.Reach()
    var before: String?
    var source: String?
    var confirmed = Observation.Confirmation.none
    var verdict: Verdict
    var reason: Reason?
  }

  static let rows: [Row] = [
    Row(title: "right, with evidence", seen: .right, verdict: .pass),
    Row(title: "zero evidence cannot pass", seen: .right, evidence: 0, verdict: .inconclusive, reason: .inconclusiveNoEvidence),
    Row(title: "wrong, a must", seen: .wrong(.failAssertion), verdict: .fail, reason: .failAssertion),
    Row(title: "wrong, a should", seen: .wrong(.failAssertion), strength: .should, verdict: .warn, reason: .failAssertion),
    Row(title: "reset, reachable before and after", seen: .transport, verdict: .fail, reason: .failConnection),
    Row(
      title: "no heartbeat either", seen: .transport, reach: .init(heartbeat: false), verdict: .error, reason: .errorUnreachable),
    Row(
      title: "never reached before, reachable now", seen: .transport, reach: .init(before: false), verdict: .inconclusive,
      reason: .inconclusiveReach),
    Row(
      title: "neither before nor after", seen: .transport, reach: .init(before: false, heartbeat: false), verdict: .error,
      reason: .errorUnreachable),
    Row(title: "no callback from a live target", seen: .wrong(.failCallbackMissing), verdict: .fail, reason: .failCallbackMissing),
    Row(
      title: "no callback from a dead target", seen: .wrong(.failCallbackMissing), reach: .init(heartbeat: false), verdict: .error,
      reason: .errorUnreachable),
    Row(
      title: "what was seen wrong stays wrong, though the target is dead now", seen: .wrong(.failAssertion),
      reach: .init(heartbeat: false), verdict: .fail, reason: .failAssertion),
    Row(title: "a simulated role fails first", seen: .wrong(.failAssertion), actor: .simulated, verdict: .error, reason: .errorHarness),
    Row(title: "a simulated peer resets", seen: .transport, actor: .simulated, verdict: .error, reason: .errorHarness),
    Row(
      title: "a simulated role fails after a real one", seen: .wrong(.failAssertion), actor: .simulated, before: "told.taken of mis",
      verdict: .inconclusive, reason: .inconclusiveUpstream),
    Row(
      title: "a real role is judged for itself, whoever failed before", seen: .wrong(.failAssertion), before: "told.taken of mis",
      verdict: .fail, reason: .failAssertion),
    Row(
      title: "wrong by a message that has failed already: one fault is told once", seen: .wrong(.failAssertion),
      source: "stopped.no-line of mis", verdict: .inconclusive, reason: .inconclusiveNoObserver),
    Row(title: "right by a message that is wrong in something else", seen: .right, source: "paid.total of mis", verdict: .pass),
    Row(
      title: "precondition", seen: .lacking(.inconclusivePrecondition), verdict: .inconclusive, reason: .inconclusivePrecondition),
    Row(title: "no contrast", seen: .lacking(.inconclusiveNoContrast), verdict: .inconclusive, reason: .inconclusiveNoContrast),
    Row(title: "no control", seen: .lacking(.inconclusiveNoControl), verdict: .inconclusive, reason: .inconclusiveNoControl),
    Row(
      title: "no observer of the least grade", seen: .right, grade: .c, least: .b, verdict: .inconclusive, reason: .inconclusiveGrade),
    Row(title: "a better grade than asked", seen: .right, grade: .a, least: .b, verdict: .pass),
    Row(
      title: "an adapter satisfies no gate", seen: .right, grade: .c, gate: .blocksL1, verdict: .inconclusive,
      reason: .inconclusiveGrade),
    Row(title: "late and right: the outcome passes", seen: .rightButLate, verdict: .pass),
    Row(title: "late and right: timeliness fails", seen: .rightButLate, kind: .timeliness, verdict: .fail, reason: .failLate),
    Row(
      title: "reset once, confirmed right", seen: .transport, confirmed: .passed, verdict: .review, reason: .reviewUnstable),
    Row(
      title: "late once, confirmed in time", seen: .rightButLate, kind: .timeliness, confirmed: .passed, verdict: .review,
      reason: .reviewUnstable),
    Row(title: "reset twice", seen: .transport, confirmed: .failed, verdict: .fail, reason: .failConnection),
    Row(
      title: "a wrong outcome is never retried", seen: .wrong(.failAssertion), confirmed: .passed, verdict: .fail,
      reason: .failAssertion),
    Row(
      title: "the dialect cannot carry the fact", seen: .notApplicable(.notApplicableDialect), verdict: .notApplicable,
      reason: .notApplicableDialect),
    Row(title: "our own fault", seen: .harnessFault, verdict: .error, reason: .errorHarness),
    Row(title: "a reason of the wrong family is our fault", seen: .lacking(.failSchema), verdict: .error, reason: .errorHarness),
  ]

  @Test(arguments: rows)
  func table(row: Row) {
    let requirement = Sample.requirement("R-1", row.kind, row.strength, grade: row.least, gate: row.gate)
    let judged = Blame.judge(
      Observation(
        requirement: requirement, actor: row.actor, seen: row.seen, grade: row.grade, evidence: row.evidence, reach: row.reach,
        realFailureBefore: row.before, failedSource: row.source, confirmation: row.confirmed))
    #expect(judged.verdict == row.verdict, "\(row.title)")
    #expect(judged.reason == row.reason, "\(row.title)")
  }

  @Test func aFailedSourceIsNamed() {
    let judged = Blame.judge(
      Observation(
        requirement: Sample.requirement(), actor: .real, seen: .wrong(.failAssertion), grade: .a, evidence: 1,
        failedSource: "stopped.no-line of mis"))
    #expect(judged.names == "stopped.no-line of mis")
  }

  @Test func upstreamNamesTheFailure() {
    let judged = Blame.judge(
      Observation(
        requirement: Sample.requirement(), actor: .simulated, seen: .wrong(.failAssertion), grade: .a, evidence: 1,
        realFailureBefore: "told.taken of mis"))
    #expect(judged.names == "told.taken of mis")
  }
}
