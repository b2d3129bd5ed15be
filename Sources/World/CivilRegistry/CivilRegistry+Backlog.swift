import Facts
import Timeline

// A listener that cannot be reached is told when it is there again: of everything, in order.
extension CivilRegistry {
  private static let pause = WorldDuration.hours(4)
  /// A week of pauses; after that, whoever listens has to ask.
  private static let tries = 42

  /// Says it at once, or after all that waits already.
  func deliver(_ message: Message, _ activity: Activity, _ peers: any Peers) async {
    if with({ $0.backlog.isEmpty }) {
      guard await peers.say(message, activity).isUnreachable else { return }
    }
    guard !has(.dropsWhatFails) else { return }
    let isFirst = with { state in
      state.backlog.append(message)
      return state.backlog.count == 1
    }
    // Whoever began to wait goes on for those that join.
    guard isFirst else { return }
    var told: [Message] = []
    for _ in 0..<Self.tries {
      do { try await activity.sleep(for: Self.pause) } catch { return }
      while let next = with({ has(.newestFirst) ? $0.backlog.last : $0.backlog.first }) {
        guard await !peers.say(next, activity).isUnreachable else { break }
        told.append(next)
        with { _ = has(.newestFirst) ? $0.backlog.removeLast() : $0.backlog.removeFirst() }
      }
      if with({ $0.backlog.isEmpty }) { break }
    }
    with { $0.backlog = [] }
    guard has(.tellsBacklogAgain) else { return }
    do { try await activity.sleep(for: .days(2)) } catch { return }
    for message in told { _ = await peers.say(message, activity) }
  }
}
