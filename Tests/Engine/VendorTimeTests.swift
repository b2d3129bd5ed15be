import Conformance
import Evidence
import Facts
import Scenarios
import SourceText
import Synchronization
import Testing
import Timeline

@testable import Engine

/// What a vendor's own time means for what it may be told, for what is asked of it, and for what its lists can say.
@Suite("A vendor's time") struct VendorTimeTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var title: String
    var vendor = VendorStage.Vendor()
    /// Steps of the page, each a flow map.
    var steps: [String]
    var verdicts: [String] = []
    var calls: [String]?
    /// Where our registry acted: its today and the vendor's.
    var act: (ours: String, theirs: String)?
    var testDescription: String { title }
  }

  private static let apply = "{ id: applies, act: mis.apply, with: { person: younger, programme: OAP } }"
  private static let leave = "{ id: leaves, act: mis.leave, with: { person: younger, programme: OAP } }"
  private static let otherLeaves = "{ id: other-leaves, act: mis.leave, with: { person: stranger, programme: OAP } }"
  private static func cycle(_ name: String = "cycle") -> String { "{ id: \(name), advance: { to: next-cycle, of: OAP } }" }
  private static let day = "{ id: birthday, advance: { by: 1 day } }"
  private static let death = "{ id: death, act: crvs.register-death, with: { person: younger } }"
  private static func probe(_ how: String, is answer: String = "enrolled", contrast: String = "stranger") -> String {
    let other = contrast == "stranger" ? "not-enrolled" : "enrolled"
    return """
      { id: asked, probe: mis.enrolled, of: { person: younger, programme: OAP }, \(how),
            contrast: { person: \(contrast), answers: \(other) }, checks: { it: { that: answer, is: \(answer), requirement: SO } } }
      """
  }
  private static let notYet = probe("holds: not-enrolled", is: "not-enrolled", contrast: "other")
  private static let out = probe("until: not-enrolled", is: "not-enrolled", contrast: "other")

  static let rows: [Row] = [
    Row(title: "what only a list shows is shown by the next one", steps: [day, probe("until: enrolled"), cycle()], verdicts: ["pass"]),
    Row(
      title: "not put off past a day on which the answer changes", steps: [notYet, day, cycle()],
      verdicts: ["inconclusive.no-observer"]),
    Row(
      title: "what is waited for may come later", vendor: .init(enrolsAfter: 0), steps: [probe("until: enrolled"), day, cycle()],
      verdicts: ["pass"]),
    Row(
      title: "nor past an act that changes it", steps: [day, cycle(), leave, out, apply, cycle("again")],
      verdicts: ["inconclusive.no-observer"]),
    Row(title: "an older list is no word about now", steps: [day, cycle(), leave, out], verdicts: ["inconclusive.no-observer"]),
    Row(title: "the list after what was done is", steps: [day, cycle(), leave, out, cycle("again")], verdicts: ["pass"]),
    Row(
      title: "what was done with somebody else changes nothing", steps: [day, cycle(), otherLeaves, probe("until: enrolled")],
      verdicts: ["pass"]),
    Row(
      title: "judged by the list that was current, where one came before the change",
      steps: [notYet, cycle(), day], verdicts: ["pass"]),
    Row(
      title: "a question that may wait a day moves a test clock by it", vendor: .init(isAsked: true),
      steps: [probe("until: enrolled, within: 1 day")], verdicts: ["pass"], calls: ["advance 1 day"]),
    Row(
      title: "what must hold for a day is looked at when the day has passed", vendor: .init(isAsked: true),
      steps: [probe("holds: not-enrolled, within: 1 day", is: "not-enrolled", contrast: "other")], verdicts: ["fail.assertion"],
      calls: ["advance 1 day"]),
    Row(
      title: "what came at once needs no clock", vendor: .init(isAsked: true, enrolsAfter: 0),
      steps: [probe("until: enrolled, within: 1 day")], verdicts: ["pass"], calls: []),
    Row(
      title: "what was arranged is over, and a decision that is made meanwhile is waited for",
      vendor: .init(isAsked: true, enrolsAfter: 0, decidesAfter: 1),
      steps: ["{ id: down, arrange: crvs.records, answers: unavailable, for: 1 day }", probe("until: enrolled, within: 1 day")],
      verdicts: ["pass"]),
    Row(title: "a clock that was moved a day on may be told of that day", steps: [day, death], act: ("2026-03-03", "2026-03-03")),
    Row(
      title: "what a wait moved, ours follows", vendor: .init(isAsked: true), steps: [probe("until: enrolled, within: 1 day"), death],
      verdicts: ["pass"], act: ("2026-03-03", "2026-03-03")),
    Row(
      title: "a payment run that takes the clock to pay day takes ours with it", vendor: .init(runMovesClock: true),
      steps: [cycle(), cycle("again"), death], act: ("2026-05-01", "2026-05-01")),
    Row(title: "one that says nothing of a day leaves us where we are", steps: [cycle(), death], act: ("2026-03-02", "2026-03-02")),
  ]

  @Test(arguments: rows) func table(row: Row) async throws {
    let (results, stage) = try await Self.play(row)
    #expect(results == row.verdicts)
    let state = stage.state.withLock { $0 }
    if let calls = row.calls { #expect(state.calls == calls) }
    if let act = row.act {
      #expect(state.acts.last?.on.description == act.ours)
      #expect(state.acts.last?.today.description == act.theirs)
    }
  }

  /// Each check as its reason, or as passed; and the world as it was left.
  private static func play(_ row: Row) async throws -> ([String], VendorStage) {
    let maker = Maker(vendor: row.vendor)
    let recorder = InstanceRecorder(instance: 0, writer: nil)
    let plan = try plan(row.steps)
    _ = await Run(plans: [plan], maker: maker, jobs: 1, recorder: { _ in recorder }, clock: { 0 }).play()
    let results = recorder.events.compactMap { one -> String? in
      guard case .check(let event) = one.event else { return nil }
      return event.result.reason?.rawValue ?? event.result.verdict.rawValue
    }
    return (results, try #require(maker.made.withLock { $0 }))
  }

  /// A story of these steps, each a flow map.
  static func plan(_ steps: [String]) throws -> InstancePlan {
    let page = """
      scenario: CR-99
      version: 0.1.0
      status: draft
      title: A story
      summary: A story.
      requirements: requirements.yaml
      subject: mis
      may-be-real: [ mis ]
      edges: { payment: { from: mis, to: payments, tells: [ list ] } }
      cast: { other: ADULT, younger: ADULT, stranger: ADULT }
      steps:
      \(steps.map { "  - \($0)" }.joined(separator: "\n"))
      """
    let files = [
      "suite.yaml": "suite: s\nversion: 0.1.0\ntitle: S\nsummary: S.\nkind: use-cases\nrequirements: requirements.yaml\n",
      "requirements.yaml": "SO: { binds: mis, class: outcome, strength: must, authority: use-case, grade: B, text: It is so. }\n",
      "CR-99.yaml": page,
    ]
    let loaded = Suite.load(SuiteFolder(name: "s", paths: files.keys.sorted()) { files[$0].map { Array($0.utf8) } })
    let suite = try #require(loaded.value, "\(loaded.diagnostics)")
    let scenario = try #require(suite.instances().value?.first, "\(loaded.diagnostics)")
    return InstancePlan(
      index: 0, suite: "s", key: "CR-99", variant: nil, title: "", scenario: scenario.scenario, row: nil,
      requirements: suite.requirements.map(\.requirement), policies: [], needs: [])
  }

  private final class Maker: StageMaker {
    let vendor: VendorStage.Vendor
    let made = Mutex<VendorStage?>(nil)
    init(vendor: VendorStage.Vendor) { self.vendor = vendor }

    func stage(
      for plan: InstancePlan, onExchange: @escaping @Sendable (Exchange) -> Void, onFinding: @escaping @Sendable (Finding) -> Void
    ) async throws -> any Stage {
      let stage = VendorStage(vendor, onExchange: onExchange)
      made.withLock { $0 = stage }
      return stage
    }
  }
}
