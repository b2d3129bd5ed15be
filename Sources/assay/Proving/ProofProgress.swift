import Synchronization

/// Says on the standard error which trial has ended and how long it took: one living line on a terminal, a line a trial elsewhere.
final class ProofProgress: Sendable {
  private struct State {
    var done = 0
    var expected = 1
  }
  private let state = Mutex(State())
  private let quiet: Bool
  init(quiet: Bool = false) { self.quiet = quiet }

  /// So many more trials are to come.
  func expect(_ count: Int) { state.withLock { $0.expected += count } }

  func timing<R: Sendable>(_ name: String, _ work: () async -> R) async -> R {
    let start = ContinuousClock.now
    let result = await work()
    ended(name, RunSession.milliseconds(since: start))
    return result
  }

  private func ended(_ name: String, _ milliseconds: Int) {
    let (done, expected) = state.withLock { s in
      s.done += 1
      return (s.done, s.expected)
    }
    guard !quiet else { return }
    let tenths = (milliseconds + 50) / 100
    let line = "[\(done)/\(expected)] \(name)  \(tenths / 10).\(tenths % 10) s"
    Console.complain(
      Console.complainsToTerminal ? "\r\u{1B}[K\(line.prefix(Console.width - 1))" + (done == expected ? "\r\u{1B}[K" : "") : line + "\n")
  }
}
