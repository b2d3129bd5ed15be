import Facts

/// The settings of an edge, with the reference's own where the target names none.
struct BridgeSettings {
  let chunk: Int
  let pollFirst: WorldDuration
  let pollEvery: WorldDuration
  let frequency: String
  let sender: String
  let receiver: String

  init(_ session: Session) {
    let settings = session.settings
    chunk = session.shows("one-line-a-request") ? 1 : max(1, settings["chunk"].flatMap { Int($0) } ?? 500)
    pollFirst = settings["poll-first"].flatMap(Self.duration) ?? .minutes(30)
    pollEvery = settings["poll-every"].flatMap(Self.duration) ?? .hours(12)
    frequency = settings["frequency"] ?? "Monthly"
    sender = settings["sender-id"] ?? "\(session.role).assay"
    receiver = settings["receiver-id"] ?? "\(session.peer).assay"
  }

  /// Reads `30 min`, `12 h`, `2 days`. nil for anything else, and for no time at all.
  static func duration(_ text: String) -> WorldDuration? {
    let words = text.split(separator: " ")
    guard words.count == 2, let n = Int64(words[0]), n > 0, n < 1_000_000 else { return nil }
    switch words[1] {
    case "s": return .seconds(n)
    case "min": return .minutes(n)
    case "h": return .hours(n)
    case "day", "days": return .days(n)
    default: return nil
    }
  }
}
