import Conformance
import Testing

@Suite("Certificate: the reasons why a run may not be certified")
struct CertificateRulesTests {
  static let profile = Profile(name: "mis/payments", version: "1.0.0", role: "mis", core: ["GATE"], variants: ["MORE"])
  static let gate = Sample.requirement("GATE", gate: .blocksL1)
  static let more = Sample.requirement("MORE", .protocolClass)

  static func level(_ gate: RequirementState = .met, withVariants: Bool = true) -> LevelResult {
    LevelResult(profile, over: [Sample.result(Self.gate, gate)] + (withVariants ? [Sample.result(more, .met)] : []))
  }
  static let good = CertificateFacts(
    level: level(), seed: "5eed", desk: .init(nonce: "n-1", seed: "5eed", runs: 1, ends: "2027-11-27"), product: "Acme MIS",
    version: "4.2.1",
    isSandbox: false)

  struct Row: Sendable {
    let rule: CertificateRefusal.Rule
    var said: String?
    let spoil: @Sendable (inout CertificateFacts) -> Void
    init(_ rule: CertificateRefusal.Rule, said: String? = nil, _ spoil: @escaping @Sendable (inout CertificateFacts) -> Void) {
      (self.rule, self.said, self.spoil) = (rule, said, spoil)
    }
  }

  static let rows: [Row] = [
    Row(.selection) { $0.isSelection = true },
    Row(.selection) {
      $0.isSelection = true
      $0.level = level(withVariants: false)
    },
    Row(.noProfile) { $0.level = nil },
    Row(.partOfProfile, said: ": MORE") { $0.level = level(withVariants: false) },
    Row(.noLevel, said: ": GATE is not met") { $0.level = level(.notMet) },
    Row(.noLevel) { $0.level = level(.unseen) },
    Row(.interrupted) { $0.isInterrupted = true },
    Row(.accounting, said: ": 3 checks planned, 1 vanished") { $0.faults = ["3 checks planned, 1 vanished"] },
    Row(.error, said: ": a, b, c, and 1 more") { $0.errors = ["a", "b", "c", "d"] },
    Row(.unreviewed) { $0.unreviewed = ["CR-06 told.taken"] },
    Row(.noNonce) { $0.desk = nil },
    Row(.noNonce) { $0.desk?.nonce = "" },
    Row(.foreignSeed) { $0.seed = "1" },
    Row(.seedPlayed, said: ": run 2 of 2026-11-26") { $0.earlier = [.seedPlayed(.init(run: 2, day: "2026-11-26"))] },
    Row(.metWithoutChange, said: ": GATE in run 2 of 2026-11-26") {
      $0.earlier = [.metWithoutChange(.init("GATE", run: 2, day: "2026-11-26"))]
    },
    Row(.runsUncounted) { $0.desk?.runs = nil },
    Row(.runsUncounted) { $0.desk?.runs = 0 },
    Row(.noEnd) { $0.desk?.ends = nil },
    Row(.sandbox) { $0.isSandbox = true },
    Row(.noProduct) { $0.version = "" },
    Row(.noProduct) { $0.product = "" },
    Row(.unsealedPeople) { $0.hasUnsealedPeople = true },
    Row(.unassigned) { $0.allowances.unassigned = ["CR-06 R-1"] },
    Row(.expired) { $0.allowances.expired = ["CR-06 R-1"] },
    Row(.drifted) { $0.allowances.drifted = true },
    Row(.hostile) { $0.allowances.hostile = ["CR-06 GATE"] },
    Row(.waivedGate) { $0.allowances.waivedGates = ["GATE"] },
  ]

  @Test func aRunWithNothingAgainstItMayBeCertified() {
    #expect(CertificateRules.refusals(Self.good) == [])
  }

  @Test(arguments: rows)
  func eachReasonAlone(row: Row) {
    var facts = Self.good
    row.spoil(&facts)
    let refusals = CertificateRules.refusals(facts)
    #expect(refusals.map(\.rule) == [row.rule])
    #expect(refusals.first?.description == row.rule.sentence + (row.said ?? refusals.first.map(Self.names) ?? ""))
  }
  private static func names(_ refusal: CertificateRefusal) -> String {
    refusal.names.isEmpty ? "" : ": " + refusal.names.joined(separator: ", ")
  }

  @Test func everyRuleHasARow() {
    #expect(Set(Self.rows.map(\.rule)) == Set(CertificateRefusal.Rule.allCases))
  }

  @Test func allReasonsAreToldAtOnceInTheOrderOfTheCatalogue() {
    var facts = Self.good
    facts.isSandbox = true
    facts.desk = nil
    facts.isSelection = true
    #expect(CertificateRules.refusals(facts).map(\.rule) == [.selection, .noNonce, .sandbox])
  }

  @Test func aDraftProfileIsNoReason() {
    #expect(Self.good.level?.profile.isDraft == true)
  }
}
