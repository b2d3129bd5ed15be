package import Facts

/// The accounts of one world: who has the turn, who waits, what is due. A pure value; each transition gives what must be woken.
///
/// `held` counts turns that are out: one for each awake activity, and one for each exchange on its way.
/// With `.turns` there is one turn, so a world runs one thing at a time, lowest path first; with `.free` there is no limit.
package struct TimelineState: Sendable {
  package typealias ID = Int

  enum Phase: Hashable, Sendable { case ready, awake, lent, parked, outside }
  struct Entry: Sendable {
    let path: Path
    let title: String
    let site: Site
    var phase: Phase
    var since: WorldInstant
    /// Why it waits, with the line.
    var doing: String = ""
    /// The lent exchange that it serves.
    var serves: String?
    /// The number of its entry in the agenda; an entry with another number is dead.
    var parking: Int?
    /// The exchange that it waits for.
    var lends: String?
    var key: String?
    var wake: Wake?
  }
  struct Ready: Comparable, Sendable {
    let path: Path
    let number: Int
    let id: ID
    let wake: Wake
    let why: Waking
    static func < (a: Ready, b: Ready) -> Bool { a.path == b.path ? a.number < b.number : a.path < b.path }
    static func == (a: Ready, b: Ready) -> Bool { a.number == b.number }
  }
  struct Waiter: Sendable {
    let wake: Wake
    let forOutside: Bool
  }

  let mode: Timeline.Mode
  package internal(set) var now: WorldInstant
  package internal(set) var held = 0
  package internal(set) var outside = 0
  package internal(set) var retired = false
  package internal(set) var last: Path?
  package internal(set) var faults: [HarnessFault] = []
  var open: [ID: Entry] = [:]
  var ready = Heap<Ready>()
  var agenda = Heap<Due>()
  var exchanges: [String: Exchange] = [:]
  var awaited: [String: [ID]] = [:]
  var kept: [String: [Reading]] = [:]
  var waiters: [Waiter] = []
  var quiet: Duration = .zero
  private var numbers = 0

  package init(mode: Timeline.Mode, start: WorldInstant) {
    self.mode = mode
    now = start
  }

  /// Nobody has the turn and nobody waits for it.
  package var isSettled: Bool { held == 0 && ready.isEmpty }
  package var openCount: Int { open.count }
  package func isOpen(_ id: ID) -> Bool { open[id] != nil }
  package func isAwake(_ id: ID) -> Bool { open[id]?.phase == .awake }

  mutating func number() -> Int {
    numbers += 1
    return numbers
  }
}

// MARK: work

extension TimelineState {
  /// New work joins the ready. It is accounted for from this moment, before whoever opened it can end.
  package mutating func open(_ id: ID, _ path: Path, title: String, site: Site, _ wake: Wake) -> [Effect] {
    guard mode == .free, ready.isEmpty else {
      open[id] = Entry(path: path, title: title, site: site, phase: .ready, since: now)
      return join(id, wake, .turn)
    }
    // There is no turn to wait for.
    open[id] = Entry(path: path, title: title, site: site, phase: .awake, since: now)
    held += 1
    last = path
    quiet = .zero
    return [Effect(id, wake, .turn)]
  }

  /// Work has ended; its turn goes on, or back with the answer that it gave.
  package mutating func close(_ id: ID) -> [Effect] {
    guard let entry = open.removeValue(forKey: id) else { return [] }
    if entry.phase == .awake, !answered(entry) { held -= 1 }
    return grant()
  }

  /// Gives up the turn until the instant, or until `key` is called.
  package mutating func park(_ id: ID, until: WorldInstant, key: String?, doing: String, _ wake: Wake) -> [Effect] {
    guard open[id]?.phase == .awake else { return [Effect(id, wake, .refused)] }
    if retired { return [Effect(id, wake, .retired)] }
    if let key, let reading = keptReading(key) { return [Effect(id, wake, .called(reading))] }
    held -= 1
    guard until > now else { return join(id, wake, .due) }
    enter(id, until, wake)
    open[id]?.phase = .parked
    open[id]?.since = now
    open[id]?.doing = "\(doing), due \(until)"
    if let key {
      open[id]?.key = key
      awaited[key, default: []].append(id)
    }
    return grant()
  }

  /// Hands the reading to who awaits the key longest; keeps it where nobody does.
  package mutating func call(_ key: String, _ reading: Reading) -> (woke: Bool, effects: [Effect]) {
    guard let id = awaited[key]?.first, let wake = unpark(id) else {
      if !retired { kept[key, default: []].append(reading) }
      return (false, [])
    }
    return (true, join(id, wake, .called(reading)))
  }

  /// A request goes to a real actor: the turn is given up while it is away.
  package mutating func leave(_ id: ID, doing: String) -> [Effect] {
    guard open[id]?.phase == .awake else { return [] }
    open[id]?.phase = .outside
    open[id]?.since = now
    open[id]?.doing = doing
    outside += 1
    held -= 1
    return grant()
  }

  package mutating func comeBack(_ id: ID, _ wake: Wake) -> [Effect] {
    guard open[id]?.phase == .outside else { return [Effect(id, wake, .refused)] }
    outside -= 1
    return join(id, wake, .turn)
  }

  /// Ends the world: whoever is parked is woken to clean up, and nobody can park again.
  package mutating func retire() -> [Effect] {
    guard !retired else { return [] }
    retired = true
    kept = [:]
    let parked = open.filter { $0.value.phase == .parked }.sorted { ($0.value.path, $0.key) < ($1.value.path, $1.key) }
    for (id, _) in parked {
      guard let wake = unpark(id) else { continue }
      enqueue(id, wake, .retired)
    }
    return grant()
  }

  package mutating func fault(_ kind: HarnessFault.Kind, _ path: Path?, _ what: String, _ site: Site) {
    faults.append(HarnessFault(kind: kind, path: path, what: what, site: site))
  }

  private mutating func keptReading(_ key: String) -> Reading? {
    guard let reading = kept[key]?.first else { return nil }
    kept[key]?.removeFirst()
    if kept[key]?.isEmpty == true { kept[key] = nil }
    return reading
  }
}

// MARK: the turn

extension TimelineState {
  mutating func enqueue(_ id: ID, _ wake: Wake, _ why: Waking) {
    guard let path = open[id]?.path else { return }
    open[id]?.phase = .ready
    open[id]?.since = now
    ready.push(Ready(path: path, number: number(), id: id, wake: wake, why: why))
  }

  mutating func join(_ id: ID, _ wake: Wake, _ why: Waking) -> [Effect] {
    enqueue(id, wake, why)
    return grant()
  }

  /// A free turn goes to the lowest path. A world that has settled by this tells who waited for it.
  mutating func grant() -> [Effect] {
    quiet = .zero
    var effects: [Effect] = []
    while mode == .free || held == 0, let next = ready.pop() {
      held += 1
      last = next.path
      open[next.id]?.phase = .awake
      open[next.id]?.since = now
      effects.append(Effect(next.id, next.wake, next.why))
    }
    if !waiters.isEmpty, isSettled { effects += released() }
    return effects
  }
}
