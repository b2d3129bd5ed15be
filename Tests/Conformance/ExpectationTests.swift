import Conformance
import Testing

@Suite("Expectations: held against a run, both ways")
struct ExpectationTests {
  static let fail = Sample.check(.fail, .failAssertion)
  static let pass = Sample.check(.pass)
  static let open = Sample.check(.inconclusive, .inconclusivePatience)
  static let skipped = Sample.check(.notApplicable, .notApplicableDialect)
  static let warned = Sample.check(.warn, .failAssertion)
  static let unreachable = Sample.check(.error, .errorUnreachable)
  static let stopped = Sample.check(.notRun, .notRunInterrupted)
  static let day = "2026-05-01"

  static func entry(_ reason: Reason = .failAssertion, in scenario: String = "CR-06", until: String = "2026-05-01") -> ExpectedResult {
    ExpectedResult(scenario: scenario, requirement: "R-1", reason: reason, owner: "team", expires: until)
  }

  struct Row: Sendable {
    var title: String
    var entries: [ExpectedResult]
    var check: CheckResult
    var isSelection = false
    var expected = 0
    var drift: Drift.Kind?
  }

  static let rows: [Row] = [
    Row(title: "it came as expected, on the last day", entries: [entry()], check: fail, expected: 1),
    Row(title: "an open result is expected like a failure", entries: [entry(.inconclusivePatience)], check: open, expected: 1),
    Row(title: "a skip is expected like a failure", entries: [entry(.notApplicableDialect)], check: skipped, expected: 1),
    Row(title: "a failed should too", entries: [entry()], check: warned, expected: 1),
    Row(title: "mended", entries: [entry()], check: pass, drift: .notSeen),
    Row(title: "the day has passed, and it fails still", entries: [entry(until: "2026-04-30")], check: fail, drift: .expired),
    Row(title: "the day has passed, and it is mended", entries: [entry(until: "2026-04-30")], check: pass, drift: .expired),
    Row(title: "of a scenario that is not there", entries: [entry(in: "CR-07")], check: pass, drift: .unused),
    Row(title: "of a variant of another name", entries: [entry(in: "CR-06/duplicate")], check: pass, drift: .unused),
    Row(title: "of a scenario that was not selected", entries: [entry(in: "CR-07")], check: pass, isSelection: true),
    Row(title: "nothing is expected, and a must fails", entries: [], check: fail, drift: .unlisted),
    Row(title: "nothing is expected, and a check is skipped", entries: [], check: skipped, drift: .unlisted),
    Row(title: "nothing is expected, and everything passes", entries: [], check: pass),
    Row(title: "an unreachable system drifts neither way", entries: [entry()], check: unreachable),
    Row(title: "a stopped run drifts neither way", entries: [entry()], check: stopped),
  ]

  @Test(arguments: rows)
  func table(row: Row) {
    let account = ExpectationAccount(row.entries, over: [("CR-06", row.check)], on: Self.day, isSelection: row.isSelection)
    #expect(account.count == row.expected, "\(row.title)")
    #expect(account.drifts.map(\.kind) == (row.drift.map { [$0] } ?? []), "\(row.title)")
    #expect((account.entry(for: row.check.id) != nil) == (row.expected > 0), "\(row.title)")
  }

  @Test func anotherReasonIsNotWhatWasExpected() {
    let account = ExpectationAccount([Self.entry(.failSchema)], over: [("CR-06", Self.fail)], on: Self.day)
    #expect(account.drifts.map(\.kind) == [.notSeen, .unlisted])
    #expect(account.drifts[0].saw == "fail.assertion")
    #expect(account.entry(for: Self.fail.id) == nil)
  }

  @Test func anExpiredEntryAllowsNothing() {
    let account = ExpectationAccount([Self.entry(until: "2026-04-30")], over: [("CR-06", Self.fail)], on: Self.day)
    #expect(account.entry(for: Self.fail.id) == nil)
  }

  @Test func whatIsWrittenFromARunExpectsThatRun() {
    let checks = [("CR-06", Self.fail), ("CR-06/duplicate", Self.open), ("CR-06", Self.pass), ("CR-06", Self.unreachable)]
    let written = ExpectationAccount.entries(for: checks, expires: "2026-05-31")
    #expect(written.map(\.description) == ["CR-06 R-1 fail.assertion", "CR-06/duplicate R-1 inconclusive.patience"])
    #expect(written.allSatisfy { $0.isUnassigned && $0.expires == "2026-05-31" })
    #expect(ExpectationAccount(written, over: Array(checks.prefix(2)), on: Self.day).drifts == [])
  }

  @Test func whatPeopleWroteIsKept() {
    let written = ExpectationAccount.entries(
      for: [("CR-06", Self.fail)], expires: "2026-05-31", keeping: [Self.entry(), Self.entry(.failSchema)])
    #expect(written == [Self.entry()])
  }

  @Test func ourOwnFaultIsNobodysHabit() {
    #expect(!ExpectedResult.reasons.contains { [.errorHarness, .errorUnreachable, .notRunInterrupted].contains($0) })
    #expect(ExpectedResult.reasons.count == Reason.allCases.count - 3)
  }

  @Test func anExpectedFailureIsStillNotMet() {
    let result = RequirementResult(Sample.requirement(), over: [Self.fail], beside: Beside(expected: [Self.fail.id: Self.entry()]))
    #expect(result.state == .notMet)
    #expect(result.isExpected)
    #expect(Score([result]).total.notMet == 1)
  }

  @Test func oneUnexpectedFailureBesideAnExpectedOneIsOpen() {
    let other = Sample.check(.fail, .failSchema, name: "other")
    let result = RequirementResult(Sample.requirement(), over: [Self.fail, other], beside: Beside(expected: [Self.fail.id: Self.entry()]))
    #expect(result.unexpected == .notMet)
    #expect(!result.isExpected)
    #expect(result.decisive == other)
  }
}
