import Scenarios
import Testing

@Suite("When a requirement applies") struct PolicyConditionTests {
  @Test(arguments: [
    ("policy.page-size is 2", true), ("policy.page-size is 3", false), ("policy.unsaid is x", true),
    ("policy.page-size is 2 and policy.offer is not-needed", true), ("policy.page-size is 2 and policy.offer is needed", false),
    ("policy.page-size is 1 and policy.offer is not-needed", false),
  ])
  func `all that is asked must hold`(text: String, holds: Bool) throws {
    let condition = try #require(PolicyCondition(text))
    let policies = ["page-size": "2", "offer": "not-needed"]
    #expect(condition.holds { policies[$0] } == holds)
    #expect(condition.description == text)
  }

  @Test(arguments: [
    "", "policy.a", "policy. is x", "offer is needed", "policy.a is", "policy.a is-not x", "policy.a is x and",
    "policy.a is x or policy.b is y",
    "policy.a is x policy.b is y", "policy.a is x and b is y",
  ])
  func `what is no condition is not read`(text: String) { #expect(PolicyCondition(text) == nil) }
}
