package import Facts

/// A lag or an outage that was arranged: about whom, and how long.
package struct Arranged: Hashable, Sendable {
  package enum Answer: String, Hashable, Sendable, CaseIterable {
    case notFound = "not-found"
    case unavailable
    case late
    /// What those who ask can be made to meet.
    package static let ofQuestions: [Answer] = [.notFound, .unavailable]
  }
  package let about: PersonKey?
  package let answer: Answer
  private var requests: Int?
  fileprivate var until: WorldInstant?

  package init(_ arrangement: Arrangement, among answers: [Answer] = Answer.ofQuestions, at now: WorldInstant) throws(Refused) {
    guard let answer = Answer(rawValue: arrangement.does), answers.contains(answer) else {
      let choices = answers.map(\.rawValue).joined(separator: " or ")
      throw Refused("the \(arrangement.subject) can be arranged to answer \(choices), not \"\(arrangement.does)\"")
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

  package func isOver(at now: WorldInstant) -> Bool { requests == 0 || until.map { $0 <= now } ?? false }
  package mutating func use() { requests = requests.map { $0 - 1 } }
}

extension [Arranged] {
  /// Whether nothing can be asked or told at all now; counts it as a request.
  package mutating func isUnavailable(at now: WorldInstant) -> Bool { uses(.unavailable, at: now) { $0 == nil } }
  /// Whether this person cannot be found yet; counts it as a request.
  package mutating func isHidden(_ key: PersonKey, at now: WorldInstant) -> Bool { uses(.notFound, at: now) { ($0 ?? key) == key } }

  /// Until when the next word about this person is held up; once, for it has then been said.
  package mutating func delay(of key: PersonKey, at now: WorldInstant) -> WorldInstant? {
    removeAll { $0.isOver(at: now) }
    guard let place = firstIndex(where: { $0.answer == .late && ($0.about ?? key) == key }) else { return nil }
    return remove(at: place).until
  }

  private mutating func uses(_ answer: Arranged.Answer, at now: WorldInstant, about isMeant: (PersonKey?) -> Bool) -> Bool {
    removeAll { $0.isOver(at: now) }
    guard let place = firstIndex(where: { $0.answer == answer && isMeant($0.about) }) else { return false }
    self[place].use()
    return true
  }
}
