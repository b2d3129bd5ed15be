import Conformance
import Evidence
import Facts
import Foundation
import Testing

@Suite("A log that was broken off")
struct LogContinuationTests {
  private let place = FileManager.default.temporaryDirectory.appending(path: "assay-broken-\(UUID().uuidString)").path
  private var log: URL { URL(filePath: place + "/log.ndjson") }

  private static let run = RunStarted(
    run: "r", tool: "1", seed: "1", today: Day(number: 20_600), target: "acme", actors: [], suites: [], edges: [], isSelection: false,
    command: "assay run s")
  private static let plan = Planned(suite: "s", scenario: "S", variant: nil, key: "S", title: "", steps: [], checks: [])
  private static let body = [UInt8](repeating: 65, count: 20_000)
  private static func step(_ name: String, _ state: StepEvent.State) -> Event {
    .step(StepEvent(step: name, state: state, at: WorldInstant(seconds: 0)))
  }
  private static func exchange(at wire: Int64) -> Event {
    .exchange(
      Exchange(
        id: "1.1", at: WorldInstant(seconds: 0), wire: WireInstant(milliseconds: wire), from: .crvs, to: .mis, edge: "events",
        dialect: "dci-crvs", operation: "notify", url: "http://mis.example/notify", request: WireRequest("POST", "/notify", body: body),
        response: WireResponse(200)))
  }

  private func begin() throws {
    let writer = try LogWriter(folder: place)
    InstanceRecorder(instance: -1, writer: writer, atOnce: true).record(.run(Self.run))
    let one = InstanceRecorder(instance: 0, writer: writer, atOnce: true)
    for event in [.planned(Self.plan), Self.step("a", .began), Self.exchange(at: 1)] { one.record(event) }
    writer.close()
  }

  @Test func `what is told again is not written again, what is new goes on behind it`() throws {
    defer { try? FileManager.default.removeItem(atPath: place) }
    try begin()
    let whole = try Data(contentsOf: log)
    try (whole + Data("{\"k\":\"step\",\"i\":0".utf8)).write(to: log)
    let old = try LogContinuation(place)
    #expect(old.isCut && !old.isFinished && old[0].isBegun && !old[0].isFinished && !old[1].isBegun)

    let writer = try LogWriter(continuing: old)
    let one = InstanceRecorder(instance: 0, writer: writer, atOnce: true, after: old[0])
    one.record(.planned(Self.plan))
    one.record(Self.step("a", .began))
    #expect(one.owed == ["exchange 1.1 crvs mis notify 200"])
    guard case .exchange(let again)? = one.record(Self.exchange(at: 999)) else {
      Issue.record("the exchange is not known again")
      return
    }
    // The stamp is that of the time at which it was.
    #expect(again.wire == WireInstant(milliseconds: 1))
    #expect(one.owed.isEmpty)
    #expect(try Data(contentsOf: log) == whole)

    one.record(Self.step("a", .ended))
    one.record(.instanceFinished(InstanceFinished(planned: 0, accounted: 0)))
    writer.close()
    let events = try LogReader(place).events.filter { $0.place.instance == 0 }
    #expect(events.map(\.place.number) == [0, 1, 2, 3, 4])
    guard case .exchange(let kept) = events[2].event else { return }
    #expect(kept.request.body == Self.body)
    #expect(try LogContinuation(place)[0].isFinished)
  }

  @Test func `the chain over an instance is that of an unbroken log`() throws {
    defer { try? FileManager.default.removeItem(atPath: place) }
    func chain() throws -> String? {
      for case .instanceFinished(let end) in try LogReader(place).events.map(\.event) { return end.chain }
      return nil
    }
    let rest = [Self.step("a", .ended), .instanceFinished(InstanceFinished(planned: 0, accounted: 0))]
    try begin()
    let old = try LogContinuation(place)
    let writer = try LogWriter(continuing: old)
    let one = InstanceRecorder(instance: 0, writer: writer, atOnce: true, after: old[0])
    for event in rest { one.record(event) }
    writer.close()
    let broken = try chain()

    let other = try LogWriter(folder: place)
    InstanceRecorder(instance: -1, writer: other, atOnce: true).record(.run(Self.run))
    let unbroken = InstanceRecorder(instance: 0, writer: other, atOnce: true)
    for event in [.planned(Self.plan), Self.step("a", .began), Self.exchange(at: 1)] + rest { unbroken.record(event) }
    other.close()
    #expect(try broken != nil && broken == chain())
  }
}
