package import Facts

extension TimelineState {
  /// What is due at a later moment of the world.
  struct Due: Comparable, Sendable {
    let at: WorldInstant
    let path: Path
    let number: Int
    let id: ID
    static func < (a: Due, b: Due) -> Bool {
      if a.at != b.at { return a.at < b.at }
      return a.path == b.path ? a.number < b.number : a.path < b.path
    }
    static func == (a: Due, b: Due) -> Bool { a.number == b.number }
  }

  /// Enters the activity in the agenda. Entries that were overtaken stay until they are met, or are most of the agenda.
  mutating func enter(_ id: ID, _ at: WorldInstant, _ wake: Wake) {
    guard let path = open[id]?.path else { return }
    if agenda.count > 64, agenda.count > 2 * open.count {
      let open = open
      agenda.removeAll { open[$0.id]?.parking != $0.number }
    }
    let number = number()
    agenda.push(Due(at: at, path: path, number: number, id: id))
    open[id]?.parking = number
    open[id]?.wake = wake
  }

  /// Takes a parked activity out of the agenda and out of the awaited; gives its wake.
  mutating func unpark(_ id: ID) -> Wake? {
    guard let entry = open[id], entry.phase == .parked, let wake = entry.wake else { return nil }
    open[id]?.parking = nil
    open[id]?.wake = nil
    open[id]?.key = nil
    if let key = entry.key {
      awaited[key]?.removeAll { $0 == id }
      if awaited[key]?.isEmpty == true { awaited[key] = nil }
    }
    return wake
  }

  /// When the next living entry is due.
  package mutating func nextDue() -> WorldInstant? {
    while let first = agenda.first {
      if open[first.id]?.parking == first.number { return first.at }
      _ = agenda.pop()
    }
    return nil
  }

  /// One instant of the agenda: sets the clock to it and wakes its entries in path order. nil: none is due by the limit.
  package mutating func wakeNext(notAfter limit: WorldInstant) -> [Effect]? {
    guard let at = nextDue(), at <= limit else { return nil }
    now = max(now, at)
    while nextDue() == at, let due = agenda.pop() {
      if let wake = unpark(due.id) {
        enqueue(due.id, wake, .due)
      } else if let header = open[due.id]?.lends, let wake = open[due.id]?.wake {
        orphan(header)
        open[due.id]?.lends = nil
        open[due.id]?.parking = nil
        open[due.id]?.wake = nil
        enqueue(due.id, wake, .due)
      }
    }
    return grant()
  }

  package mutating func set(now instant: WorldInstant) { now = max(now, instant) }
}

// MARK: settling

extension TimelineState {
  /// Wakes with the settlement as soon as there is one. `forOutside`: requests to real actors are waited for, too.
  package mutating func whenSettled(forOutside: Bool, _ wake: Wake) -> [Effect] {
    waiters.append(Waiter(wake: wake, forOutside: forOutside))
    return isSettled ? released() : []
  }

  mutating func released() -> [Effect] {
    let settlement = settlement()
    let free = waiters.filter { outside == 0 || !$0.forOutside }
    waiters.removeAll { outside == 0 || !$0.forOutside }
    return free.map { Effect(nil, $0.wake, .settled(settlement)) }
  }

  package mutating func settlement() -> Settlement {
    Settlement(at: now, last: last, outside: listed { $0.phase == .outside }, agendaNext: nextDue())
  }

  /// The watchdog: wall time has passed. Where for `limit` nothing moved, nothing is outside and somebody waits, the world is stuck.
  package mutating func tick(_ passed: Duration, limit: Duration) -> [Effect] {
    guard !waiters.isEmpty, outside == 0 else { return [] }
    quiet += passed
    guard quiet >= limit else { return [] }
    let stuck = Stuck(open: listed { _ in true })
    let waiting = waiters
    waiters = []
    // Who waits next has the whole limit again.
    quiet = .zero
    return waiting.map { Effect(nil, $0.wake, .stuck(stuck)) }
  }

  private func listed(_ wanted: (Entry) -> Bool) -> [OpenActivity] {
    open.filter { wanted($0.value) }.sorted { ($0.value.path, $0.key) < ($1.value.path, $1.key) }.map(\.value).map {
      let doing = switch $0.phase {
      case .awake: "awake"
      case .ready: "ready"
      case .lent, .parked, .outside: $0.doing
      }
      return OpenActivity(path: $0.path, title: $0.title, site: $0.site, doing: doing, since: $0.since)
    }
  }
}
