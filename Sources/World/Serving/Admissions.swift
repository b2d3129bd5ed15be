import Synchronization

/// How many connections were let in, and how many of them somebody looks after.
///
/// One that is dropped between the two brings the process down, so that a listener ends when there is none.
final class Admissions: Sendable {
  private let waiting = Atomic<Int>(0)

  func letIn() { waiting.add(1, ordering: .relaxed) }
  func lookedAfter() { waiting.subtract(1, ordering: .relaxed) }
  var areLookedAfter: Bool { waiting.load(ordering: .relaxed) <= 0 }
}
