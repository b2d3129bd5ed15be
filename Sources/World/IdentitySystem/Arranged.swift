import Facts

/// An answer that was arranged beforehand: for whom, and how long.
struct Arranged: Sendable {
  enum Answer: Hashable, Sendable {
    case yes
    case no(String)
    case unavailable
  }
  let about: PersonKey?
  let answer: Answer
  private var requests: Int?
  private let until: WorldInstant?

  static let forms = ["yes", "no", "no REASON", "unavailable"]

  init(_ arrangement: Arrangement, at now: WorldInstant) throws(Refused) {
    about = arrangement.about
    let words = arrangement.does.split(separator: " ").map(String.init)
    switch (words.first, words.count) {
    case ("yes", 1): answer = .yes
    case ("no", 1): answer = .no("data-differs")
    case ("no", 2): answer = .no(words[1])
    case ("unavailable", 1): answer = .unavailable
    default: throw Refused("\"\(arrangement.does)\" is no answer; use one of: \(Self.forms.joined(separator: ", "))")
    }
    (requests, until) = try Self.span(arrangement.lasts, from: now)
  }

  func isOver(at now: WorldInstant) -> Bool { requests == 0 || until.map { $0 < now } ?? false }

  mutating func use() { requests = requests.map { $0 - 1 } }

  /// `2 requests`, `1 hour`, `3 days`; nothing: for good.
  private static func span(_ text: String?, from now: WorldInstant) throws(Refused) -> (Int?, WorldInstant?) {
    guard let text else { return (nil, nil) }
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 2, let count = Int(words[0]), count > 0 else {
      throw Refused("\"\(text)\" is no span; write for example 2 requests, or 1 hour")
    }
    let unit = words[1].hasSuffix("s") ? String(words[1].dropLast()) : words[1]
    switch unit {
    case "request": return (count, nil)
    case "minute": return (nil, now + .minutes(Int64(count)))
    case "hour": return (nil, now + .hours(Int64(count)))
    case "day": return (nil, now + .days(Int64(count)))
    default: throw Refused("\"\(words[1])\" is no unit; use requests, minutes, hours or days")
    }
  }
}
