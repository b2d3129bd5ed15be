import Conformance
import Documents
import Evidence
import Reports
import Testing

@Suite("Two runs compared")
struct DifferenceOfRunsTests {
  static func difference(_ old: SampleRun.Behaviour, _ new: SampleRun.Behaviour, common: Bool = false) throws -> RunDifference {
    RunDifference(from: try RunSnapshot(SampleRun.ledger(old)), to: try RunSnapshot(SampleRun.ledger(new)), common: common)
  }

  @Test func theSameRunIsTheSame() throws {
    let same = try Self.difference(.paysTheDeceased, .paysTheDeceased)
    #expect(!same.isWorse && same.requirements.entries.isEmpty && same.scenarios.entries.isEmpty && same.notes.isEmpty)
    #expect(same.text(width: nil) == "SAME  requirements: 4 unchanged; scenarios: 2 unchanged\n")
  }

  @Test func whatBrokeIsNamed() throws {
    let broken = try Self.difference(.right, .paysTheDeceased)
    #expect(broken.isWorse)
    #expect(broken.requirements.entries.map(\.key) == ["UC-CR06-NO-LINE"])
    #expect(broken.text(width: nil).contains("! broken   UC-CR06-NO-LINE  met -> not met  fail.assertion\n"))
    #expect(broken.markdown.contains("| worse | broken | UC-CR06-NO-LINE | met -&gt; not met | fail.assertion |"))
  }

  @Test func anotherNameIsNoOtherRequirement() throws {
    let events = SampleRun.events(.right).map { recorded -> Recorded in
      switch recorded.event {
      case .requirement(var one) where one.id == "EVT-TAKEN":
        (one.id, one.formerly) = ("EVT-ACKNOWLEDGED", ["EVT-TAKEN"])
        return Recorded(recorded.place, .requirement(one))
      case .check(var check) where check.result.requirement == "EVT-TAKEN":
        check.result.requirement = "EVT-ACKNOWLEDGED"
        return Recorded(recorded.place, .check(check))
      case .planned(var planned):
        planned.checks = planned.checks.map { c in
          .init(step: c.step, check: c.check, requirement: c.requirement == "EVT-TAKEN" ? "EVT-ACKNOWLEDGED" : c.requirement)
        }
        return Recorded(recorded.place, .planned(planned))
      default: return recorded
      }
    }
    let difference = RunDifference(from: try RunSnapshot(SampleRun.ledger(.right)), to: try RunSnapshot(Ledger(events)))
    #expect(difference.requirements.entries.isEmpty && !difference.isWorse)
    #expect(difference.notes == ["EVT-TAKEN is now called EVT-ACKNOWLEDGED"])
  }

  @Test func whatIsMendedIsNotWorse() throws {
    let mended = try Self.difference(.paysTheDeceased, .right)
    #expect(!mended.isWorse)
    #expect(mended.requirements.entries.map(\.change) == [.fixed])
  }

  @Test func aSystemThatIsGoneIsWorse() throws {
    let gone = try Self.difference(.right, .unreachable)
    #expect(gone.isWorse)
    #expect(gone.requirements.entries.filter(\.isWorse).allSatisfy { $0.old?.word == "met" && $0.new?.word == "unseen" })
  }

  @Test func whatOneRunLacksIsGoneUnlessOnlyTheCommonIsAsked() throws {
    let (all, part) = (try RunSnapshot(EveryVerdict.ledger()), try RunSnapshot(SampleRun.ledger()))
    let whole = RunDifference(from: part, to: all)
    #expect(whole.scenarios.entries.map(\.key) == ["crvs-mis/CR-99/odd"] && whole.scenarios.entries.map(\.change) == [.new])
    #expect(whole.isWorse, "a scenario that is new and fails is a failure")
    #expect(RunDifference(from: all, to: part).scenarios.entries.map(\.change) == [.gone])
    #expect(!RunDifference(from: part, to: all, common: true).isWorse)
  }

  @Test func theJSONHoldsItsSchema() throws {
    let schema = try PublishedSchemas.own("diff.schema.json")
    for difference in [try Self.difference(.right, .unreachable), try Self.difference(.right, .right)] {
      #expect(schema.violations(in: try Document(parsing: difference.json.encoded())).isEmpty)
    }
  }

  @Test func aReportReadBackIsTheSameAsItsLog() throws {
    let bytes = try JSONReport().bytes(SampleRun.ledger(), Templates.settings)
    let kept = try RunSnapshot(report: JSON(parsing: bytes))
    #expect(!RunDifference(from: kept, to: try RunSnapshot(SampleRun.ledger())).isWorse)
    #expect(kept.requirements == (try RunSnapshot(SampleRun.ledger())).requirements)
    #expect(throws: ReportFailure.self) { try RunSnapshot(report: ["assay-report": 99]) }
  }
}

@Suite("A gate for a pipeline")
struct QualityGateTests {
  typealias Row = (behaviour: SampleRun.Behaviour, level: Level?, score: Int?, baseline: SampleRun.Behaviour?, says: String?)

  @Test(
    arguments: [
      (.paysTheDeceased, nil, nil, nil, "a must is not met"),
      (.right, nil, nil, nil, "a system could not be reached, or a must is unseen"),
      (.right, nil, 60, nil, nil), (.right, nil, 61, nil, "mis scores 60 %, and 61 % is asked"),
      (.right, .l1, nil, nil, nil), (.paysTheDeceased, .l1, nil, nil, "mis does not reach L1"),
      (.right, .l2, nil, nil, "mis does not reach L2"),
      (.paysTheDeceased, nil, nil, .paysTheDeceased, nil),
      (.paysTheDeceased, nil, nil, .right, "UC-CR06-NO-LINE is worse than in the baseline"),
    ] as [Row])
  func opensOnlyForWhatIsAsked(_ row: Row) throws {
    let gate = QualityGate(level: row.level, score: row.score, baseline: try row.baseline.map { try RunSnapshot(SampleRun.ledger($0)) })
    let objections = try gate.objections(to: SampleRun.ledger(row.behaviour))
    if let says = row.says { #expect(objections.contains { $0.hasPrefix(says) }, "\(objections)") } else { #expect(objections == []) }
  }

  @Test func aRunThatProvesNothingOpensNothing() throws {
    let empty = Ledger([Recorded(Place(instance: -1, number: 0), .run(SampleRun.run))])
    #expect(try !QualityGate(score: 0).objections(to: empty).isEmpty)
    let cut = Ledger(SampleRun.events(.right).filter { if case .finished = $0.event { false } else { true } })
    #expect(try QualityGate(score: 0).objections(to: cut) == ["the run was interrupted"])
  }
}
