import Conformance
import Testing

@Suite("Interpretations: readings of an open text")
struct InterpretationTests {
  static let listed = [
    Interpretation(id: "i-a", seen: "shape-a", ruling: .accept), Interpretation(id: "i-n", seen: "shape-n", ruling: .note),
    Interpretation(id: "i-f", seen: "shape-f", ruling: .fail),
  ]

  @Test(
    arguments: [
      (["shape-a"], "i-a"), (["shape-a", "shape-n"], "i-n"), (["shape-n", "shape-f", "shape-a"], "i-f"), (["other"], nil), ([], nil),
    ] as [([String], String?)])
  func theGravestThatWasSeenIsMet(oddities: [String], met: String?) {
    #expect(Interpretation.met(Self.listed, oddities)?.id == met)
  }

  @Test(
    arguments: [("shape-a", "i-a"), ("shape-n", "i-n"), ("shape-f", nil), ("other", nil)] as [(String, String?)])
  func aWordIsLivedWith(oddity: String, by: String?) {
    #expect(Interpretation.lived(Self.listed, with: oddity)?.id == by)
  }

  @Test func whatIsLivedWithIsBrokenAsTheTextStands() {
    var check = Sample.check(.pass)
    check.strict = StrictReading(holds: false, flaw: "en", errata: [], interpretation: "i-n")
    let result = RequirementResult(Sample.requirement(), over: [check])
    #expect(result.state == .met)
    #expect(result.strict == .notMet)
    #expect(check.strict?.sentence == "would fail: en; interpretation i-n")
  }

  @Test(arguments: [
    (Interpretation.Ruling.accept, Verdict.pass, Strength.must, Verdict.pass), (.accept, .fail, .must, .fail), (.note, .pass, .must, .pass),
    (.note, .fail, .must, .fail), (.fail, .pass, .must, .fail), (.fail, .pass, .should, .warn),
    (.fail, .inconclusive, .must, .inconclusive),
    (.fail, .notApplicable, .must, .notApplicable),
  ])
  func table(ruling: Interpretation.Ruling, strict: Verdict, strength: Strength, verdict: Verdict) {
    #expect(Interpretation(id: "i", seen: "s", ruling: ruling).rules(strict, of: strength) == verdict)
  }

  @Test func theStrictResultStandsBeside() {
    let check = Sample.check(.pass)
    let result = RequirementResult(Sample.requirement(), over: [check], beside: Beside(interpretations: [check.id: Self.listed[2]]))
    #expect(result.state == .notMet)
    #expect(result.strict == .met)
    #expect(result.decisive == check)
  }
}
