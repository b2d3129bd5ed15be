import Conformance
import Testing

@Suite("An id of then is followed to the one of now")
struct RequirementNamesTests {
  static func requirement(_ id: RequirementID, _ formerly: [RequirementID] = []) -> Requirement {
    Requirement(id: id, binds: "mis", class: .outcome, strength: .must, authority: .useCase, text: "t", formerly: formerly)
  }

  @Test(
    arguments: [("OLD", "NEW"), ("OLDER", "NEW"), ("NEW", "NEW"), ("OTHER", "OTHER"), ("TAKEN", "TAKEN")]
      as [(RequirementID, RequirementID)])
  func names(old: RequirementID, now: RequirementID) {
    let names = RequirementNames([Self.requirement("NEW", ["OLD", "OLDER", "TAKEN"]), Self.requirement("TAKEN")])
    #expect(names.now(old) == now)
  }

  @Test func anExpectationOfTheOldNameIsOne() {
    let names = RequirementNames([Self.requirement("NEW", ["OLD"])])
    let old = ExpectedResult(scenario: "CR-06", requirement: "OLD", reason: .failAssertion, owner: "team", expires: "2999-01-01")
    #expect("\(old.renamed(names))" == "CR-06 NEW fail.assertion")
  }

  @Test func aWaiverOfTheOldNameIsOne() {
    let waiver = Waiver(requirement: "OLD", decision: .disputed, link: "l", expires: "2999-01-01")
    #expect(WaiverStanding(waiver, for: Self.requirement("NEW", ["OLD"]), product: "p", open: ["CR-06"], on: "2026-01-01") == .disputed)
    #expect(WaiverStanding(waiver, for: Self.requirement("OTHER"), product: "p", open: ["CR-06"], on: "2026-01-01") == nil)
  }
}
