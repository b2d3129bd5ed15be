import Conformance
import Evidence
import Facts
import Timeline

// What a system under test dates in the future cannot have happened: whoever of ours refuses it is right.
extension Player {
  /// Says of each system under test what it dated after both its today and ours, and lets what follows be its doing.
  mutating func noteFutureDates() {
    for exchange in book.exchanges(since: 0) where !exchange.repeated {
      let today = max(exchange.at.day, exchange.wire.day)
      for reading in exchange.readings where stage.occupant(reading.message.from).isJudged {
        let theirs = stage.clock(of: reading.message.from)?.day ?? today
        guard let late = reading.message.ahead(of: max(today, theirs)) else { continue }
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
}
