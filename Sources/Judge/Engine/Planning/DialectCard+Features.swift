package import Facts

extension DialectCard {
  /// Whether it has what a page needs of its edge: a message, a fact, a state of a line, or `security`. `between`: the two roles of the
  /// edge; what is said between others does not count. A fact counts in these kinds of message, where any are named.
  package func has(_ feature: String, between a: Role, and b: Role, in kinds: [MessageKind] = []) -> Bool {
    let carries = carries.filter { [[$0.from, $0.to], [$0.to, $0.from]].contains([a, b]) }
    return switch feature {
    case "security": faults.contains { $0.group == .security }
    case "returned": carries.contains { $0.lineFacts.contains("returned.amount") }
    case "amount": carries.contains { $0.lineFacts.contains("settled.amount") }
    default:
      carries.contains { carried in
        let isOfEdge = kinds.isEmpty || kinds.contains(carried.kind)
        return carried.kind.text == feature || isOfEdge && (carried.facts.contains(feature) || carried.lineFacts.contains(feature))
      }
    }
  }
  /// Whether it is spoken between two roles, whichever of them begins.
  package func joins(_ a: Role, _ b: Role) -> Bool { carries.contains { [$0.from, $0.to] == [a, b] || [$0.from, $0.to] == [b, a] } }
}
