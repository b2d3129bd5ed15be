import Conformance
import Scenarios
import SourceText
import Testing

/// Who writes a profile learns from each mistake where it is and what to do.
@Suite struct ProfileTests {
  static let good = """
    profile: mis/dci
    version: 0.1.0
    role: mis
    dialects: { events: dci-crvs }
    core: [ GATE ]
    """
  static let requirements = """
    GATE:  { binds: mis, class: outcome, strength: must, authority: use-case, gate: blocks-L1, text: Nobody dead is paid. }
    PLAIN: { binds: mis, class: outcome, strength: must, authority: use-case, text: Somebody is paid. }
    OTHER: { binds: crvs, class: wire, strength: must, authority: profile, text: An event has a kind. }
    """

  static func suite(_ profile: String, named: String = "mis/dci") -> Diagnosed<Suite> {
    let head = "suite: s\nversion: 1.0.0\ntitle: S\nrequirements: requirements.yaml\nprofiles: [ \(named) ]\n"
    return Fixtures.suite([("suite.yaml", head), ("requirements.yaml", requirements), ("profiles/mis-dci.yaml", profile)])
  }
  static var knowledge: LanguageKnowledge {
    var knowledge = LanguageKnowledge()
    (knowledge.roles, knowledge.edges, knowledge.dialects) = (["mis", "crvs"], ["events"], ["dci-crvs", "opencrvs"])
    return knowledge
  }

  @Test func `a draft is read, and what it covers is known`() throws {
    let loaded = Self.suite(Self.good)
    #expect(loaded.isClean, "\(Fixtures.show(loaded.diagnostics))")
    let profile = try #require(loaded.value?.profiles.first?.profile)
    #expect("\(profile)" == "mis/dci 0.1.0, draft")
    #expect(profile.covers([(edge: "events", dialect: "dci-crvs"), (edge: "payment", dialect: "g2p-bridge")]))
    #expect(!profile.covers([(edge: "events", dialect: "opencrvs")]))
    #expect(!profile.covers([]))
  }

  @Test func `an adopted one names the body and the day`() throws {
    let loaded = Self.suite(Self.good + "\nadopted: { by: Ministry, on: 2026-05-01 }")
    #expect(try #require(loaded.value?.profiles.first).profile.description == "mis/dci 0.1.0, adopted by Ministry on 2026-05-01")
  }

  @Test(arguments: [
    ("core: [ GATE ]", "core: [ GATE, GAET ]", DiagnosticCode.unknownRequirement, "GAET"),
    ("core: [ GATE ]", "core: [ GATE, OTHER ]", .unknownRequirement, "OTHER"),
    ("core: [ GATE ]", "core: [ GATE ]\ncolour: red", .unknownKey, "colour"),
    ("core: [ GATE ]", "core: [ PLAIN ]", .unreadableValue, "[ PLAIN ]"),
    ("core: [ GATE ]", "core: [ GATE, GATE ]", .duplicateName, "GATE ]"),
    ("events: dci-crvs", "events: dci-crsv", .unknownName, "dci-crsv"),
    ("{ events:", "{ evnets:", .unknownName, "evnets"),
    ("role: mis", "role: psp", .unknownName, "psp"),
    ("profile: mis/dci", "profile: mis/dc", .unknownName, "mis/dc"),
    ("version: 0.1.0\n", "", .missingKey, "profile"),
  ])
  func `each mistake is shown where it is`(find: String, by: String, code: DiagnosticCode, at: String) throws {
    let broken = Self.good.replacing(find, with: by)
    let loaded = Self.suite(broken)
    let found = loaded.diagnostics + (loaded.value?.lintProfiles(Self.knowledge) ?? [])
    let finding = try #require(found.first { $0.code == code }, "\(Fixtures.show(found))")
    #expect(finding.file.name == "s/profiles/mis-dci.yaml")
    let place = try #require(broken.firstRange(of: at))
    let line = broken[..<place.lowerBound].count { $0 == "\n" } + 1
    #expect(finding.span.start.line == line, "\(Fixtures.show([finding]))")
  }

  @Test func `names and files go together`() {
    let missing = Self.suite(Self.good, named: "mis/other").diagnostics
    #expect(missing.map(\.code) == [.fileNotFound, .fileNotFound], "\(Fixtures.show(missing))")
  }
}
