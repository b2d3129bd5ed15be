import Foundation
import Testing

/// A run that is broken off and goes on comes to what an unbroken one comes to, and says what it cannot know.
@Suite("Foreign systems, broken off")
struct ResumeTests {
  @Test("A run that is killed twice goes on where it stood, and comes to the same, requirement by requirement")
  func killed() async throws {
    try await compare(.mis, ["crvs-mis", "--only", "CR-06", "--bases"], breaks: [(0.4, SIGKILL), (0.8, SIGTERM)])
  }

  @Test("Three world days, four restarts, kill -9 among them: the same as unbroken, requirement by requirement")
  func threeDays() async throws {
    try await compare(
      .mis, ["payments-mis", "--only", "PY-05", "--bases"], breaks: [(0.2, SIGKILL), (0.4, SIGTERM), (0.6, SIGKILL), (0.8, SIGKILL)],
      days: 3)
  }

  @Test(
    "All suites of both foreign systems and of another sandbox, broken off again and again",
    .enabled(if: ProcessInfo.processInfo.environment["ASSAY_FOREIGN_WHOLE"] != nil))
  func whole() async throws {
    try await compare(
      .mis, ["crvs-mis", "payments-mis"], breaks: [(0.2, SIGKILL), (0.4, SIGTERM), (0.6, SIGKILL), (0.8, SIGKILL)])
    try await compare(.crvs, ["crvs-mis", "crvs-records"], breaks: [(0.3, SIGKILL), (0.7, SIGKILL)])
    try await compare(.sandbox, ["crvs-mis", "--bases"], breaks: [(0.5, SIGKILL)])
  }

  /// Both are played with one seed, each with a system of its own.
  private func compare(_ kind: Foreign.Kind, _ arguments: [String], breaks: [(share: Double, signal: Int32)], days: Int = 0) async throws {
    let whole = try await Foreign(kind)
    let unbroken = try Broken(whole, arguments)
    #expect(try await unbroken.end() == 0, "\(unbroken.output)")
    let steps = unbroken.steps
    try #require(steps > 4)
    #expect(unbroken.lastDay >= days)

    let run = try await Broken.off(breaks.map { (Int(Double(steps) * $0.share), $0.signal) }) {
      try Broken(try await Foreign(kind), arguments)
    }
    let status = try await run.end()
    let events = run.events
    // What was on its way at the break may stay unproven; nobody is convicted by it, and nothing else differs.
    let isInDoubt = run.isInDoubt
    let differ = unbroken.states.filter { run.states[$0.key] != $0.value }
    #expect(isInDoubt ? status != 1 : status == 0, "\(run.output)")
    #expect(differ.allSatisfy { isInDoubt && run.states[$0.key] == "unseen" }, "\(differ) \(run.output)")
    #expect(run.states.keys.sorted() == unbroken.states.keys.sorted() && !run.states.isEmpty)
    #expect(events.count { $0["name"] as? String == "resume.resumed" } == breaks.count)
    #expect(run.lastDay == unbroken.lastDay)
    #expect(!events.contains { $0["name"] as? String == "error.harness" }, "\(run.output)")
    // Nothing that was said is said again, and nothing stands in the log twice.
    let exchanges = events.filter { $0["k"] as? String == "exchange" }.map { "\($0["i"] ?? "") \($0["p"] ?? "")" }
    #expect(Set(exchanges).count == exchanges.count)
    let numbers = events.compactMap { e in e["i"].flatMap { i in e["n"].map { "\(i) \($0)" } } }
    #expect(Set(numbers).count == numbers.count)
  }

  @Test("A torn last line is left out and said; another target is refused with what differs")
  func changed() async throws {
    let system = try await Foreign(.mis)
    let run = try Broken(system, ["crvs-mis", "--only", "CR-06", "--bases"])
    try await run.stop(after: 4, by: SIGKILL)
    let log = run.out.appending(path: "log.ndjson")
    let torn = try String(contentsOf: log, encoding: .utf8) + "{\"k\":\"exch"
    try torn.write(to: log, atomically: true, encoding: .utf8)
    let target = system.place.appending(path: "target.yaml")
    let text = try String(contentsOf: target, encoding: .utf8)
    try text.replacing("per-second: 50", with: "per-second: 40").write(to: target, atomically: true, encoding: .utf8)
    let other = try Broken(goingOn: run)
    #expect(try await other.end() == 2)
    #expect(other.output.contains("cut off") && other.output.contains("what the target declares"), "\(other.output)")
    try text.write(to: target, atomically: true, encoding: .utf8)
    let same = try Broken(goingOn: run)
    #expect(try await same.end() == 0, "\(same.output)")
    let ended = try Broken(goingOn: run)
    #expect(try await ended.end() == 2)
    #expect(ended.output.contains("has ended"), "\(ended.output)")
  }

  @Test("A pinned address takes one run at a time, and says who has it")
  func taken() async throws {
    let system = try await Foreign(.mis)
    // Long enough that it still runs when the second has been started on a busy machine.
    let first = try Broken(system, ["crvs-mis", "payments-mis", "--bases"])
    let second = try await first.once(2) { try Broken(system, ["crvs-mis", "--only", "CR-06", "--bases"]) }
    #expect(try await second.end() == 2)
    #expect(second.output.contains("is held by `assay run r-") && second.output.contains("process \(first.pid)"), "\(second.output)")
    #expect(try await first.end() == 0, "\(first.output)")
  }

  @Test("What is told while no run is on is kept with its time, and the run that goes on has it")
  func listening() async throws {
    // It tells of a death half a minute after it was registered: by then nobody but the listener is there, however busy the machine is.
    let system = try await Foreign(.crvs, ["--slow", "30"])
    let run = try Broken(system, ["crvs-mis", "--only", "CR-06", "--bases"])
    let target = system.place.appending(path: "target.yaml").path
    let listen = try await run.once({ $0.contains { $0["k"] as? String == "step" && $0["step"] as? String == "told" } }) {
      run.cut(by: SIGKILL)
      return try Background(["listen", "--target", target], system.place.appending(path: "listen.log"))
    }
    defer { listen.kill(SIGKILL) }
    try await listen.says("listening at")
    #expect(try await system.calls("/t/borough-registry/crvs/nothing") == "404")
    try await listen.says("kept       POST /t/borough-registry/mis/registry/notify")
    let kept = try await Launched.run(Foreign.assay, ["listen", "--target", target, "--list"])
    #expect(kept.output.contains("/registry/notify"), "\(kept.output)")

    let again = try Broken(goingOn: run)
    #expect(try await again.end() == 0, "\(again.output)")
    #expect(again.states["EVT-KIND"] == "met" && again.states["EVT-SUBJECT"] == "met", "\(again.states)")
    #expect(again.events.contains { $0["name"] as? String == "resume.kept" }, "\(again.output)")
    #expect(listen.output.contains("a run has the address"), "\(listen.output)")
    #expect(try await Launched.run(Foreign.assay, ["listen", "--target", target, "--list"]).output == "nothing is kept\n")
  }
}

/// A run in a process of its own that can be broken off.
final class Broken: @unchecked Sendable {
  let system: Foreign
  let out: URL
  private let process: Background
  var pid: Int32 { process.pid }

  init(_ system: Foreign, _ arguments: [String]) throws {
    self.system = system
    out = system.place.appending(path: "run-\(UUID().uuidString)")
    process = try Background(
      ["run"] + arguments + ["--target", system.place.appending(path: "target.yaml").path, "--seed", "7f3a", "--out", out.path],
      system.place.appending(path: "\(UUID().uuidString).log"))
  }

  init(goingOn other: Broken) throws {
    (system, out) = (other.system, other.out)
    process = try Background(["run", "--resume", out.path], system.place.appending(path: "\(UUID().uuidString).log"))
  }

  var output: String { process.output }
  var events: [[String: Any]] {
    text.split(separator: "\n").compactMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
  }
  var steps: Int { Self.steps(text) }
  private var text: String { (try? String(contentsOf: out.appending(path: "log.ndjson"), encoding: .utf8)) ?? "" }
  private static func steps(_ log: String) -> Int { log.split(separator: "\n").count { $0.hasPrefix("{\"k\":\"step\"") } }

  /// Whether something was on its way when it was broken off.
  var isInDoubt: Bool { events.contains { ["resume.sent-again", "resume.called-again"].contains($0["name"] as? String) } }

  /// How many days of the world the stories took, at most.
  var lastDay: Int {
    let days = events.compactMap { ($0["t"] ?? $0["at"]) as? String }.compactMap { try? Date($0, strategy: .iso8601) }
    guard let first = days.min(), let last = days.max() else { return 0 }
    return Int(last.timeIntervalSince(first) / 86_400)
  }

  /// Does it as soon as so many steps have begun or ended.
  func once<T: Sendable>(_ wanted: Int, _ act: @escaping @Sendable () throws -> T) async throws -> T {
    try await reached({ Self.steps($0) >= wanted }, act)
  }
  func once<T: Sendable>(_ isThere: @escaping @Sendable ([[String: Any]]) -> Bool, _ act: @escaping @Sendable () throws -> T) async throws
    -> T
  {
    try await reached({ _ in isThere(self.events) }, act)
  }
  /// Does it as soon as the log holds so much, or the run has ended. On a thread of its own: among hundreds of tests a task may come too
  /// late.
  private func reached<T: Sendable>(_ isThere: @escaping @Sendable (String) -> Bool, _ act: @escaping @Sendable () throws -> T) async throws
    -> T
  {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        while !isThere(self.text), self.process.isRunning { usleep(10_000) }
        continuation.resume(with: Result { try act() })
      }
    }
  }
  /// Ended by the signal as soon as so many steps have begun or ended; false where it had come to its end by itself.
  @discardableResult
  func stop(after wanted: Int, by signal: Int32) async throws -> Bool {
    try await once(wanted) { self.cut(by: signal) }
    return !text.contains("{\"k\":\"finished\"")
  }
  /// Returns when it has ended; for a thread that may wait.
  func cut(by signal: Int32) {
    process.kill(signal)
    while process.isRunning { usleep(10_000) }
  }
  /// Begun, broken off at each of these steps, and gone on with. A run that ends before it could be broken off, on a busy machine, is begun
  /// anew: what is tested is how runs go on, not how fast we see where they are.
  static func off(_ breaks: [(step: Int, signal: Int32)], begin: () async throws -> Broken) async throws -> Broken {
    for _ in 0..<5 {
      var run = try await begin()
      var isEnded = false
      for one in breaks where !isEnded {
        isEnded = try await !run.stop(after: one.step, by: one.signal)
        if !isEnded { run = try Broken(goingOn: run) }
      }
      if !isEnded { return run }
    }
    Issue.record("each of five runs ended before it could be broken off \(breaks.count) times")
    return try await begin()
  }
  func end() async throws -> Int32 { try await process.end() }

  /// Requirements by state.
  var states: [String: String] {
    guard let bytes = FileManager.default.contents(atPath: out.appending(path: "report.json").path),
      let report = try? JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    else { return [:] }
    return (report["requirements"] as? [[String: Any]] ?? []).reduce(into: [:]) { states, r in
      if let id = r["id"] as? String { states[id] = r["state"] as? String }
    }
  }
}

/// A command that runs beside a test.
final class Background: @unchecked Sendable {
  private let process = Process()
  private let log: URL
  private let ended = AsyncStream<Int32>.makeStream()

  init(_ arguments: [String], _ log: URL) throws {
    self.log = log
    process.executableURL = URL(filePath: Foreign.assay)
    process.arguments = arguments
    process.currentDirectoryURL = Foreign.root
    _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    process.standardOutput = try FileHandle(forWritingTo: log)
    process.standardError = process.standardOutput
    process.terminationHandler = { [ended] process in
      ended.continuation.yield(process.terminationStatus)
      ended.continuation.finish()
    }
    try process.run()
  }
  deinit { kill(SIGKILL) }

  var pid: Int32 { process.processIdentifier }
  var isRunning: Bool { process.isRunning }
  var output: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }
  func kill(_ signal: Int32) { if process.isRunning { _ = Glibc.kill(process.processIdentifier, signal) } }
  func end() async throws -> Int32 { try #require(await ended.stream.first { _ in true }) }
  func says(_ text: String) async throws {
    for _ in 0..<900 where !output.contains(text) { try await Task.sleep(for: .milliseconds(100)) }
    #expect(output.contains(text), "\(output)")
  }
}
