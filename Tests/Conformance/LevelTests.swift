import Conformance
import Testing

@Suite("Levels: a predicate of the profile's core")
struct LevelTests {
  static let wire = Sample.requirement("WIRE", .wire)
  static let gate = Sample.requirement("GATE", .outcome, gate: .blocksL1)
  static let effect = Sample.requirement("EFFECT", .outcome)
  static let nice = Sample.requirement("NICE", .protocolClass, .should)
  static let variant = Sample.requirement("VARIANT", .protocolClass)
  static let all = [wire, gate, effect, nice, variant]
  static let profile = Profile(
    name: "crvs-mis", version: "1.0.0", role: "mis", core: ["WIRE", "GATE", "EFFECT", "NICE"], variants: ["VARIANT"])

  static func run(_ states: [RequirementID: RequirementState], _ profile: Profile = profile) -> LevelResult {
    LevelResult(profile, over: all.map { Sample.result($0, states[$0.id] ?? .met) })
  }

  @Test(arguments: [
    ([:], Level.l3),
    (["VARIANT": .notMet], .l2),
    (["VARIANT": .unseen], .l2),
    (["EFFECT": .notMet], .l1),
    (["EFFECT": .unseen], .l1),
    (["NICE": .notMet], .l3),
    (["WIRE": .notMet], nil),
    (["GATE": .notMet], nil),
    (["GATE": .unseen], nil),
    (["GATE": .notApplicable], nil),
    (["EFFECT": .notApplicable], .l1),
  ] as [([RequirementID: RequirementState], Level?)])
  func table(states: [RequirementID: RequirementState], level: Level?) {
    #expect(Self.run(states).level == level)
  }

  @Test func gapsNameWhatStandsInTheWay() {
    let result = Self.run(["EFFECT": .unseen, "VARIANT": .notMet])
    #expect(result.gaps.map { [$0.level.name, $0.requirement?.text ?? ""] } == [["L2", "EFFECT"], ["L3", ""], ["L3", "VARIANT"]])
  }

  @Test func whatTheRunNeverSawIsAGap() {
    let result = LevelResult(Self.profile, over: [Sample.result(Self.wire, .met)])
    #expect(result.level == nil)
    #expect(result.gaps.contains { $0.requirement == "GATE" && $0.state == nil })
  }

  @Test func anEmptyCoreIsNeverMet() {
    let empty = Profile(name: "p", version: "1", role: "mis", core: [])
    #expect(Self.run([:], empty).level == nil)
  }

  @Test func withoutVariantsThereIsNoThirdLevel() {
    let plain = Profile(name: "p", version: "1", role: "mis", core: ["WIRE", "GATE", "EFFECT"])
    #expect(Self.run([:], plain).level == .l2)
  }

  @Test(arguments: [
    ([:], ["L1 connects and does no harm: yes", "L3 withstands: yes"]),
    (["GATE": .notMet], ["L1 connects and does no harm: no, because GATE is not met"]),
    (["GATE": .unseen, "WIRE": .notMet], ["L1 connects and does no harm: no, because WIRE is not met, and 1 more"]),
    (["EFFECT": .notApplicable], ["L1 connects and does no harm: yes", "L2 performs: no, because EFFECT does not apply here"]),
    (
      ["VARIANT": .unseen],
      ["L1 connects and does no harm: yes", "L2 performs: yes", "L3 withstands: no, because VARIANT is unseen"]
    ),
  ] as [([RequirementID: RequirementState], [String])])
  func sentences(states: [RequirementID: RequirementState], said: [String]) {
    #expect(Self.run(states).sentences == said)
  }

  @Test func aDraftSaysSo() {
    #expect(Self.run([:]).description == "L3 withstands (draft profile)")
    var adopted = Self.profile
    adopted.adoption = Adoption(body: "Working group", date: "2026-05-01")
    #expect(Self.run([:], adopted).description == "L3 withstands")
    #expect(Adoption(body: "", date: "2026-05-01") == nil)
  }

  @Test func aRequirementThatPolicyDoesNotAskForIsExcused() {
    let excused = RequirementResult(Self.effect, over: [Sample.check(.notApplicable, .notApplicablePolicy, of: "EFFECT")])
    let others = Self.all.filter { $0.id != "EFFECT" }.map { Sample.result($0, .met) }
    #expect(LevelResult(Self.profile, over: others + [excused]).level == .l3)
  }
}
