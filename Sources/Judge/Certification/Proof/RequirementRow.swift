package import Conformance

/// A requirement of the matrix: one that a check of these suites cites.
package struct RequirementRow: Hashable, Sendable {
  package let id: RequirementID
  /// The first of the suites that cites it.
  package let suite: String
  package let binds: RoleName
  package let kind: RequirementClass
  package let strength: Strength
  package let text: String

  package init(id: RequirementID, suite: String, binds: RoleName, kind: RequirementClass, strength: Strength, text: String) {
    self.id = id
    self.suite = suite
    self.binds = binds
    self.kind = kind
    self.strength = strength
    self.text = text
  }
}
