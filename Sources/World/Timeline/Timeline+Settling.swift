package import Facts

extension Timeline {
  /// Returns when nobody has the turn and nobody waits for it. Entries of the agenda stay where they are.
  ///
  /// Requests to real actors are waited for, as what follows from their answers is ours; with `outside: false` they are listed instead.
  @discardableResult
  nonisolated(nonsending) package func settle(outside: Bool = true) async throws(Stuck) -> Settlement {
    if let settlement = withState({ $0.isSettled && (!outside || $0.outside == 0) ? $0.settlement() : nil }) { return settlement }
    let waking = await withCheckedContinuation { continuation in
      apply { $0.whenSettled(forOutside: outside, .resume(continuation)) }
      Watchdog.watch(self)
    }
    switch waking {
    case .settled(let settlement): return settlement
    case .stuck(let stuck): throw stuck
    default: return withState { $0.settlement() }
    }
  }

  /// Runs the agenda up to the instant: for each due moment sets the clock, wakes its entries in path order, settles.
  @discardableResult
  nonisolated(nonsending) package func advance(to instant: WorldInstant) async throws(Stuck) -> Settlement {
    while try await advanceToNext(notAfter: instant) != nil {}
    if let witness, now < instant {
      await witness.moves(isDue: true)
      // What came in since may be due before.
      while try await advanceToNext(notAfter: instant) != nil {}
    }
    let isLater = now < instant
    withState { $0.set(now: instant) }
    if isLater { witness?.pass("now \(instant)") }
    return try await settle()
  }

  /// Runs one moment of the agenda. nil where none is due by the limit; the clock stays, then.
  @discardableResult
  nonisolated(nonsending) package func advanceToNext(notAfter limit: WorldInstant) async throws(Stuck) -> Settlement? {
    while true {
      try await settle()
      if let witness { await witness.moves(isDue: withState { $0.nextDue() }.map { $0 <= limit } ?? false) }
      // A request from outside may have come in since.
      let (again, effects) = withState { state -> (Bool, [Effect]?) in
        state.isSettled ? (false, state.wakeNext(notAfter: limit)) : (true, nil)
      }
      if again { continue }
      guard let effects else { return nil }
      witness?.pass("moved \(now)")
      for effect in effects { effect.carryOut() }
      return try await settle()
    }
  }

  /// Ends the world: parked work is woken with `Retired`, in path order, and nothing can be spawned, slept or sent any more.
  @discardableResult
  nonisolated(nonsending) package func retire() async throws(Stuck) -> Settlement {
    apply { $0.retire() }
    return try await settle()
  }
}
