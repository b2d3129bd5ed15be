package import Conformance

/// What a check of a page is worth: the defects under which it fails.
package struct CheckStanding: Hashable, Sendable {
  package let suite: String
  /// On its page, rows not told apart.
  package let name: CheckName
  package let requirement: RequirementID?
  /// Defects under which its scenario was played.
  package let tried: Int
  /// Of these, the defects under which it fails, in their order.
  package let fails: [String]

  package init(suite: String, name: CheckName, requirement: RequirementID?, tried: Int, fails: [String]) {
    self.suite = suite
    self.name = name
    self.requirement = requirement
    self.tried = tried
    self.fails = fails
  }
}
