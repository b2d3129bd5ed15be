package import Facts
import Synchronization

/// What simulated code may do. Given to it by whoever starts the work; there is no other way to get one.
///
/// It belongs to one task and to one piece of work: used elsewhere or later, it records a fault that names the line.
package struct Activity: Sendable {
  let work: Work

  package var path: Path { work.path }
  /// World time.
  package var now: WorldInstant { work.timeline.now }
  package var today: Day { now.day }
  /// For stamps, tokens, signatures.
  package var wire: WireInstant { work.timeline.wire }

  /// A new id in the form of a UUID, from the world's seed, the path and a count: the same in every run. The kind is for the reader.
  package func id(_ kind: String) -> String {
    var seeded = Seeded(work.timeline.seed, .id)
    seeded.absorb(work.path)
    seeded.absorb(UInt64(work.counters.ids.add(1, ordering: .relaxed).newValue))
    return seeded.uuid
  }

  package var stamp: Stamp { Stamp(wire: wire, today: today) { self.id($0) } }

  /// Starts work that goes on after this has ended. It waits for its turn from now on, as this one's next child.
  package func spawn(
    _ title: StaticString, _ body: @escaping @Sendable (Activity) async -> Void, file: StaticString = #fileID, line: UInt = #line
  ) {
    let site = Site(file, line)
    guard mayAct("spawned \"\(title)\"", site) else { return }
    let timeline = work.timeline
    let child = Work(timeline.draw(), work.nextChild(), timeline)
    timeline.apply { state in
      if state.retired { return [] }
      return state.open(
        child.id, child.path, title: String(describing: title), site: site,
        .start { Task(executorPreference: timeline.executor) { await timeline.run(child, body) } })
    }
  }

  package func sleep(for duration: WorldDuration, file: StaticString = #fileID, line: UInt = #line) async throws(Retired) {
    try await sleep(until: now + duration, file: file, line: line)
  }

  /// Waits for a moment of the world; others have the turn meanwhile. One that has passed lets those before it in program order go first.
  package func sleep(until instant: WorldInstant, file: StaticString = #fileID, line: UInt = #line) async throws(Retired) {
    _ = try await park(until: instant, key: nil, "sleeps", Site(file, line))
  }

  /// Waits so long, or not at all; false where the world ended first.
  package func hasWaited(_ duration: WorldDuration?, file: StaticString = #fileID, line: UInt = #line) async -> Bool {
    guard let duration else { return true }
    return (try? await sleep(for: duration, file: file, line: line)) != nil
  }

  /// Waits until `key` is called; nil when the time is over first. A call that came before is kept for it.
  package func await(
    _ key: String, atMost: WorldDuration, file: StaticString = #fileID, line: UInt = #line
  ) async throws(Retired) -> Reading? {
    try await park(until: now + atMost, key: key, "awaits \(key)", Site(file, line))
  }

  /// Hands a reading to who awaits the key. False where nobody does: it is kept.
  @discardableResult
  package func call(_ key: String, _ reading: Reading, file: StaticString = #fileID, line: UInt = #line) -> Bool {
    guard mayAct("called \"\(key)\"", Site(file, line)) else { return false }
    let (woke, effects) = work.timeline.withState { $0.call(key, reading) }
    for effect in effects { effect.carryOut() }
    return woke
  }

  private func park(until: WorldInstant, key: String?, _ doing: String, _ site: Site) async throws(Retired) -> Reading? {
    guard mayAct(doing, site) else { throw Retired() }
    switch await work.timeline.suspend({ $0.park(work.id, until: until, key: key, doing: "\(doing) at \(site)", $1) }) {
    case .called(let reading): return reading
    case .retired, .refused: throw Retired()
    default: return nil
    }
  }

  /// Whether the caller is this activity's own task and the activity has the turn. Records the fault where not.
  func mayAct(_ doing: String, _ site: Site) -> Bool {
    let own = work.isOwnTask
    return work.timeline.withState { state in
      if own, state.isAwake(work.id) { return true }
      let kind: HarnessFault.Kind = state.isOpen(work.id) ? .otherTask : .closed
      let why = kind == .closed ? "after its work had ended" : "from a task that is not its own; use spawn"
      state.fault(kind, work.path, "\(doing) outside its activity, \(why)", site)
      return false
    }
  }
}

/// One piece of work: its place, and the numbers that it draws.
final class Work: Sendable {
  final class Counters: Sendable {
    let children = Atomic<Int>(0)
    let ids = Atomic<Int>(0)
  }
  let id: Int
  let path: Path
  let timeline: Timeline
  let counters: Counters
  private let owner = Atomic<Int>(0)

  init(_ id: Int, _ path: Path, _ timeline: Timeline, _ counters: Counters = Counters()) {
    self.id = id
    self.path = path
    self.timeline = timeline
    self.counters = counters
  }

  func nextChild() -> Path { path.child(counters.children.add(1, ordering: .relaxed).newValue) }

  /// The running task is the work's own from now on.
  func adopt() { owner.store(Work.runningTask, ordering: .relaxed) }
  var isOwnTask: Bool { owner.load(ordering: .relaxed) == Work.runningTask }

  private static var runningTask: Int { withUnsafeCurrentTask { $0?.hashValue ?? 0 } }
}

extension Activity {
  /// Whether nobody in this world sent what began this work.
  package var isArrival: Bool { path.isArrival }
  /// The place of the latest child: of the last send, where it failed and brought no exchange.
  package var lastChild: Path { path.child(work.counters.children.load(ordering: .relaxed)) }
}
