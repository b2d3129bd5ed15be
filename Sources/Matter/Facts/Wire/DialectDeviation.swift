/// What a simulated actor can do otherwise on one wire: wrong (a defect) or right and unlike the rest (a twist). A session shows it by name.
package struct DialectDeviation: Hashable, Sendable {
  package let name: String
  package let role: Role
  package let isDefect: Bool
  package let says: String
  package init(_ name: String, _ role: Role, _ isDefect: Bool, _ says: String) {
    self.name = name
    self.role = role
    self.isDefect = isDefect
    self.says = says
  }
}
