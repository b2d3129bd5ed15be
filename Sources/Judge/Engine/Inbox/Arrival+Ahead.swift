import Facts

extension Arrival {
  /// The first day that the message states of something that has happened, and that lies after both its sender's today and ours.
  var ahead: (day: Day, place: String)? { reading.message.ahead(of: max(at.day, wire.day)) }
}

extension Message {
  /// Of a report of a million lines the first ones have to do.
  private static let mostLines = 10_000

  func ahead(of today: Day) -> (day: Day, place: String)? {
    func late(_ facts: Facts) -> Day? {
      Vocabulary.happened.firstNonNil { name in facts[name].flatMap { Day($0) }.flatMap { $0 > today ? $0 : nil } }
    }
    if let day = late(facts) { return (day, "") }
    return lines.prefix(Self.mostLines).firstNonNil { line in
      late(line).map { ($0, line[.reference].map { " in line \($0)" } ?? "") }
    }
  }
}
