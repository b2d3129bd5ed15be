import Conformance
import Scenarios
import SourceText
import Testing

/// A catalogue of a published text says where each clause stands, and of each must what judges it or why nothing does.
@Suite struct CatalogueTests {
  static let suite = "suite: s\nversion: 1.0.0\ntitle: t\nkind: wire\nrequirements: requirements.yaml\neditions: editions.yaml\n"
  static let editions = "e1:\n  title: t\n  source: https://example.org\n  files: { a.yaml: sha256:\(String(repeating: "0", count: 64)) }\n"
  static func must(_ more: String) -> String {
    "A:\n  binds: crvs\n  class: wire\n  strength: must\n  authority: standard\n  text: t\n" + more
  }
  static func found(_ requirement: String, editions: String = editions) -> [DiagnosticCode] {
    let loaded = Fixtures.suite([("suite.yaml", suite), ("editions.yaml", editions), ("requirements.yaml", requirement)])
    return loaded.diagnostics.map(\.code) + (loaded.value?.lint().map(\.code) ?? [])
  }

  @Test(arguments: [
    ("", [DiagnosticCode.mustWithoutCheck]),
    ("  unchecked: unobservable\n", []), ("  unchecked: not-written\n", [.mustWithoutCheck]),
    ("  unchecked: not-in-reference\n", [.mustWithoutCheck]),
    ("  unchecked: too-hard\n", [.unreadableValue, .mustWithoutCheck]),
    ("  unchecked: unobservable\n  at: { edition: e1, file: a.yaml, pointer: /a }\n", []),
    ("  unchecked: unobservable\n  at: { edition: e2, file: a.yaml, pointer: /a }\n", [.unknownName]),
    ("  unchecked: unobservable\n  at: { edition: e1, file: b.yaml, pointer: /a }\n", [.unknownName]),
    ("  unchecked: unobservable\n  at: { edition: e1, file: a.yaml }\n", [.missingKey]),
  ])
  func `a must has a check or a reason, and an anchor leads somewhere`(more: String, codes: [DiagnosticCode]) {
    #expect(Self.found(Self.must(more)) == codes)
  }

  @Test func `a digest that is none is told`() {
    #expect(
      Self.found(Self.must("  unchecked: unobservable\n"), editions: "e1:\n  title: t\n  source: s\n  files: { a.yaml: md5:00 }\n") == [
        .unreadableValue
      ])
  }

  /// What nothing judges would fail every system.
  @Test(arguments: [
    ("schema: ack", [DiagnosticCode.fileNotFound]), ("xsd: ack", [.fileNotFound]),
    ("path: \"$.a\", xsd: ack", [.notPlayed, .fileNotFound]), ("path: \"$.a\", is: 1", []), ("path: \"$..[\", is: 1", [.unreadableValue]),
  ])
  func `a check is one that is played`(matcher: String, codes: [DiagnosticCode]) {
    let loaded = Fixtures.suite([
      ("suite.yaml", Self.suite), ("editions.yaml", Self.editions), ("requirements.yaml", Self.must("")),
      ("W-1.yaml", Fixtures.wirePage(matcher)),
    ])
    let found = loaded.diagnostics.map(\.code) + (loaded.value?.lint().map(\.code) ?? [])
    #expect(
      Array(found.filter { [.notPlayed, .unreadableValue, .fileNotFound].contains($0) }) == codes, "\(Fixtures.show(loaded.diagnostics))")
  }

  @Test func `the catalogue of DCI loads, anchors every clause of the standard, and leaves no must open`() throws {
    let loaded = Fixtures.suite("dci")
    #expect(loaded.isClean, "\(Fixtures.show(loaded.diagnostics))")
    let suite = try #require(loaded.value)
    #expect(suite.lint().filter { $0.severity == .error }.isEmpty, "\(Fixtures.show(suite.lint()))")
    #expect(suite.requirements.count >= 70)
    #expect(suite.requirements.filter { $0.requirement.authority == .standard && $0.anchor == nil }.isEmpty)
    let cited = suite.citations()
    #expect(cited.filter { $0.requirement.requirement.strength == .must && $0.checks == 0 && $0.requirement.unchecked == nil }.isEmpty)
    #expect(cited.filter { $0.checks > 0 }.count >= 50)
  }

  @Test(arguments: ["dci", "dci-client"])
  func `what is called a form names its schema`(name: String) throws {
    let suite = try #require(Fixtures.suite(name).value)
    let formless = suite.requirements.filter { $0.id.text.split(separator: "-").contains("FORM") && $0.form == nil }
    #expect(formless.map(\.id.text) == [])
    let clauses = suite.forms().flatMap { suite.schemas.clauses(of: $0.schema) }
    #expect(clauses.count > 1_000 && clauses.allSatisfy { !$0.shown.isEmpty })
  }
}
