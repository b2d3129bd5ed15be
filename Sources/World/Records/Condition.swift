import Documents
package import Facts

/// One condition of a search: a fact of the record, how it is compared, with what.
package struct Condition: Hashable, Sendable {
  package enum Comparison: String, Hashable, Sendable { case eq, gt, ge, lt, le, `in` }
  private enum Value: Hashable, Sendable {
    case day(Day)
    case number(ExactDecimal)
    /// In small letters.
    case words([String])
  }
  package let attribute: String
  package let comparison: Comparison
  /// It holds where the comparison does not.
  package let isNegated: Bool
  private let value: Value

  /// Throws the domain reason for which the search is refused.
  package init(_ line: Facts, in attributes: Attributes) throws(Unfit) {
    attribute = line[.attribute] ?? ""
    isNegated = line[.negated] ?? false
    guard let comparison = Comparison(rawValue: line[.comparison] ?? "eq") else { throw Unfit(reason: "unknown-operator") }
    self.comparison = comparison
    let text = line[.value] ?? ""
    switch attributes.kind(of: attribute) {
    case .day:
      guard let day = Day(text), comparison != .in else { throw Unfit(reason: "wrong-value") }
      value = .day(day)
    case .number:
      guard let number = ExactDecimal(text), comparison != .in else { throw Unfit(reason: "wrong-value") }
      value = .number(number)
    case .word:
      guard comparison == .eq || comparison == .in, !text.isEmpty else { throw Unfit(reason: "unknown-operator") }
      let words = comparison == .in ? text.split { $0 == " " || $0 == "," }.map(String.init) : [text]
      value = .words(words.map { $0.lowercased() })
    case nil: throw Unfit(reason: "unknown-attribute")
    }
  }

  /// The day that it compares with, where it does.
  package var day: Day? {
    if case .day(let day) = value { return day }
    return nil
  }

  package func admits(_ row: Facts) -> Bool { holds(row) != isNegated }

  private func holds(_ row: Facts) -> Bool {
    switch (row[attribute], value) {
    case (.day(let held), .day(let asked)): holds(held, asked)
    case (.amount(let held), .number(let asked)): holds(held, asked)
    case (.count(let held), .number(let asked)): holds(ExactDecimal(held), asked)
    case (.identifiers(let held), .words(let asked)):
      held.contains { asked.contains($0.value.lowercased()) || asked.contains($0.description.lowercased()) }
    case (.text(let held), .words(let asked)): holds(held.lowercased(), asked)
    default: false
    }
  }

  private func holds<T: Comparable>(_ held: T, _ asked: T) -> Bool {
    switch comparison {
    case .eq, .in: held == asked
    case .gt: held > asked
    case .ge: held >= asked
    case .lt: held < asked
    case .le: held <= asked
    }
  }
  /// A name fits whole, or by one of its parts.
  private func holds(_ held: String, _ asked: [String]) -> Bool {
    asked.contains(held) || (attribute.hasSuffix(".name") && held.split(separator: " ").contains { asked.contains(String($0)) })
  }
}
