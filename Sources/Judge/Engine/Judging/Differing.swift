import Documents
import Facts
import Population
import Scenarios

/// Lines and objects of facts as JSON, so that what was seen can be laid beside what was wanted.
enum Differing {
  /// Rows that are compared: enough for any list that a person reads.
  static let mostRows = 500
  private static let bounds = DifferenceBounds(lines: 24, width: 72, context: 1)

  /// What belongs together is found by what names a line.
  static func rows(_ expected: [Members], _ actual: [Members]) -> String? {
    let key = ["reference", "payee"].first { name in (expected + actual).allSatisfy { $0[name] != nil } }
    return Difference(expectedRows: expected, actualRows: Array(actual.prefix(mostRows)), key: key.map { [$0] } ?? [], bounds: bounds)?.text
  }

  /// One person, by the kinds of identifiers that both sides give.
  static func identifiers(_ actual: FactValue, _ wanted: Resolved) -> String? {
    guard case .identifiers(let has) = actual else { return nil }
    let want: [Identifier]
    switch wanted {
    case .people(let people) where people.count == 1: want = people[0].all
    case .fact(.identifiers(let ids)): want = ids
    default: return nil
    }
    let shared = want.filter { w in has.contains { $0.scheme == w.scheme } }
    return Difference(expected: object(shared.isEmpty ? want : shared), actual: object(has), bounds: bounds)?.text
  }
  private static func object(_ ids: [Identifier]) -> JSON { .object(Members(ids.map { Member($0.scheme.text, .string($0.value)) })) }

  /// What names a line, of its facts.
  static func name(_ line: Facts) -> Members {
    for name in ["reference", "payee"] {
      if let value = line[name] { return Members([Member(name, json(value))]) }
    }
    return [:]
  }
  static func row(_ line: Facts) -> Members { Members(line.entries.map { Member($0.name, json($0.value)) }) }

  static func json(_ value: FactValue) -> JSON {
    switch value {
    case .amount(let amount): .number(amount.text)
    case .count(let count): JSON(count)
    case .flag(let flag): .bool(flag)
    case .text, .day, .identifiers: .string(value.description)
    }
  }

  /// The value that a matcher wants, written as the seen one is; in words where it wants no single value. nil: none at all.
  static func wanted(_ matcher: Matcher, as seen: FactValue?, _ resolve: (Value) -> Resolved) -> JSON? {
    switch matcher {
    case .absent: return nil
    case .equals(let value):
      let resolved = resolve(value)
      if case .fact(let fact) = resolved { return json(fact) }
      switch seen {
      case .amount?, .count?: if let number = Likeness.number(resolved) { return .number(number.text) }
      case .flag?:
        if let word = resolved.text, ["true", "yes", "false", "no"].contains(word) { return .bool(["true", "yes"].contains(word)) }
      default: break
      }
      return .string(resolved.description)
    default: return .string("(\(Assertions.words(matcher) { resolve($0).description }))")
    }
  }
}
