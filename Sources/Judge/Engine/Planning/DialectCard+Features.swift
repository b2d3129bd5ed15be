package import Facts
package import Scenarios

extension DialectCard {
  /// Whether it has what a page needs of an edge: a message, a fact, a state of a line, or `security`.
  ///
  /// Only what the edge tells or asks counts: a fact that the same dialect can say in another message, or between others, is not said here.
  package func has(_ feature: String, on edge: EdgeDecl) -> Bool {
    let carries = carries.filter { [[$0.from, $0.to], [$0.to, $0.from]].contains([edge.from, edge.to]) && edge.kinds.contains($0.kind) }
    return switch feature {
    case "security": faults.contains { $0.group == .security }
    case "returned": carries.contains { $0.lineFacts.contains("returned.amount") }
    case "amount": carries.contains { $0.lineFacts.contains("settled.amount") }
    default: carries.contains { $0.kind.text == feature || $0.facts.contains(feature) || $0.lineFacts.contains(feature) }
    }
  }
  /// Whether it is spoken between two roles, whichever of them begins.
  package func joins(_ a: Role, _ b: Role) -> Bool { carries.contains { [$0.from, $0.to] == [a, b] || [$0.from, $0.to] == [b, a] } }
}
