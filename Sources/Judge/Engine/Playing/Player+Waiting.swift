import Facts
import Scenarios
import Timeline

extension Player {
  /// How long an expectation looks where the page does not say: long enough for a retry, short enough for the story.
  static let usual = StoryDuration(days: 1)

  /// Lets the world go on until it is done, or nothing that is due by the deadline is left.
  ///
  /// Among simulated actors the agenda is run moment by moment. With a real one, what is ours settles first; then it is listened for,
  /// as long as patience lasts, and what waits on our own side is not waited out on the wall.
  mutating func wait(until deadline: WorldInstant, patience: Int, for done: (Self) -> Bool) async throws(Stuck) {
    try await settle()
    var left = stage.hasReal ? patience : 0
    while !done(self), !Task.isCancelled {
      if left > 0 {
        let mark = book.count
        left -= max(1, await stage.hear(atMost: min(left, 200)))
        _ = try await stage.timeline.settle(outside: false)
        if book.count > mark { continue }
      }
      let moved = try await stage.timeline.advanceToNext(notAfter: deadline) != nil
      if !moved && left <= 0 { break }
    }
    try await settle()
  }
}
