/// One run of a target, as far as later runs of it are held against it.
package struct PlayedRun: Hashable, Sendable {
  /// A must that the system was seen to break, and the instance in which it was.
  package struct Unmet: Hashable, Sendable {
    package var requirement: RequirementID
    package var instance: String
    package init(_ requirement: RequirementID, in instance: String) {
      self.requirement = requirement
      self.instance = instance
    }
  }

  /// Counted from the first that is kept.
  package var number: Int
  package var seed: String
  /// `2026-11-27`
  package var day: String
  /// `Acme MIS 4.2.1`, as declared.
  package var product: String
  /// What was asked of it, by which pages and over which dialects: two runs are compared only where it is the same.
  package var scope: String
  /// Instances in which the system was seen to do something, right or wrong; of a run that begins, all of its plan.
  package var instances: [String]
  package var unmet: [Unmet]

  package init(
    number: Int, seed: String, day: String, product: String, scope: String, instances: [String] = [], unmet: [Unmet] = []
  ) {
    self.number = number
    self.seed = seed
    self.day = day
    self.product = product
    self.scope = scope
    self.instances = instances
    self.unmet = unmet
  }
}
