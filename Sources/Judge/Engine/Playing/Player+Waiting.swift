import Facts
import Scenarios
import Timeline

extension Player {
  /// How long an expectation looks where the page does not say: long enough for a retry, short enough for the story.
  static let usual = StoryDuration(days: 1)

  /// Lets the world go on until it is done, or nothing that is due by the deadline is left.
  ///
  /// Among simulated actors the agenda is run moment by moment. With a real one, what is ours settles first; then it is listened for,
  /// as long as patience lasts, and what waits on our own side is not waited out on the wall. A vendor's test clock, where there is one,
  /// is then moved to the deadline, for what the vendor does only in its own time; ours goes first where something was arranged for a
  /// time, which is over only when it has passed on our side.
  ///
  /// `quiet`: milliseconds without news from outside before our own agenda goes on. Where our side itself waits for a real actor's word,
  /// it must be all of patience: else what we granted in world time would be over in a moment of the wall's.
  mutating func wait(until deadline: WorldInstant, patience: Int, quiet: Int = 200, for done: (Self) -> Bool) async throws(Stuck) {
    try await settle()
    var left = stage.hasReal ? patience : 0
    let allowed = deadline.seconds - now.seconds
    var silent = 0
    var isMoved = allowed <= 0 || left <= 0
    while !done(self), !Task.isCancelled {
      if left > 0 {
        let mark = book.count
        let heard = max(1, await stage.hear(atMost: min(left, 200)))
        left -= heard
        silent += heard
        _ = try await stage.timeline.settle(outside: false)
        if book.count > mark { silent = 0 }
        if silent < quiet, left > 0 { continue }
        silent = 0
      }
      let moved = try await stage.timeline.advanceToNext(notAfter: deadline) != nil
      guard !moved, left <= 0 else { continue }
      if isMoved { break }
      isMoved = true
      let isOver = try await endArranged(by: deadline)
      if try await letPass(allowed, to: deadline, "wait") || isOver { left = patience }
    }
    try await settle()
  }

  /// Moves a vendor's test clock over what is allowed, for what it does only in its own time, and ours with it; false where none has one.
  mutating func letPass(_ seconds: Int64, to deadline: WorldInstant, _ step: String) async throws(Stuck) -> Bool {
    guard await moveRealClocks(by: StoryDuration(roughly: seconds), step) else { return false }
    if now < deadline { try await stage.timeline.advance(to: deadline) }
    return true
  }

  /// True where our side went on to the end of what was arranged for a time, so that a real system may go on as well.
  mutating func endArranged(by deadline: WorldInstant) async throws(Stuck) -> Bool {
    guard let end = arrangedUntil, now < end else { return false }
    try await stage.timeline.advance(to: min(end, deadline))
    return true
  }
}
