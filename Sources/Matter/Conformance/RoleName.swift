/// The name of a role as suites write it: `crvs`, `mis`, `payments`. A new role needs no change here.
package struct RoleName: Hashable, Sendable {
  package let text: String
  package init(_ text: String) { self.text = text }
}

extension RoleName: ExpressibleByStringLiteral, CustomStringConvertible, Comparable {
  package init(stringLiteral value: String) { text = value }
  package var description: String { text }
  package static func < (a: RoleName, b: RoleName) -> Bool { a.text < b.text }
}
