import Certification
import Conformance
import Documents
import Evidence
import Foundation
import Testing

/// What a proof says of suites, from the runs that it played.
@Suite struct ProofMatrixTests {
  typealias Instance = SampleProof.Instance

  @Test func aDefectFallsToTheRequirementThatItNames() {
    #expect(SampleProof.killed.outcome == .killed(by: CheckName("CR-06/late[one day]", "told.no-line")))
    #expect(SampleProof.killed.failed == ["NO-LINE", "TAKEN"])
    #expect(SampleProof.killed.radius == nil, "what was not measured is not told")
    #expect(SampleProof.matrix().holds)
  }

  /// A crash kills nothing, and a check that blames another role kills nothing either.
  @Test(
    arguments: [
      ([("no-line", "NO-LINE", Verdict.fail), ("taken", "TAKEN", .error)], "NO-LINE", "faulted"),
      ([("kind", "KIND", .fail)], "KIND", "survived"), ([("no-line", "NO-LINE", .inconclusive)], "NO-LINE", "survived"),
      ([("taken", "TAKEN", .fail)], "NO-LINE", "survived"),
    ] as [([(check: String, requirement: String?, verdict: Verdict)], String, String)])
  func nothingElseKills(checks: [(check: String, requirement: String?, verdict: Verdict)], breaks: String, outcome: String) {
    let trial = SampleProof.trial("d", RequirementID(breaks), [Instance("CR-06", checks)])
    let matrix = SampleProof.matrix([SampleProof.killed, trial])
    #expect(!trial.isKilled && !matrix.holds)
    #expect(matrix.survivors.map(\.id) == ["d"])
    #expect(matrix.objections == ["1 of 2 defects are not killed"])
    #expect(matrix.json["defects"]?[1]?["outcome"]?.text == outcome)
    #expect(trial.next?.isEmpty == false)
  }

  @Test(arguments: [
    (Verdict.pass, "although the system is wrong"), (.inconclusive, "establish"), (.notApplicable, "dialects:"),
  ]) func aSurvivorNamesTheCheckThatCitesItsRequirement(verdict: Verdict, next: String) throws {
    let trial = SampleProof.trial("d", "NO-LINE", [Instance("CR-06", [("taken", "TAKEN", .pass), ("no-line", "NO-LINE", verdict)])])
    guard case .survived(let nearest?) = trial.outcome else { throw Unexpected() }
    #expect(nearest.name == CheckName("CR-06", "told.no-line") && nearest.link == .cites && nearest.verdict == verdict)
    if verdict != .inconclusive {
      #expect(nearest.next.contains(next))
    } else {
      #expect(nearest.next == Reason.inconclusivePrecondition.nextStep)
    }
  }

  @Test func withoutSuchACheckItNamesTheOneThatReadsTheSame() throws {
    let trial = SampleProof.trial("d", "NO-LINE", [Instance("CR-06", [("kind", "KIND", .pass), ("taken", "TAKEN", .pass)])])
    guard case .survived(let nearest?) = trial.outcome else { throw Unexpected() }
    #expect(nearest.link == .reads && nearest.name.check == "told.taken", "of two that read it, the one that judges the role")
    #expect(nearest.next.contains("cites NO-LINE"))
    let blind = DefectTrial(
      "d", role: "mis", breaks: "NO-LINE", touching: ["amount"], seen: SampleProof.ledger([Instance("CR-06", [("taken", "TAKEN", .pass)])]))
    #expect(blind.outcome == .survived(nil) && blind.next?.contains("no check") == true)
  }

  @Test func theRadiusIsThatOfTheFamilyAndTheVerdictThatOfTheRequirement() {
    let own = [Instance("CR-06", [("no-line", "NO-LINE", .fail)])]
    let family = own + [Instance("CR-07", [("taken", "TAKEN", .fail), ("kind", "KIND", .fail)])]
    let wide = SampleProof.trial("wide", "NO-LINE", own, family: family)
    #expect(wide.isKilled && wide.radius == 3 && wide.collateral == ["TAKEN", "KIND"] && wide.played == ["CR-06"])
    let elsewhere = SampleProof.trial("d", "NO-LINE", [Instance("CR-06", [("no-line", "NO-LINE", .pass)])], family: family)
    #expect(!elsewhere.isKilled, "what fails elsewhere in the family kills nothing")
    let matrix = SampleProof.matrix([wide, wide])
    #expect(matrix.medianRadius == 3 && !matrix.holds)
    #expect(matrix.objections == ["the median blast radius is 3.0, above 2.0"])
  }

  @Test func aRequirementThatNoDefectBreaksAloneIsNamedWithThoseThatFallWithIt() {
    let own = [Instance("CR-06", [("no-line", "NO-LINE", .fail)])]
    let wide = SampleProof.trial(
      "wide", "NO-LINE", own, family: own + [Instance("CR-07", [("taken", "TAKEN", .fail), ("kind", "KIND", .fail)])])
    let narrower = SampleProof.trial("narrower", "NO-LINE", own, family: own + [Instance("CR-07", [("taken", "TAKEN", .fail)])])
    let alone = SampleProof.trial("alone", "NO-LINE", own, family: own)
    let told = SampleProof.matrix([wide, narrower]).neverAlone
    #expect(told.map(\.requirement) == ["NO-LINE"] && told.map(\.under.id) == ["narrower"])
    #expect(SampleProof.matrix([wide, alone]).neverAlone.isEmpty)
    #expect(SampleProof.matrix().neverAlone.isEmpty, "what was not measured is not said")

    let scope = SampleProof.scope
    let measured = ProofMatrix.Scope(
      suites: scope.suites, tool: scope.tool, seed: scope.seed, today: scope.today, isPart: false, measuresRadius: true)
    let kills = SampleProof.matrix([wide, alone, alone], scope: measured).kills(by: "NO-LINE")
    #expect(kills.all == 2 && kills.alone == 1, "a defect over two dialects is one")
    #expect(SampleProof.matrix([wide, alone]).kills(by: "NO-LINE").alone == nil)
  }

  @Test func aVariantCountsByWhatItsBaseDoesNotCatch() {
    let matrix = SampleProof.matrix()
    #expect(
      matrix.variants.map(\.catches) == [
        [.init(CheckName("CR-06/late[one day]", "told.no-line"), under: "pays-the-deceased")], [],
      ], "told.taken fails in the base as well")
    #expect(matrix.idleVariants == ["CR-06/idle"])
    let withoutBase = SampleProof.trial("d", "NO-LINE", [Instance("CR-06/idle", [("no-line", "NO-LINE", .fail)])])
    #expect(
      SampleProof.matrix([withoutBase]).idleVariants == ["CR-06/late", "CR-06/idle"], "where the base was not played nothing is told")
  }

  @Test func checksThatFailUnderNoDefectAreKnown() {
    let matrix = SampleProof.matrix()
    #expect(matrix.checks.count == 9, "rows are not told apart")
    #expect(matrix.checks.first { $0.name.description == "CR-06/late told.no-line" }?.fails == ["pays-the-deceased"])
    #expect(matrix.checks.first { $0.name.description == "CR-06/idle told.kind" }?.tried == 0)
    #expect(Set(matrix.idleChecks(of: "crvs-mis").map(\.name.check)) == ["told.kind"], "what fails in a variant is alive in its base")
    #expect(matrix.idleChecks(of: "other").isEmpty)
    #expect(matrix.unchallenged == ["TAKEN", "KIND"])
  }

  @Test func nothingIsProvenBySilence() {
    let none = ProofMatrix(
      scope: SampleProof.scope, clean: SampleProof.ledger([]), defects: [], impostors: [], twins: [], challenged: [], variants: [])
    #expect(
      none.objections == ["no defect was tried", "no impostor was tried", "no twin was tried", "the clean run is not clean"])
  }

  @Test(arguments: ["PAULO", "<script>alert(1)</script>", "a\u{202E}b", "{{tone}}"]) func itIsReadAsItWasWritten(text: String) throws {
    let survivor = SampleProof.trial(text, "NO-LINE", [Instance("CR-06", [("no-line", "NO-LINE", .pass)])])
    let faulted = SampleProof.trial("f", "NO-LINE", [Instance("CR-06", [("no-line", "NO-LINE", .error)])])
    let blind = DefectTrial("b", role: "mis", breaks: "GONE", seen: SampleProof.clean)
    var matrix = SampleProof.matrix([SampleProof.killed, survivor, faulted, blind])
    matrix = ProofMatrix(
      scope: matrix.scope, blemishes: [text], requirements: matrix.requirements, defects: matrix.defects, impostors: matrix.impostors,
      twins: [
        TwinTrial(
          text, role: "mis", compared: 2, losses: [.init(requirement: "TAKEN", before: .met, after: .notMet, check: text)], fault: text)
      ], unchallenged: matrix.unchallenged, variants: matrix.variants, checks: matrix.checks, forms: Self.forms(value: text))
    let read = try ProofMatrix(JSON(parsing: matrix.json.encoded(pretty: true)))
    #expect(read == matrix)
    #expect(read.json == matrix.json)
  }

  static func forms(value: String = "succ", _ outcome: ClauseTrial.Outcome = .falls) -> [FormTrial] {
    let clauses = [
      ClauseTrial(place: "/a", keyword: "const", value: value, outcome: outcome, unsent: nil),
      ClauseTrial(place: "/b", keyword: "type", value: "string", outcome: .relaxed, unsent: .leftOut, errata: ["e-1"]),
      ClauseTrial(place: "/c", keyword: "type", value: "string", outcome: .untried, unsent: .otherShape),
    ]
    return [FormTrial(suite: "s", schema: "ack", messages: 2, clauses: clauses)]
  }

  @Test func whatBreaksAClauseUnseenIsAnObjection() {
    func matrix(_ forms: [FormTrial]) -> ProofMatrix {
      let whole = SampleProof.matrix()
      return ProofMatrix(
        scope: whole.scope, blemishes: [], requirements: whole.requirements, defects: [SampleProof.killed], impostors: [], twins: [],
        unchallenged: [], variants: [], checks: [], forms: forms)
    }
    let fallen = matrix(Self.forms())
    #expect(!fallen.objections.contains { $0.contains("clauses") })
    #expect(
      fallen.json["clauses"]?["sentence"]?.text
        == "1 of 3 clauses of the schemas fall (1 by the published form alone, errata take them, 1 could not be tried); "
        + "2 not in any message of the clean run (1 left-out, 1 other-shape)")
    #expect(matrix(Self.forms(.stands)).objections.contains("1 of 3 clauses of schemas can be broken unseen"))
  }

  @Test(arguments: [
    "{}", "[]", #"{"assay-proof":2}"#, #"{"assay-proof":1}"#, #"{"assay-report":1}"#,
    #"{"assay-proof":1,"tool":"","seed":"","today":"","suites":[{"id":1}]}"#,
  ]) func whatIsNoMatrixIsRefused(text: String) throws {
    let json = try JSON(parsing: text)
    #expect(throws: ProofRefusal.self) { try ProofMatrix(json) }
  }

  private struct Unexpected: Error {}
}
