import Facts
import Synchronization
import Testing
import Timeline

/// Three small systems in memory. Each request is served on a task of its own, so that threads may take them in any order.
final class MemoryWorld: Carrier {
  typealias Handler = @Sendable (WireRequest, Activity, MemoryWorld) async -> WireResponse
  private struct State {
    var timeline: Timeline?
    var log: [String] = []
    var seen: [String: Int] = [:]
  }
  private let state = Mutex(State())
  let handler: Handler

  static let start = WorldInstant(seconds: 1_000_000)
  /// Longer than any machine is slow: only a test that ticks reaches it.
  static let patience = Duration.seconds(3600)
  static let here = Peer(base: "memory", simulated: true)
  static func here(patience: WorldDuration) -> Peer { Peer(base: "memory", simulated: true, patience: patience) }
  static let real = Peer(base: "real", simulated: false)

  init(_ mode: Timeline.Mode = .turns, seed: UInt64 = 7, executor: (any TaskExecutor)? = nil, _ handler: @escaping Handler) {
    self.handler = handler
    let timeline = Timeline(mode: mode, start: Self.start, seed: seed, wire: .virtual, carrier: self, executor: executor, watchdog: Self.patience)
    state.withLock { $0.timeline = timeline }
  }

  var timeline: Timeline {
    get throws {
      let timeline = state.withLock(\.timeline)
      return try #require(timeline)
    }
  }
  /// Ends the world; it and its timeline hold each other until then.
  func end() async throws {
    try await timeline.retire()
    state.withLock { $0.timeline = nil }
  }

  func note(_ text: String, _ activity: Activity) {
    let line = "+\((activity.now - Self.start).seconds) \(activity.path) \(text)"
    state.withLock { $0.log.append(line) }
  }
  var log: [String] { state.withLock(\.log) }
  func count(_ what: String) -> Int {
    state.withLock {
      $0.seen[what, default: 0] += 1
      return $0.seen[what, default: 0]
    }
  }

  func carry(_ request: WireRequest, to base: String, traceparent: String?, patience: Int?) async throws(SendFailure) -> Carried {
    guard let timeline = state.withLock(\.timeline) else { throw SendFailure(.refused, "no world") }
    let traceparent = request.headers["traceparent"] ?? traceparent
    if request.path == "/refused" { throw SendFailure(.refused, "nobody listens") }
    let answer = Task.detached { await timeline.arrive(traceparent) { await self.handler(request, $0, self) } }
    if request.path == "/lost" {
      _ = await answer.value
      throw SendFailure(.reset, "the answer was lost")
    }
    if request.path == "/twice" {
      let again = Task.detached { await timeline.arrive(traceparent) { await self.handler(request, $0, self) } }
      _ = again
    }
    return Carried(await answer.value)
  }
}

extension WireRequest {
  static func post(_ path: String) -> WireRequest { WireRequest("POST", path) }
}
