import Documents

/// The log in the order of plan and world, without what no two runs share: equal, byte for byte, for equal runs, whatever `--jobs` was.
package enum LedgerText {
  private static let volatile = ["w", "us", "ms", "run", "command", "chain", "volatile"]

  /// One line an event. Bodies stand whole in their line, but those that hold fresh randomness.
  package static func bytes(_ events: [Recorded]) -> [UInt8] {
    var out: [UInt8] = []
    for recorded in inOrder(events) {
      out += line(recorded).encoded()
      out.append(10)
    }
    return out
  }

  /// The run's own events first, then instance by instance; `finished` last.
  private static func inOrder(_ events: [Recorded]) -> [Recorded] {
    let ends = events.filter { if case .finished = $0.event { true } else { false } }
    let rest = events.filter { if case .finished = $0.event { false } else { true } }
    return rest.sorted { $0.place < $1.place } + ends
  }

  private static func line(_ recorded: Recorded) -> JSON {
    var isSealed = false
    if case .exchange(let exchange) = recorded.event { isSealed = exchange.sealed }
    var json = LogLine.encode(recorded) { body in isSealed ? .null : BodyWire.inline(body) }
    for name in volatile { json[name] = nil }
    return json
  }
}
