import Facts

/// One condition of a search: a fact of the record, how it is compared, with what.
struct Condition: Hashable, Sendable {
  enum Comparison: String, Hashable, Sendable { case eq, gt, ge, lt, le, `in` }
  let attribute: String
  let comparison: Comparison
  private let texts: [String]
  private let day: Day?

  static let days = ["person.birth-date", "registration.date", "event.date", "mother.birth-date"]
  static let words = [
    "person.id", "person.name", "person.sex", "child.brn", "death.drn", "mother.id", "mother.name", "father.id", "spouse.id",
    "event.kind", "event.id",
  ]

  /// Throws the domain reason for which the search is refused.
  init(_ line: Facts) throws(Unfit) {
    attribute = line[.attribute] ?? ""
    guard let comparison = Comparison(rawValue: line[.comparison] ?? "eq") else { throw Unfit(reason: "unknown-operator") }
    self.comparison = comparison
    let value = line[.value] ?? ""
    if Self.days.contains(attribute) {
      guard let day = Day(value), comparison != .in else { throw Unfit(reason: "wrong-value") }
      (self.day, texts) = (day, [])
    } else if Self.words.contains(attribute) {
      guard comparison == .eq || comparison == .in, !value.isEmpty else { throw Unfit(reason: "unknown-operator") }
      day = nil
      texts = (comparison == .in ? value.split { $0 == " " || $0 == "," }.map(String.init) : [value]).map { $0.lowercased() }
    } else {
      throw Unfit(reason: "unknown-attribute")
    }
  }
  struct Unfit: Error, Hashable { let reason: String }

  /// The days of birth, as day numbers, that it leaves open; nil where it is about something else.
  var births: ClosedRange<Int>? {
    guard attribute == "person.birth-date", let n = day?.number else { return nil }
    return switch comparison {
    case .eq, .in: n...n
    case .gt: (n + 1)...Int.max
    case .ge: n...Int.max
    case .lt: Int.min...(n - 1)
    case .le: Int.min...n
    }
  }

  func admits(_ row: Facts) -> Bool {
    switch row[attribute] {
    case .day(let held): admits(held)
    case .identifiers(let held):
      held.contains { texts.contains($0.value.lowercased()) || texts.contains($0.description.lowercased()) }
    case .text(let held): admits(held.lowercased())
    default: false
    }
  }

  private func admits(_ held: Day) -> Bool {
    guard let day else { return false }
    return switch comparison {
    case .eq, .in: held == day
    case .gt: held > day
    case .ge: held >= day
    case .lt: held < day
    case .le: held <= day
    }
  }
  /// A name fits whole, or by one of its parts.
  private func admits(_ held: String) -> Bool {
    texts.contains(held) || (attribute.hasSuffix(".name") && held.split(separator: " ").contains { texts.contains(String($0)) })
  }
}
