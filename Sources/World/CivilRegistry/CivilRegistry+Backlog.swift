import Facts
import Timeline

// A listener that cannot be reached is told when it is there again: of everything, in order.
extension CivilRegistry {
  private static let pause = WorldDuration.hours(4)
  /// A week of pauses; after that, whoever listens has to ask.
  private static let tries = 42

  /// Says what waits already and then this, each once. What does not get through waits, and is tried again later.
  func deliver(_ message: Message, _ activity: Activity, _ peers: any Peers) async {
    let now = activity.now
    // Whoever was not there a moment ago holds up nothing that is new.
    if with({ $0.backlog.isDue(at: now) }) { _ = await deliverBacklog(activity, peers) }
    let reply = await peers.say(message, activity)
    if reply.isUnsayable, message.kind == .adoptionRegistered, peers.hears(.recordCorrected, from: .crvs, to: .mis) {
      return await deliver(Message(.recordCorrected, from: .crvs, to: .mis, facts: message.facts), activity, peers)
    }
    guard reply.isUnreachable, !has(.dropsWhatFails) else { return }
    let isFirst = with { state in
      state.backlog.waiting.append(message)
      state.backlog.lastTried = activity.now
      return state.backlog.waiting.count == 1
    }
    // Whoever began to wait goes on for those that join.
    guard isFirst else { return }
    var told: [Message] = []
    for _ in 0..<Self.tries {
      do { try await activity.sleep(for: Self.pause) } catch { return }
      told += await deliverBacklog(activity, peers)
      if with({ $0.backlog.waiting.isEmpty }) { break }
    }
    with { $0.backlog.waiting = [] }
    guard has(.tellsBacklogAgain) else { return }
    do { try await activity.sleep(for: .days(2)) } catch { return }
    for message in told { _ = await peers.say(message, activity) }
  }

  /// Tells what waits, in order, as far as it gets through; gives what did. Only one at a time does so.
  private func deliverBacklog(_ activity: Activity, _ peers: any Peers) async -> [Message] {
    guard with({ $0.backlog.begin() }) else { return [] }
    defer { with { $0.backlog.isBeingTold = false } }
    var told: [Message] = []
    while let next = with({ has(.newestFirst) ? $0.backlog.waiting.last : $0.backlog.waiting.first }) {
      guard await !peers.say(next, activity).isUnreachable else {
        with { $0.backlog.lastTried = activity.now }
        break
      }
      told.append(next)
      with { state in
        guard !state.backlog.waiting.isEmpty else { return }
        _ = has(.newestFirst) ? state.backlog.waiting.removeLast() : state.backlog.waiting.removeFirst()
      }
    }
    return told
  }
}

/// What a listener that could not be reached has still to be told, in order.
struct Backlog: Sendable {
  var waiting: [Message] = []
  var isBeingTold = false
  var lastTried: WorldInstant?
  func isDue(at now: WorldInstant) -> Bool { lastTried.map { $0 + .minutes(15) <= now } ?? false }
  /// Whether there is something to tell that nobody is telling.
  mutating func begin() -> Bool {
    guard !waiting.isEmpty, !isBeingTold else { return false }
    isBeingTold = true
    return true
  }
}
