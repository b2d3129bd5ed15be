/// How often something that did not get through is sent again: a pause before each further try.
package struct Backoff: Hashable, Sendable {
  package let pauses: [WorldDuration]
  package init(_ pauses: [WorldDuration]) { self.pauses = pauses }
  package static var standard: Backoff { Backoff([.minutes(1), .minutes(10)]) }

  /// Whether an answer says "not now" rather than "no": a fault of the server, or too many requests.
  package static func isPassing(_ response: WireResponse) -> Bool { response.status >= 500 || response.status == 429 }
}

extension Reply {
  /// No answer came, or only a fault of the server.
  package static func failed(_ why: SendFailure) -> Reply { Reply(.failed, reason: why.kind.rawValue) }
  package static func failed(_ response: WireResponse) -> Reply { Reply(.failed, reason: "server-fault \(response.status)") }
  /// Nobody is there, or not now: what was said may be said again later.
  package var isUnreachable: Bool {
    guard taken == .failed, let reason else { return false }
    let silences: [SendFailure.Kind] = [.refused, .reset, .timeout, .unresolved]
    return reason == "server-fault 503" || silences.contains { $0.rawValue == reason }
  }
  /// The edge's dialect has no word for it: asking again changes nothing.
  package var isUnsayable: Bool { taken == .failed && reason?.hasPrefix("unsayable") == true }
  /// The dialect has no word for the message, or for these facts.
  static func unsayable(_ why: Unsayable) -> Reply {
    Reply(.failed, reason: (["unsayable \(why.kind)"] + why.facts).joined(separator: " "))
  }
}
