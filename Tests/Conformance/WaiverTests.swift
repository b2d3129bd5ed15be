import Conformance
import Testing

@Suite("Waivers: shown beside a result, part of no score")
struct WaiverTests {
  struct Row: Sendable {
    var title: String
    var decision = Waiver.Decision.accepted
    var product: String?
    var scenarios: [String] = []
    var expires = "2026-05-01"
    var gate: Gate?
    var open = ["CR-06"]
    var standing: WaiverStanding?
  }

  static let rows: [Row] = [
    Row(title: "accepted, on its last day", standing: .waived),
    Row(title: "disputed", decision: .disputed, standing: .disputed),
    Row(title: "rejected", decision: .rejected, standing: .rejected),
    Row(title: "a gate is never waived", gate: .blocksL1, standing: .gate),
    Row(title: "a gate may be disputed", decision: .disputed, gate: .blocksL1, standing: .disputed),
    Row(title: "its day has passed", expires: "2026-04-30", standing: .expired),
    Row(title: "for this product, any version", product: "Acme MIS", standing: .waived),
    Row(title: "for this version", product: "Acme MIS 4.2.1", standing: .waived),
    Row(title: "for another version", product: "Acme MIS 4.2", standing: nil),
    Row(title: "for another product", product: "Acme", scenarios: ["CR-07"], standing: nil),
    Row(
      title: "for the scenario and its variants", scenarios: ["CR-06"], open: ["CR-06", "CR-06/duplicate", "CR-06[a]"], standing: .waived),
    Row(title: "for one of two scenarios", scenarios: ["CR-06"], open: ["CR-06", "CR-01"], standing: .tooNarrow),
    Row(title: "for another scenario", scenarios: ["CR-0"], standing: nil),
    Row(title: "nothing is open", open: [], standing: nil),
  ]

  @Test(arguments: rows)
  func table(row: Row) {
    let waiver = Waiver(
      requirement: "R-1", decision: row.decision, product: row.product, scenarios: row.scenarios, approver: "editor", link: "l",
      expires: row.expires)
    let requirement = Sample.requirement(gate: row.gate)
    #expect(
      WaiverStanding(waiver, for: requirement, product: "Acme MIS 4.2.1", open: row.open, on: "2026-05-01") == row.standing, "\(row.title)")
  }

  @Test func ofAnotherRequirement() {
    let waiver = Waiver(requirement: "R-2", decision: .accepted, link: "l", expires: "2026-05-01")
    #expect(WaiverStanding(waiver, for: Sample.requirement(), product: "", open: ["CR-06"], on: "2026-05-01") == nil)
  }

  static func result(_ id: RequirementID, _ standing: WaiverStanding) -> RequirementResult {
    var result = RequirementResult(Sample.requirement(id, .protocolClass), over: [Sample.check(.fail, .failAssertion, of: id)])
    result.waivers = [.init(Waiver(requirement: id, decision: .accepted, link: "l", expires: "2027-01-01"), standing)]
    return result
  }

  @Test func aWaiverIsInNoScore() {
    let result = Self.result("R-1", .waived)
    #expect(result.state == .notMet)
    #expect(Score([result]).total == Score([Sample.result(Sample.requirement("R-1", .protocolClass), .notMet)]).total)
  }

  @Test(arguments: [
    (WaiverStanding.waived, Level.l2), (.disputed, .l1), (.rejected, .l1), (.expired, .l1), (.tooNarrow, .l1), (.gate, .l1),
  ])
  func theStrictLevelStandsBesideTheOneWithWaivers(standing: WaiverStanding, level: Level) {
    let wire = Sample.requirement("WIRE", .wire)
    let profile = Profile(name: "p", version: "1", role: "mis", core: ["WIRE", "OTHER", "R-1"])
    let good = [Sample.result(wire, .met), Sample.result(Sample.requirement("OTHER", .protocolClass), .met)]
    let result = LevelResult(profile, over: good + [Self.result("R-1", standing)])
    #expect(result.level == .l1)
    #expect(result.levelWithWaivers == level)
    #expect(result.sentence(.l2).hasSuffix("(with waivers: yes)") == (level == .l2))
  }
}
