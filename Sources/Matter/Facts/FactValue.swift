package import Documents

/// What a fact can hold.
package enum FactValue: Hashable, Sendable {
  case text(String)
  case amount(ExactDecimal)
  case count(Int)
  case day(Day)
  case flag(Bool)
  /// One person, record or account, by every identifier that the message gave.
  case identifiers([Identifier])
}

/// A Swift type that a fact can be read as.
package protocol FactConvertible: Sendable {
  init?(_ value: FactValue)
  var factValue: FactValue { get }
}

extension String: FactConvertible {
  package init?(_ value: FactValue) {
    guard case .text(let t) = value else { return nil }
    self = t
  }
  package var factValue: FactValue { .text(self) }
}
extension ExactDecimal: FactConvertible {
  package init?(_ value: FactValue) {
    guard case .amount(let a) = value else { return nil }
    self = a
  }
  package var factValue: FactValue { .amount(self) }
}
extension Int: FactConvertible {
  package init?(_ value: FactValue) {
    guard case .count(let n) = value else { return nil }
    self = n
  }
  package var factValue: FactValue { .count(self) }
}
extension Day: FactConvertible {
  package init?(_ value: FactValue) {
    guard case .day(let d) = value else { return nil }
    self = d
  }
  package var factValue: FactValue { .day(self) }
}
extension Bool: FactConvertible {
  package init?(_ value: FactValue) {
    guard case .flag(let f) = value else { return nil }
    self = f
  }
  package var factValue: FactValue { .flag(self) }
}
extension [Identifier]: FactConvertible {
  package init?(_ value: FactValue) {
    guard case .identifiers(let i) = value else { return nil }
    self = i
  }
  package var factValue: FactValue { .identifiers(self) }
}

extension FactValue: CustomStringConvertible {
  package var description: String {
    switch self {
    case .text(let t): t
    case .amount(let a): a.text
    case .count(let n): String(n)
    case .day(let d): d.description
    case .flag(let f): f ? "true" : "false"
    case .identifiers(let ids): ids.map(\.description).joined(separator: ", ")
    }
  }
}
