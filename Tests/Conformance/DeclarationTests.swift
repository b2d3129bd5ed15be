import Conformance
import Testing

@Suite("Declarations: lies are found both ways")
struct DeclarationTests {
  typealias Kind = DeclarationAccount.Lie.Kind
  static func account(
    _ features: [(String, Bool)], _ key: String, _ checks: [CheckResult], core: [RequirementID] = [],
    speech: [Declaration.Speech] = [], spoken: [(edge: String, dialect: String)] = []
  ) -> DeclarationAccount {
    let declaration = Declaration(role: "mis", features: features.map { .init($0.0, isSupported: $0.1) }, speech: speech)
    return DeclarationAccount(declaration, scenarios: [(key, checks)], core: core, spoken: spoken)
  }
  static let pass = Sample.check(.pass)
  static let fail = Sample.check(.fail, .failAssertion)
  static let open = Sample.check(.inconclusive, .inconclusivePatience)
  static let skipped = Sample.check(.notApplicable, .notApplicableDialect)

  @Test(
    arguments: [
      ([("CR-06", true)], "CR-06", [pass], nil), ([("CR-06", true)], "CR-06", [pass, fail], .claimedButFailing),
      ([("CR-06", true)], "CR-06", [open], .claimedButUnseen), ([("CR-06", true)], "CR-06", [skipped], nil),
      ([("CR-06", false)], "CR-06", [pass], .answersUnclaimed), ([("CR-06", false)], "CR-06", [fail, pass], .coreUndeclared),
      ([("CR-06", false)], "CR-06", [skipped], nil), ([("CR-01", true)], "CR-06", [pass], .answersUnclaimed),
      ([("CR-06", true)], "CR-06/duplicate", [fail], .claimedButFailing),
      ([("CR-06", true), ("CR-06/duplicate", false)], "CR-06/duplicate[a]", [fail], nil),
      ([("CR-06", true), ("CR-06/duplicate", false)], "CR-06/duplicate[a]", [pass], .answersUnclaimed), ([], "CR-06", [fail], nil),
    ] as [([(String, Bool)], String, [CheckResult], Kind?)])
  func features(features: [(String, Bool)], key: String, checks: [CheckResult], lie: Kind?) {
    #expect(Self.account(features, key, checks, core: ["R-1"]).lies.map(\.kind) == (lie.map { [$0] } ?? []))
  }

  @Test func aFailureOfAnotherRoleIsNoLie() {
    var other = Self.fail
    other.judges = "crvs"
    #expect(Self.account([("CR-06", true)], "CR-06", [Self.pass, other]).lies == [])
  }

  @Test(
    arguments: [
      ("dci-crvs", ["dci-crvs"], nil), ("dci-crvs", [], .claimedButUnseen), (nil, ["opencrvs"], .answersUnclaimed), (nil, [], nil),
    ] as [(String?, [String], Kind?)])
  func dialects(claimed: String?, spoken: [String], lie: Kind?) {
    let lies = Self.account([], "CR-06", [], speech: [.init("events", claimed)], spoken: spoken.map { ("events", $0) }).lies
    #expect(lies.map(\.kind) == (lie.map { [$0] } ?? []))
  }
}
