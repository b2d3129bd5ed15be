import Conformance
import Evidence
import Facts
import Timeline

// What a real system dates in the future cannot have happened: whoever of ours refuses it is right.
extension Player {
  /// Days on which something is said to have happened; a day for which something is planned may well come.
  private static let happened = ["date", "event.date", "registration.date", "person.birth-date"]
  /// Of a report of a million lines the first ones have to do.
  private static let mostLines = 10_000

  /// Says of each real system what it dated after both its today and ours, and lets what follows be its doing.
  mutating func noteFutureDates() {
    for exchange in book.exchanges(since: 0) where !exchange.repeated {
      let today = max(exchange.at.day, exchange.wire.day)
      for reading in exchange.readings where stage.occupant(reading.message.from).isReal {
        guard let late = Self.future(reading.message, after: today) else { continue }
        let (from, to) = (reading.message.from, reading.message.to)
        recorder.record(
          .finding(
            Finding(
              name: "finding.future-date",
              detail: "\(reading.message.kind) from \(from) to \(to) is dated \(late.day)\(late.place), and it was \(today)",
              about: from, exchange: exchange.id)))
        failures.append(
          Failure(
            name: "the date \(late.day) of a \(reading.message.kind) of \(from)", role: RoleName(from.text), evidence: [exchange.id],
            position: book.position(exchange.id) ?? 0))
      }
    }
  }

  private static func future(_ message: Message, after today: Day) -> (day: Day, place: String)? {
    func late(_ facts: Facts) -> Day? { happened.lazy.compactMap { facts[$0].flatMap { Day($0) } }.first { $0 > today } }
    if let day = late(message.facts) { return (day, "") }
    for line in message.lines.prefix(mostLines) {
      guard let day = late(line) else { continue }
      return (day, line[.reference].map { " in line \($0)" } ?? "")
    }
    return nil
  }
}
