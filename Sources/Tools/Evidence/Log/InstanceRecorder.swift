import Signatures
import Synchronization

/// Takes the events of one scenario instance, numbers them in the order of its world, and hands encoded lines to the log.
///
/// In a world with turns only one activity runs at a time, so the order of calls is program order.
package final class InstanceRecorder: Sendable {
  private struct State {
    var next = 0
    var events: [Recorded] = []
    var pending: [UInt8] = []
    var chain: [UInt8] = []
    /// What is written and has not happened again.
    var owed: [(mark: String, recorded: Recorded)] = []
  }
  private let state: Mutex<State>
  private let writer: LogWriter?
  private let redactor: Redactor
  private let watch: (@Sendable (Recorded) -> Void)?
  package let instance: Int
  /// Hand over at once instead of in batches: with a real actor nothing can be replayed.
  private let atOnce: Bool
  /// Hold every event for a ledger of this process. Not where there are too many of them: the log has them all.
  private let keeps: Bool

  package init(
    instance: Int, writer: LogWriter?, redactor: Redactor = Redactor(), atOnce: Bool = false, keeps: Bool = true,
    after written: LogContinuation.Part = .init(), watch: (@Sendable (Recorded) -> Void)? = nil
  ) {
    self.instance = instance
    state = Mutex(
      State(
        next: (written.events.map(\.place.number).max() ?? -1) + 1, events: written.events, chain: written.chain,
        owed: written.events.compactMap { one in one.mark.map { ($0, one) } }))
    self.writer = writer
    self.redactor = redactor
    self.atOnce = atOnce
    self.keeps = keeps
    self.watch = watch
  }

  /// What is written already is not written again: it is given back as it stands there.
  @discardableResult
  package func record(_ event: Event) -> Event? {
    var event = event
    if case .exchange(let e) = event { event = .exchange(redactor.redacted(e)) }
    event = redactor.mask(event)
    if let again = again(event) {
      watch?(again)
      return again.event
    }
    let recorded = state.withLock { s -> Recorded in
      if case .instanceFinished(var e) = event {
        e.chain = Hex.lower(s.chain)
        event = .instanceFinished(e)
      }
      let recorded = Recorded(Place(instance: instance, number: s.next), event)
      s.next += 1
      if keeps { s.events.append(recorded) }
      guard let writer else { return recorded }
      let line = writer.encode(recorded)
      s.chain = Digest.sha256(s.chain, line)
      s.pending += line
      s.pending.append(10)
      if atOnce || s.pending.count >= 1 << 16 {
        writer.append(s.pending)
        // Who wrote so much will write more.
        s.pending.removeAll(keepingCapacity: true)
      }
      return recorded
    }
    watch?(recorded)
    return nil
  }

  private func again(_ event: Event) -> Recorded? {
    state.withLock { s in
      guard !s.owed.isEmpty, let mark = Recorded(Place(instance: instance, number: 0), event).mark,
        let i = s.owed.firstIndex(where: { $0.mark == mark })
      else { return nil }
      return s.owed.remove(at: i).recorded
    }
  }

  /// Written events that have not happened again, in words. A story that is told again to its end leaves none.
  package var owed: [String] { state.withLock { $0.owed.map(\.mark) } }

  /// Everything so far, in order.
  package var events: [Recorded] { state.withLock { $0.events } }

  package func flush() {
    state.withLock { s in
      writer?.append(s.pending)
      s.pending = []
    }
  }
}
