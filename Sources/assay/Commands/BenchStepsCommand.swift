import ArgumentParser
import Documents
import Evidence
import Facts
import Foundation
import Transport

/// For `make bench` only: how many HTTP steps a second the runner's own parts carry.
struct BenchStepsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-steps", abstract: "Sends, checks and records steps against one address, and counts them.", shouldDisplay: false)

  @Argument(help: "The address to call.") var url: String
  @Option(help: "Steps at once.") var atOnce = 1
  @Option(help: "For so long.") var seconds = 2.0
  @Option(help: "What the answer must hold: /pointer=value; may be repeated.") var field: [String] = []
  @Option(help: "The folder of the log.") var out = "bench-steps"

  func run() async throws {
    try await Exits.reporting {
      let fields = try field.map { text -> StepLoop.Field in
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let pointer = JSONPointer(parts[0]) else {
          throw UsageError("--field \(text) cannot be read; write /pointer=value")
        }
        return StepLoop.Field(at: pointer, value: parts[1])
      }
      let writer = try LogWriter(folder: out)
      let tally = await play(writer, fields)
      writer.close()
      if let failure = writer.failure { throw UsageError(failure) }
      Console.out(tally.json.encodedText() + "\n")
      return tally.failed == 0 && tally.steps > 0 ? 0 : 1
    }
  }

  /// Each task stays on one lane, as the instance of a wire suite does.
  private func play(_ writer: LogWriter, _ fields: [StepLoop.Field]) async -> StepTally {
    let lanes = (0..<max(1, min(atOnce, ProcessInfo.processInfo.activeProcessorCount))).map { _ in LoopLane.next() }
    let start = ContinuousClock.now
    let end = start + .seconds(seconds)
    var tally = await withTaskGroup(of: StepTally.self) { group in
      for n in 0..<max(1, atOnce) {
        let lane = lanes[n % lanes.count]
        let loop = StepLoop(
          url: url, fields: fields, courier: Courier(lane: lane), recorder: InstanceRecorder(instance: n, writer: writer, keeps: false),
          end: end)
        group.addTask(executorPreference: lane) { await loop.run() }
      }
      return await group.reduce(into: StepTally()) { $0.add($1) }
    }
    tally.elapsed = StepTally.nanoseconds(start.duration(to: .now))
    return tally
  }
}

/// One step after the other: send, check the status and the fields, record the exchange.
private struct StepLoop: Sendable {
  struct Field: Sendable {
    let at: JSONPointer
    let value: String
  }
  let url: String
  let fields: [Field]
  let courier: Courier
  let recorder: InstanceRecorder
  let end: ContinuousClock.Instant

  func run() async -> StepTally {
    var tally = StepTally()
    var now = ContinuousClock.now
    while now < end {
      let began = now
      let transfer = await step(tally.steps, &tally)
      now = .now
      tally.steps += 1
      tally.own.append(max(0, StepTally.nanoseconds(began.duration(to: now)) - transfer * 1000))
    }
    recorder.flush()
    return tally
  }

  /// Microseconds on the wire.
  private func step(_ number: Int, _ tally: inout StepTally) async -> Int {
    let request = WireRequest("GET", url, headers: [HeaderField("Accept", "application/json")])
    var exchange = Exchange(
      id: String(number), at: WorldInstant(seconds: 0), wire: WallClock.now(), from: "runner", to: "peer", edge: "bench", dialect: "http",
      operation: "get", url: url, request: request, response: nil)
    do throws(SendFailure) {
      let (response, times) = try await courier.carry(request, to: "")
      if response.status != 200 || !holds(response.body) { tally.failed += 1 }
      exchange.response = response
      exchange.times = Exchange.Times(connect: times.connect, first: times.first, total: times.total)
    } catch {
      tally.failed += 1
      exchange.failure = error
    }
    recorder.record(.exchange(exchange))
    return exchange.times.total
  }

  private func holds(_ body: [UInt8]) -> Bool {
    guard let document = try? Document(parsing: body) else { return false }
    return fields.allSatisfy { field in
      let found = document[field.at]
      return (found?.text ?? found?.written) == field.value
    }
  }
}

/// What a number of steps came to. Times are nanoseconds.
private struct StepTally: Sendable {
  var steps = 0
  var failed = 0
  var elapsed = 0
  /// Of each step, what is not the transfer itself.
  var own: [Int] = []

  mutating func add(_ other: StepTally) {
    steps += other.steps
    failed += other.failed
    own += other.own
  }

  var json: JSON {
    let sorted = own.sorted()
    func at(_ share: Int) -> JSON { .number(String(sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * share / 100)] / 1000)) }
    return [
      "steps": .number(String(steps)), "failed": .number(String(failed)),
      "per-second": .number(String(elapsed == 0 ? 0 : Int(Double(steps) * 1e9 / Double(elapsed)))), "own-us-p50": at(50),
      "own-us-p99": at(99),
    ]
  }

  static func nanoseconds(_ d: Duration) -> Int {
    Int(d.components.seconds) * 1_000_000_000 + Int(d.components.attoseconds / 1_000_000_000)
  }
}
