import Documents
import Facts
import Population

/// Whether a fact is what the page says, by the type that the fact has: money exactly, days as days, people by any identifier, by their
/// name, or by the day on which they were born.
enum Likeness {
  static func equal(_ actual: FactValue, _ expected: Resolved) -> Bool {
    switch expected {
    case .people(let people):
      switch actual {
      case .identifiers(let ids): return people.contains { $0.all.names(ids) }
      case .text(let text): return people.contains { $0.key.text == text || $0.name.description == text }
      case .day(let day): return people.contains { $0.born == day }
      default: return false
      }
    case .list(let any): return any.contains { equal(actual, $0) }
    case .fact(let fact): return equal(actual, fact)
    case .text(let text): return equal(actual, text)
    case .seen(let seen): return isOf(actual, seen)
    case .unknown: return false
    }
  }

  private static func equal(_ a: FactValue, _ b: FactValue) -> Bool {
    switch (a, b) {
    case (.identifiers(let x), .identifiers(let y)): x.names(y)
    case (.identifiers(let x), .text(let t)), (.text(let t), .identifiers(let x)): x.contains { $0.value == t }
    case (_, .text(let t)): equal(a, t)
    case (.text(let t), _): equal(b, t)
    default: a == b || number(a) != nil && number(a) == number(b)
    }
  }

  private static func equal(_ actual: FactValue, _ text: String) -> Bool {
    switch actual {
    case .text(let t): t == text
    case .amount, .count: number(actual) == ExactDecimal(text)
    case .day(let d): d.description == text
    case .flag(let f): ["true", "yes"].contains(text) ? f : ["false", "no"].contains(text) ? !f : false
    case .identifiers(let ids): ids.contains { $0.value == text }
    }
  }

  /// A list is named by its own reference or by its cycle.
  private static func isOf(_ actual: FactValue, _ seen: Seen) -> Bool {
    let names = [seen.facts[.listReference], seen.facts[.cycle]].compactMap { $0 }
    return names.contains { equal(actual, $0) }
  }

  static func number(_ value: FactValue) -> ExactDecimal? {
    switch value {
    case .amount(let a): a
    case .count(let n): ExactDecimal(String(n))
    case .text(let t): ExactDecimal(t)
    default: nil
    }
  }
  static func number(_ value: Resolved) -> ExactDecimal? {
    switch value {
    case .text(let t): ExactDecimal(t)
    case .fact(let f): number(f)
    default: nil
    }
  }

  /// Three-way order of two values that have one: numbers and days.
  static func isBelow(_ a: FactValue, _ b: Resolved) -> Bool? {
    if let x = number(a), let y = number(b) { return x < y }
    if case .day(let x) = a, let y = b.text.flatMap({ Day($0) }) { return x < y }
    return nil
  }
}
