import Conformance
import Testing

@Suite("Earlier runs: what is played again until it is green, or with people who are known, earns nothing")
struct EarlierRunsTests {
  static let now = PlayedRun(
    number: 9, seed: "9d3a", day: "2026-11-29", product: "Acme 1.0", scope: "s", instances: ["mis/CR-06", "mis/CR-06/duplicate"])

  /// One earlier run: as this one would have been played before, with what is otherwise.
  static func run(_ number: Int = 1, seed: String = "1", unmet: [PlayedRun.Unmet] = [], _ change: (inout PlayedRun) -> Void = { _ in })
    -> PlayedRun
  {
    var run = PlayedRun(
      number: number, seed: seed, day: "2026-11-0\(number)", product: now.product, scope: now.scope, instances: now.instances, unmet: unmet)
    change(&run)
    return run
  }
  static let broke = [PlayedRun.Unmet("R-1", in: "mis/CR-06")]

  struct Row: Sendable {
    var title: String
    var earlier: [PlayedRun]
    var state: RequirementState? = .met
    var kept = 1
    var alike = 1
    var objects: [EarlierRuns.Objection] = []
  }
  static let rows: [Row] = [
    Row(title: "no run is kept", earlier: [], kept: 0, alike: 0),
    Row(title: "a green one", earlier: [run()]),
    Row(
      title: "it was broken, and is met now", earlier: [run(unmet: broke)],
      objects: [.metWithoutChange(.init("R-1", run: 1, day: "2026-11-01"))]),
    Row(
      title: "the last of those in which it was broken is told, a green one after it forgives nothing",
      earlier: [run(1, unmet: broke), run(2, unmet: broke), run(3)], kept: 3, alike: 3,
      objects: [.metWithoutChange(.init("R-1", run: 2, day: "2026-11-02"))]),
    Row(title: "it is broken still: the run itself says so", earlier: [run(unmet: broke)], state: .notMet),
    Row(title: "it is unseen now", earlier: [run(unmet: broke)], state: .unseen),
    Row(title: "it is in this run no more", earlier: [run(unmet: broke)], state: nil),
    Row(title: "another version was declared", earlier: [run(unmet: broke) { $0.product = "Acme 1.1" }], alike: 0),
    Row(title: "something else was asked", earlier: [run(unmet: broke) { $0.scope = "t" }], alike: 0),
    Row(
      title: "it broke in a story that is not played now",
      earlier: [run(unmet: [.init("R-1", in: "mis/CR-01")]) { $0.instances.append("mis/CR-01") }]),
    Row(title: "the system was never met", earlier: [run(seed: "9d3a") { $0.instances = [] }], kept: 0, alike: 0),
    Row(title: "the same people", earlier: [run(seed: "9d3a")], objects: [.seedPlayed(.init(run: 1, day: "2026-11-01"))]),
    Row(
      title: "the same people, whatever was declared since", earlier: [run(seed: "9d3a") { ($0.product, $0.scope) = ("Acme 0.9", "t") }],
      alike: 0, objects: [.seedPlayed(.init(run: 1, day: "2026-11-01"))]),
    Row(title: "another part of the same plan", earlier: [run(seed: "9d3a") { $0.instances = ["mis/CR-01"] }]),
    Row(
      title: "both", earlier: [run(seed: "9d3a", unmet: broke)],
      objects: [.seedPlayed(.init(run: 1, day: "2026-11-01")), .metWithoutChange(.init("R-1", run: 1, day: "2026-11-01"))]),
  ]

  @Test(arguments: rows)
  func table(row: Row) {
    let earlier = EarlierRuns(before: Self.now, among: row.earlier)
    #expect(earlier.objections { $0 == "R-1" ? row.state : nil } == row.objects, "\(row.title)")
    #expect([earlier.number, earlier.kept, earlier.alike] == [9, row.kept, row.alike], "\(row.title)")
  }

  @Test("What is told says which runs were looked at, and what to do")
  func words() {
    let unmet = ["R-1", "R-2", "R-3", "R-4"].map { PlayedRun.Unmet($0, in: "mis/CR-06") }
    let earlier = EarlierRuns(before: Self.now, among: [Self.run(1), Self.run(2, seed: "9d3a", unmet: unmet)])
    #expect(
      "\(earlier)" == "earlier runs of this target: 2, of the same version and scope: 2; not met then: R-1 in run 2 of 2026-11-02, "
        + "R-2 in run 2 of 2026-11-02, R-3 in run 2 of 2026-11-02, and 1 more; with the same people: run 2 of 2026-11-02")
    let objections = earlier.objections { $0 == "R-1" ? .met : .unseen }.map(\.description)
    #expect(objections.count == 2 && objections[0].contains("in run 2 of 2026-11-02") && objections[0].contains("play without --seed"))
    #expect(objections[1].contains("R-1 is met, and was not in run 2") && objections[1].contains("`product: { version }`"))
    #expect("\(EarlierRuns(before: Self.now, among: []))".hasSuffix("none is kept"))
  }

  @Test("Parts of one plan have seen what any of them has")
  func parts() throws {
    let first = EarlierRuns(before: Self.run(3), among: [Self.run(1, unmet: Self.broke)])
    var second = EarlierRuns(before: Self.run(4), among: [Self.run(1, unmet: Self.broke), Self.run(2, unmet: Self.broke)])
    second.replayed = .init(run: 2, day: "2026-11-02")
    let whole = try #require(EarlierRuns(parts: [second, first]))
    #expect(whole.number == 3 && whole.kept == 1 && whole.failed == [.init("R-1", run: 2, day: "2026-11-02")])
    #expect(whole.replayed?.run == 2)
    #expect(EarlierRuns(parts: []) == nil)
  }
}
