import Facts

/// A lag or an outage of the records that was arranged: about whom, and how long.
struct Arranged: Hashable, Sendable {
  enum Answer: String, Hashable, Sendable, CaseIterable {
    case notFound = "not-found"
    case unavailable
  }
  let about: PersonKey?
  let answer: Answer
  private var requests: Int?
  private var until: WorldInstant?

  init(_ arrangement: Arrangement, at now: WorldInstant) throws(Refused) {
    guard let answer = Answer(rawValue: arrangement.does) else {
      throw Refused("the records can be arranged to answer not-found or unavailable, not \"\(arrangement.does)\"")
    }
    self.answer = answer
    about = arrangement.about
    guard let span = arrangement.lasts else { return }
    let words = span.split(separator: " ")
    guard words.count == 2, let n = Int(words[0]), n > 0 else {
      throw Refused("\"\(span)\" is no span; write for example 2 requests, or 1 hour")
    }
    switch words[1] {
    case "request", "requests": requests = n
    case "minute", "minutes", "min": until = now + .minutes(Int64(n))
    case "hour", "hours", "h": until = now + .hours(Int64(n))
    case "day", "days": until = now + .days(Int64(n))
    default: throw Refused("\"\(words[1])\" is no unit; use requests, minutes, hours or days")
    }
  }

  func isOver(at now: WorldInstant) -> Bool { requests == 0 || until.map { $0 <= now } ?? false }
  mutating func use() { requests = requests.map { $0 - 1 } }
}
