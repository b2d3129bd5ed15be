/// How many of the testable requirements any check cites. Stands apart and is never called a score.
package struct Coverage: Hashable, Sendable, CustomStringConvertible {
  package var withCheck: Int
  package var testable: Int

  package init(testable requirements: [RequirementID], cited: [RequirementID]) {
    let cited = Set(cited)
    testable = requirements.count
    withCheck = requirements.count { cited.contains($0) }
  }

  package var description: String { "\(withCheck) of \(testable) testable requirements have a check" }
}
