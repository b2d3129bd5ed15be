/// What is known about a requirement after a run.
package enum RequirementState: String, Sendable, CaseIterable {
  case notMet = "not met"
  case unseen
  case met
  case notApplicable = "not applicable"
}
