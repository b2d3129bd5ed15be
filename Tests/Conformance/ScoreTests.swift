import Conformance
import Testing

@Suite("Scores, with both ends")
struct ScoreTests {
  @Test func theTextForm() {
    var tally = Tally()
    for _ in 0..<41 { tally.add(.met) }
    for _ in 0..<4 { tally.add(.notMet) }
    for _ in 0..<5 { tally.add(.unseen) }
    tally.add(.notApplicable)
    #expect(tally.description == "41 met, 4 not met, 5 unseen: 82 %, at most 92 %")
  }

  @Test(arguments: [
    ([RequirementState.met, .met, .notMet], 66, 66), ([.met, .met, .unseen], 66, 100), ([.notMet], 0, 0), ([.unseen], 0, 100),
    ([RequirementState](repeating: .met, count: 999) + [.notMet], 99, 99), ([.met, .notApplicable], 100, 100),
  ])
  func percentagesRoundDown(states: [RequirementState], percent: Int, atMost: Int) {
    var tally = Tally()
    for state in states { tally.add(state) }
    #expect(tally.percent == percent)
    #expect(tally.atMost == atMost)
  }

  @Test func nothingThatAppliesIsNoPercentage() {
    var tally = Tally()
    tally.add(.notApplicable)
    #expect(tally.percent == nil)
    #expect(tally.description == "nothing applies")
  }

  @Test func theTotalIsWeightedAndTheClassesAreNot() {
    let score = Score([
      Sample.result(Sample.requirement("A", .outcome), .notMet), Sample.result(Sample.requirement("B", .wire), .met),
      Sample.result(Sample.requirement("C", .wire), .met), Sample.result(Sample.requirement("D", .security), .unseen),
      Sample.result(Sample.requirement("E", .audit), .notApplicable),
    ])
    #expect(score.total.description == "2 met, 1 not met, 1 unseen: 25 %, at most 50 %")
    #expect(score.classes.map(\.class) == [.wire, .outcome, .security])
    #expect(score.classes.map(\.tally.percent) == [100, 0, 0])
  }

  @Test(arguments: [
    (RequirementClass.outcome, 4), (.protocolClass, 2), (.security, 2), (.wire, 1), (.timeliness, 1), (.audit, 1),
  ])
  func weights(kind: RequirementClass, weight: Int) {
    #expect(kind.weight == weight)
  }

  @Test func coverageIsNoScore() {
    let coverage = Coverage(testable: ["A", "B", "C"], cited: ["B", "C", "C", "X"])
    #expect(coverage.description == "2 of 3 testable requirements have a check")
  }
}
