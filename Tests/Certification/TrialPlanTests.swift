import Certification
import Conformance
import Evidence
import Testing

/// Which scenarios a trial plays, and which trial is begun first.
@Suite struct TrialPlanTests {
  static let plan = TrialPlan(
    [
      planned("crvs-mis", "CR-01", ["EVT"]), planned("crvs-mis", "CR-01/late", ["LATE"]), planned("crvs-mis", "CR-01/twice[a]", ["EVT"]),
      planned("crvs-mis", "CR-06", ["NO-LINE"]), planned("dci", "DCI-01", ["DCI-ENV"]), planned("dci", "DCI-02", ["EVT"]),
    ].map { ($0, edges: $0.key == "CR-06" ? ["payments"] : []) }
  ) { $0 == "DCI-ENV" ? "crvs" : "mis" }

  static func planned(_ suite: String, _ key: String, _ cites: [String]) -> Planned {
    let cut = key.split(separator: "/").map(String.init)
    return Planned(
      suite: suite, scenario: cut[0], variant: cut.count > 1 ? String(cut[1].prefix { $0 != "[" }) : nil, key: key, title: key, steps: [],
      checks: cites.map { .init(step: "s", check: "c", requirement: $0) })
  }
  static func keys(_ places: [Int]) -> [String] { places.map { plan.scenarios[$0].key } }

  @Test(
    arguments: [
      ("EVT", [], ["CR-01", "CR-01/twice[a]", "DCI-02"]), ("LATE", [], ["CR-01", "CR-01/late"]), ("NO-LINE", [], ["CR-06"]),
      ("GONE", [], []),
      ("EVT", ["CR-01/twice"], ["CR-01", "CR-01/twice[a]"]), ("EVT", ["DCI-01"], ["DCI-01"]),
    ] as [(String, [String], [String])])
  func aDefectIsPlayedWhereItsRequirementIsCited(requirement: String, named: [String], keys: [String]) {
    #expect(Self.keys(Self.plan.places(citing: RequirementID(requirement), or: named)) == keys)
  }

  @Test(
    arguments: [
      ("EVT", [], true), ("EVT", ["CR-01/twice"], true), ("EVT", ["CR-99"], false), ("EVT", ["CR-99", "DCI-02"], true),
      ("GONE", [], false), ("GONE", ["CR-01"], false),
    ] as [(String, [String], Bool)])
  func aDefectIsOwedOnlyToThoseWhoHoldItsScenarios(requirement: String, named: [String], isOwed: Bool) {
    #expect(Self.plan.canJudge(RequirementID(requirement), in: named) == isOwed)
  }

  @Test func theFamilyIsEverySuiteThatCitesItAsFarAsTheRoleStandsThere() {
    #expect(Self.keys(Self.plan.family(of: "NO-LINE", with: "mis")) == ["CR-01", "CR-01/late", "CR-01/twice[a]", "CR-06"])
    #expect(Self.keys(Self.plan.family(of: "NO-LINE", with: "payments")) == ["CR-06"], "at an end of an edge, judged or not")
    #expect(Self.keys(Self.plan.family(of: "EVT", with: "crvs")) == ["DCI-01"])
    #expect(Self.plan.family(of: "EVT", with: "mis").count == 5)
    #expect(Self.plan.family(of: "GONE", with: "mis").isEmpty)
  }

  @Test func rolesAndVariants() {
    #expect(Self.keys(Self.plan.places(judging: "crvs")) == ["DCI-01"])
    #expect(Self.plan.variants.map(\.variant) == ["CR-01/late", "CR-01/twice"])
    #expect(Self.plan.variants.map(\.base) == ["CR-01", "CR-01"])
    #expect(Self.plan.cites("EVT") && !Self.plan.cites("GONE"))
  }

  @Test(arguments: [([], []), ([1, 3, 2, 3], [1, 3, 2, 0]), ([2, 2, 2], [0, 1, 2])] as [([Int], [Int])])
  func theHeaviestIsBegunFirst(weights: [Int], order: [Int]) { #expect(TrialPlan.order(weights) == order) }

  @Test(
    arguments: [
      ("CR-01/malformed[missing-id]", "told.kind[BCG]", "CR-01/malformed told.kind", "CR-01", "CR-01/malformed"),
      ("CR-06", "stopped.no-line", "CR-06 stopped.no-line", "CR-06", nil),
    ] as [(String, String, String, String, String?)])
  func checksAsTheyStandOnTheirPage(scenario: String, check: String, page: String, base: String, variant: String?) {
    let name = CheckName(scenario, check)
    #expect(name.onPage.description == page && name.base == base && name.variant == variant)
  }
}
