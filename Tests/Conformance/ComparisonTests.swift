import Conformance
import Testing

@Suite struct ComparisonTests {
  typealias Row = (old: Standing?, new: Standing?, change: Change?, isWorse: Bool)

  @Test(
    arguments: [
      (.good, .good, nil, false), (.good, .outside, .changed, true), (.good, .open, .broken, true), (.good, .broken, .broken, true),
      (.good, nil, .gone, true),
      (.outside, .good, .changed, false), (.outside, .outside, nil, false), (.outside, .open, .changed, false),
      (.outside, .broken, .broken, true),
      (.outside, nil, .gone, false),
      (.open, .good, .fixed, false), (.open, .outside, .changed, false), (.open, .open, nil, false), (.open, .broken, .broken, true),
      (.open, nil, .gone, false),
      (.broken, .good, .fixed, false), (.broken, .outside, .changed, false), (.broken, .open, .changed, false),
      (.broken, .broken, nil, false),
      (.broken, nil, .gone, false),
      (nil, .good, .new, false), (nil, .outside, .new, false), (nil, .open, .new, false), (nil, .broken, .new, true),
      (nil, nil, nil, false),
    ] as [Row])
  func `every way from one standing to another`(_ row: Row) {
    #expect(Change(from: row.old, to: row.new, saysOther: false) == row.change)
    #expect(Change.isWorse(from: row.old, to: row.new) == row.isWorse)
  }

  @Test(arguments: Standing.allCases) func `another reason is a change, and not worse`(standing: Standing) {
    #expect(Change(from: standing, to: standing, saysOther: true) == .changed)
    #expect(!Change.isWorse(from: standing, to: standing))
  }

  @Test(arguments: RequirementState.allCases) func `only what is met is good`(state: RequirementState) {
    #expect((Standing(state) == .good) == (state == .met))
  }

  @Test(arguments: Verdict.allCases) func `verdicts stand as they count`(verdict: Verdict) {
    #expect((Standing(verdict) == .good) == (verdict == .pass))
    #expect((Standing(verdict) == .broken) == verdict.isBroken)
    #expect((Standing(verdict) == .open) == verdict.isUnseen)
  }

  @Test func `the gravest come first, and the unchanged are counted`() {
    func item(_ key: String, _ standing: Standing, _ why: String = "") -> Comparison.Item {
      .init(key: key, standing: standing, word: standing.rawValue, why: why)
    }
    let old = [item("A", .good), item("B", .broken), item("C", .open, "x"), item("D", .good), item("E", .good)]
    let new = [item("F", .open), item("E", .good), item("C", .open, "y"), item("B", .good), item("A", .broken)]
    let comparison = Comparison(old: old, new: new)
    #expect(comparison.entries.map { "\($0.change.rawValue) \($0.key)" } == ["broken A", "gone D", "new F", "changed C", "fixed B"])
    #expect(comparison.unchanged == 1 && comparison.isWorse)
    #expect(Comparison(old: old, new: new, common: true).entries.map(\.key) == ["A", "C", "B"])
  }
}
