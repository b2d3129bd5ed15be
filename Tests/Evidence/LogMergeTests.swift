import Conformance
import Evidence
import Facts
import Testing

@Suite("Parts of a plan, put together")
struct LogMergeTests {
  /// A part of a plan of four instances.
  struct Sample {
    var instances: [Int]
    var shard: String?
    var plan: Int? = 4
    var seed = "1"
    var digest = "sha256:1"
    var target: String?
    var tool = "0.1.0"
    var day = 20_600
    var ends = true

    func part(_ name: String) -> LogMerge.Part {
      let run = RunStarted(
        run: "r", tool: tool, seed: seed, today: Day(number: day), target: target, actors: [],
        suites: [.init(id: "s", version: "1", digest: digest)],
        edges: [], isSelection: true, part: plan.map { .init(shard: shard, instances: $0) },
        command: "assay run s --shard \(shard ?? "") --jobs 2 --out \(name)")
      var events = [Recorded(Place(instance: -1, number: 0), .run(run))]
      for index in instances {
        let plan = Planned(suite: "s", scenario: "S", variant: nil, key: "S/\(index)", title: "", steps: [], checks: [])
        events.append(Recorded(Place(instance: index, number: 0), .planned(plan)))
        events.append(Recorded(Place(instance: index, number: 1), .instanceFinished(InstanceFinished(planned: 0, accounted: 0))))
      }
      if ends {
        events.append(
          Recorded(Place(instance: -1, number: 1), .finished(Finished(planned: 1, accounted: 1, interrupted: false, milliseconds: 5))))
      }
      return LogMerge.Part(name: name, events: events)
    }
  }
  static let (odd, even) = (Sample(instances: [0, 2], shard: "1/2"), Sample(instances: [1, 3], shard: "2/2"))

  @Test func `the whole is as if it had been played at once`() throws {
    let merged = try LogMerge([Self.even.part("b"), Self.odd.part("a")])
    #expect(merged.instances.map(\.index) == [0, 1, 2, 3])
    #expect(!merged.run.isSelection && merged.run.part == nil)
    #expect(merged.run.command == "assay run s --jobs 2")
    #expect(merged.finished == Finished(planned: 2, accounted: 2, interrupted: false, milliseconds: 5))
  }

  struct Row: Sendable {
    let says: String
    let change: @Sendable (inout Sample) -> Void
    init(_ says: String, _ change: @escaping @Sendable (inout Sample) -> Void) { (self.says, self.change) = (says, change) }
  }

  @Test(
    arguments: [
      Row("not the same seed: a has 1, b has 2", { $0.seed = "2" }), Row("not the same suites", { $0.digest = "sha256:2" }),
      Row("not the same target: a has none, b has acme", { $0.target = "acme" }), Row("not the same tool", { $0.tool = "9" }),
      Row("not the same day", { $0.day = 1 }),
      Row("not the same size of the plan", { $0.plan = 5 }), Row("not the same number of shards: a has 2, b has 3", { $0.shard = "2/3" }),
      Row("S/0 is in a and in b", { $0.instances = [0, 1, 3] }), Row("b was cut off", { $0.ends = false }),
      Row("b is no part", { $0.plan = nil }),
      Row("b holds instance 9 of a plan of 4", { $0.instances = [1, 3, 8] }),
      Row(
        "1 of 4 instances of the plan are missing, by place: 4",
        {
          $0.instances = [1]
          $0.shard = nil
        }),
    ])
  func `what does not fit is refused and named`(_ row: Row) throws {
    var (a, b) = (Self.odd, Self.even)
    row.change(&b)
    if b.shard == nil { a.shard = nil }
    let error = #expect(throws: MergeRefusal.self) { try LogMerge([a.part("a"), b.part("b")]) }
    #expect(error?.reasons.contains { $0.hasPrefix(row.says) } ?? false, "\(error?.reasons ?? [])")
  }

  @Test func `a missing shard is named by its number`() {
    let error = #expect(throws: MergeRefusal.self) { try LogMerge([Self.odd.part("a")]) }
    #expect(error?.reasons == ["shard 2/2 is missing"])
    #expect(throws: MergeRefusal.self) { try LogMerge([]) }
    #expect(throws: MergeRefusal.self) { try LogMerge([Self.odd.part("a"), Self.odd.part("a"), Self.even.part("b")]) }
  }
}
