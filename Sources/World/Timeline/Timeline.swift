package import Facts
import Synchronization

/// The clock, the turn and the agenda of one world. All its simulated work runs through here.
///
/// Work comes from a step (`perform`), from a request of a real actor (`arrive`) or from the agenda (`advance`); all other work is
/// a child of open work. So it is known when everything has happened: `settle`. Whoever makes a timeline retires it.
package final class Timeline: Sendable {
  package enum Mode: Hashable, Sendable {
    /// One activity at a time, lowest path first: the same seed gives the same order.
    case turns
    /// Everything at once, for a sandbox that is served.
    case free
  }
  /// What stamps, tokens and signatures are dated with.
  package enum WireClock: Sendable {
    /// World time. A pure function of it.
    case virtual
    case real(@Sendable () -> WireInstant)
  }
  struct Shared {
    var state: TimelineState
    /// Numbers drawn at each root, so that a step that acts twice never draws one twice.
    var roots: [Path: Work.Counters] = [:]
    var step = 0
    var arrivals = 0
    var watched = false
  }

  package let mode: Mode
  let seed: UInt64
  let carrier: any Carrier
  let executor: (any TaskExecutor)?
  let traceparents: Traceparents
  let patience: Duration
  package let witness: (any Witness)?
  private let wireClock: WireClock
  private let ids = Atomic<Int>(0)
  private let shared: Mutex<Shared>

  /// `executor` runs spawned work (a lane); `watchdog` is how long on wall time a world may stand still while it is waited for.
  package init(
    mode: Mode, start: WorldInstant, seed: UInt64, wire: WireClock, carrier: any Carrier, executor: (any TaskExecutor)? = nil,
    watchdog: Duration = .seconds(30), witness: (any Witness)? = nil
  ) {
    self.mode = mode
    self.witness = witness
    self.seed = seed
    self.carrier = carrier
    self.executor = executor
    traceparents = Traceparents(seed: seed)
    patience = watchdog
    wireClock = wire
    shared = Mutex(Shared(state: TimelineState(mode: mode, start: start)))
  }

  package var now: WorldInstant { shared.withLock { $0.state.now } }
  package var wire: WireInstant {
    switch wireClock {
    case .virtual: WireInstant(milliseconds: now.seconds * 1000)
    case .real(let clock): clock()
    }
  }
  /// What simulated code did that it must not: each names its line. Empty in a sound world.
  package var faults: [HarnessFault] { shared.withLock { $0.state.faults } }

  /// Work of a step: a root activity with the step's path. Returns when it has ended; what it spawned may still be open.
  nonisolated(nonsending) package func perform<R, E: Error>(
    _ step: Path, _ work: (Activity) async throws(E) -> R, file: StaticString = #fileID, line: UInt = #line
  ) async throws(E) -> R {
    let counters = shared.withLock { s in
      s.step = max(s.step, step.step)
      let counters = s.roots[step] ?? Work.Counters()
      s.roots[step] = counters
      return counters
    }
    let new = Work(draw(), step, self, counters)
    await witness?.reach("act \(step)")
    _ = await suspend { $0.open(new.id, step, title: "step", site: Site(file, line), $1) }
    witness?.pass("act \(step)")
    return try await run(new, work)
  }

  /// Work of a request that came in. `claim` is its `traceparent` header: a lent exchange is claimed with it, once.
  /// Without one that can be claimed the request is from outside, and waits for the turn as a root activity.
  /// `known`: the place that it had before.
  nonisolated(nonsending) package func arrive<R, E: Error>(
    _ claim: String?, at known: Path? = nil, _ work: (Activity) async throws(E) -> R, file: StaticString = #fileID, line: UInt = #line
  ) async throws(E) -> R {
    let (id, site) = (draw(), Site(file, line))
    if let claim, let path = shared.withLock({ $0.state.claim(claim, by: id, title: "request", site: site) }) {
      return try await run(Work(id, path, self), work)
    }
    let path = shared.withLock { s in
      if let claim, traceparents.isMine(claim) {
        s.state.fault(.claimRefused, nil, "\(claim) came in, but is not on its way: sent twice, or given up by its sender", site)
      }
      s.arrivals = max(s.arrivals, known?.arrivalNumber ?? s.arrivals + 1)
      return known ?? Path.arrival(s.arrivals, in: s.step)
    }
    _ = await suspend { $0.open(id, path, title: "arrival", site: site, $1) }
    return try await run(Work(id, path, self), work)
  }

  nonisolated(nonsending) func run<R, E: Error>(_ work: Work, _ body: (Activity) async throws(E) -> R) async throws(E) -> R {
    work.adopt()
    defer { apply { $0.close(work.id) } }
    return try await body(Activity(work: work))
  }
}

extension Timeline {
  /// Whether a request of ours is on its way with this header: not one from outside.
  package func isOwn(_ claim: String?) -> Bool { claim.map { traceparents.isMine($0) } ?? false }

  /// Something is wrong with the world itself: nothing that is judged after this counts.
  package func fault(_ kind: HarnessFault.Kind, _ what: String, file: StaticString = #fileID, line: UInt = #line) {
    shared.withLock { $0.state.fault(kind, nil, what, Site(file, line)) }
  }
}

// MARK: the seam between the pure state and the tasks

extension Timeline {
  func draw() -> Int { ids.add(1, ordering: .relaxed).newValue }

  func withState<R: Sendable>(_ body: (inout TimelineState) -> R) -> R { shared.withLock { body(&$0.state) } }

  func apply(_ transition: (inout TimelineState) -> [Effect]) {
    for effect in withState(transition) { effect.carryOut() }
  }

  nonisolated(nonsending) func suspend(_ transition: (inout TimelineState, Wake) -> [Effect]) async -> Waking {
    await withCheckedContinuation { continuation in apply { transition(&$0, .resume(continuation)) } }
  }

  /// True once for each time that the watchdog has to be called.
  func startsWatch() -> Bool {
    shared.withLock { s in
      defer { s.watched = true }
      return !s.watched
    }
  }

  /// Wall time has passed. False: nobody waits any more, and the watchdog may go.
  package func tick(_ passed: Duration) -> Bool {
    let (effects, waits) = shared.withLock { s in
      let effects = s.state.tick(passed, limit: patience)
      s.watched = !s.state.waiters.isEmpty
      return (effects, s.watched)
    }
    for effect in effects { effect.carryOut() }
    return waits
  }
}
