import Conformance
import Testing

@Suite("Roll-up: from checks to a requirement")
struct RequirementResultTests {
  typealias Row = (title: String, checks: [CheckResult], state: RequirementState)
  static let pass = Sample.check(.pass, grade: .b)
  static let fail = Sample.check(.fail, .failAssertion)
  static let error = Sample.check(.error, .errorHarness)
  static let open = Sample.check(.inconclusive, .inconclusiveNoControl)
  static let skipped = Sample.check(.notApplicable, .notApplicableDialect)

  static let rows: [Row] = [
    ("an empty set is never met", [], .notApplicable),
    ("one pass", [pass], .met),
    ("pass and fail", [pass, fail], .notMet),
    ("a failed should counts", [pass, Sample.check(.warn, .failAssertion)], .notMet),
    ("fail outranks error", [error, fail], .notMet),
    ("error", [pass, error], .unseen),
    ("inconclusive", [pass, open], .unseen),
    ("not run", [pass, Sample.check(.notRun, .notRunInterrupted)], .unseen),
    ("unreviewed", [pass, Sample.check(.review, .reviewUnstable)], .unseen),
    ("only not applicable", [skipped], .notApplicable),
    ("not applicable beside a pass", [skipped, pass], .met),
    ("a pass below the least grade shows nothing", [Sample.check(.pass, grade: .c)], .unseen),
    ("one pass of the least grade is enough", [Sample.check(.pass, grade: .c), pass], .met),
    ("a pass without evidence shows nothing", [Sample.check(.pass, grade: .b, evidence: [])], .unseen),
    ("checks of others do not count", [Sample.check(.pass, of: "R-2")], .notApplicable),
  ]

  @Test(arguments: rows.indices)
  func table(row: Int) {
    let row = Self.rows[row]
    let result = RequirementResult(Sample.requirement(grade: .b), over: row.checks)
    #expect(result.state == row.state, "\(row.title)")
  }

  @Test func theDecisiveCheckIsTheOneToLookAt() {
    let result = RequirementResult(Sample.requirement(), over: [Self.pass, Self.open, Self.fail])
    #expect(result.decisive == Self.fail)
  }

  @Test func onlyPolicyAndWhatMayBeLeftOutExcuse() {
    let policy = Sample.check(.notApplicable, .notApplicablePolicy)
    #expect(RequirementResult(Sample.requirement(), over: [policy]).isExcused)
    #expect(RequirementResult(Sample.requirement(), over: [policy, Sample.check(.notApplicable, .notApplicableUnsaid)]).isExcused)
    #expect(!RequirementResult(Sample.requirement(), over: [Self.skipped]).isExcused)
    #expect(!RequirementResult(Sample.requirement(), over: [policy, Self.skipped]).isExcused)
    #expect(!RequirementResult(Sample.requirement(), over: []).isExcused)
    #expect(!RequirementResult(Sample.requirement(gate: .blocksL1), over: [policy]).isExcused)
  }
}
