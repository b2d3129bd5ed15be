import Conformance
import Scenarios
import SourceText
import Testing

@Suite("Files beside runs: expectations and waivers")
struct BesideDocumentTests {
  static func load(_ text: String) -> Diagnosed<BesideDocument> { BesideDocument.load(Array(text.utf8), name: "e.yaml") }

  @Test func whatIsWrittenIsReadBack() throws {
    let hostile = "a \"b\" \\ # : é\t'; - {x}\nnext"
    var entries = [
      ExpectedResult(scenario: "CR-01/malformed[missing-id]", requirement: "R-1", reason: .failSchema, expires: "2026-05-31"),
      ExpectedResult(
        scenario: "CR-06", requirement: "R-2", reason: .inconclusivePatience, owner: hostile, link: "https://example.org/?a=1#b",
        expires: "2026-05-31", note: hostile),
    ]
    let text = ExpectationText.yaml(entries, from: "a run\n- of nothing")
    let read = Self.load(text)
    #expect(read.diagnostics == [], "\(text)")
    entries[0].place = "e.yaml:4"
    entries[1].place = "e.yaml:9"
    #expect(read.value?.entries == entries)
  }

  @Test func anEmptyListExpectsThatEverythingPasses() {
    #expect(Self.load(ExpectationText.yaml([], from: "a run")).value?.entries == [])
    #expect(Self.load("waivers: []\n").value?.entries == nil)
  }

  static let good = "scenario: CR-06, requirement: R, reason: fail.assertion, owner: team, expires: 2026-05-31"
  static let waiver = "requirement: R, link: l, expires: 2026-05-31"

  @Test(
    arguments: [
      ("expectations: [ { \(good) } ]", nil),
      ("expectations: [ { \(good) }, { \(good) } ]", 32),
      ("expectations: [ { \(good.replacing("fail.assertion", with: "fail.assertoin")) } ]", 23),
      ("expectations: [ { \(good.replacing("fail.assertion", with: "error.harness")) } ]", 94),
      ("expectations: [ { \(good.replacing("fail.assertion", with: "not-run.interrupted")) } ]", 94),
      ("expectations: [ { \(good.replacing("2026-05-31", with: "2026-02-30")) } ]", 23),
      ("expectations: [ { \(good.replacing("owner: team, ", with: "")) } ]", 21),
      ("expectations: [ { \(good), severity: low } ]", 20),
      ("expectations: everything", 22),
      ("waivers: [ { \(waiver), decision: disputed } ]", nil),
      ("waivers: [ { \(waiver), decision: accepted, approver: editor, scope: { product: Acme, scenarios: [ CR-06 ] } } ]", nil),
      ("waivers: [ { \(waiver), decision: accepted } ]", 93),
      ("waivers: [ { \(waiver), decision: rejected } ]", 93),
      ("waivers: [ { \(waiver), decision: granted } ]", 23),
      ("waivers: [ { \(waiver), decision: disputed, scope: { role: mis } } ]", 20),
      ("results: []", 20),
    ] as [(String, Int?)])
  func complaints(text: String, code: Int?) {
    #expect(Self.load(text).diagnostics.map(\.code.number) == (code.map { [$0] } ?? []), "\(text)")
  }

  static let known = BesideKnowledge(
    instances: ["CR-06", "CR-06/duplicate[a]"],
    requirements: [
      Requirement(id: "R", binds: "mis", class: .outcome, strength: .must, authority: .useCase, gate: .blocksL1, text: "It does.")
    ])

  @Test(
    arguments: [
      ("expectations: [ { \(good) } ]", "2026-05-31", []),
      ("expectations: [ { \(good) } ]", "2026-06-01", [91]),
      ("expectations: [ { \(good.replacing("team", with: "UNASSIGNED")) } ]", "2026-05-31", [90]),
      ("expectations: [ { \(good.replacing("requirement: R", with: "requirement: RR")) } ]", "2026-05-31", [41]),
      ("expectations: [ { \(good.replacing("CR-06", with: "CR-06/duplicate")) } ]", "2026-05-31", [31]),
      ("waivers: [ { \(waiver), decision: accepted, approver: editor } ]", "2026-05-31", [92]),
      ("waivers: [ { \(waiver), decision: disputed, scope: { scenarios: [ CR-06/duplicate ] } } ]", "2026-06-01", [91]),
      ("waivers: [ { \(waiver), decision: disputed, scope: { scenarios: [ CR-07 ] } } ]", "2026-05-31", [31]),
    ] as [(String, String, [Int])])
  func lint(text: String, day: String, codes: [Int]) {
    #expect(Self.load(text).value?.lint(on: day, Self.known).map(\.code.number) == codes, "\(text)")
  }
}
