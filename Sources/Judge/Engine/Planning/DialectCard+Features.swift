package import Facts

extension DialectCard {
  /// Whether it has what a page needs of its edge: a message, a fact, a state of a line, or `security`.
  package func has(_ feature: String) -> Bool {
    switch feature {
    case "security": faults.contains { $0.group == .security }
    case "returned": carries.contains { $0.lineFacts.contains("returned.amount") }
    case "amount": carries.contains { $0.lineFacts.contains("settled.amount") }
    default: carries.contains { $0.kind.text == feature || $0.facts.contains(feature) || $0.lineFacts.contains(feature) }
    }
  }
  /// Whether it is spoken between two roles, whichever of them begins.
  package func joins(_ a: Role, _ b: Role) -> Bool { carries.contains { [$0.from, $0.to] == [a, b] || [$0.from, $0.to] == [b, a] } }
}
