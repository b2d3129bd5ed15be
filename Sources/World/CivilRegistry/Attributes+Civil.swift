import Facts
import Records

extension Attributes {
  /// What the civil registry can be searched by.
  static let civil = Attributes(
    days: ["person.birth-date", "registration.date", "event.date", "mother.birth-date"],
    words: [
      "person.id", "person.name", "person.sex", "child.brn", "death.drn", "mother.id", "mother.name", "father.id", "spouse.id",
      "event.kind", "event.id",
    ], sortable: ["person.birth-date", "person.name", "person.sex", "registration.date", "event.date"])
}

extension Condition {
  /// The days of birth, as day numbers, that it leaves open; nil where it is about something else.
  var births: ClosedRange<Int>? {
    guard attribute == "person.birth-date", !isNegated, let n = day?.number else { return nil }
    return switch comparison {
    case .eq, .in: n...n
    case .gt: (n + 1)...Int.max
    case .ge: n...Int.max
    case .lt: Int.min...(n - 1)
    case .le: Int.min...n
    }
  }
}

extension Query {
  /// The days of birth outside which nobody fits, as day numbers: what each alternative leaves, all alternatives together.
  var births: (low: Int, high: Int) {
    let spans = alternatives.map { conditions -> (low: Int, high: Int) in
      let ranges = conditions.compactMap(\.births)
      return (ranges.map(\.lowerBound).max() ?? .min, ranges.map(\.upperBound).min() ?? .max)
    }.filter { $0.low <= $0.high }
    return (spans.map(\.low).min() ?? .max, spans.map(\.high).max() ?? .min)
  }
  /// Whether it asks for a span of days of birth and nothing else, so that nobody within has to be looked at.
  var isOfBirthsAlone: Bool { alternatives.count == 1 && alternatives[0].allSatisfy { $0.births != nil } }
}
