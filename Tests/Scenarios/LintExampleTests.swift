import Foundation
import Scenarios
import SourceText
import Testing

/// An example that is not what it says teaches the wrong thing: each is put into a page and linted, wrong and right.
@Suite struct LintExampleTests {
  /// Every page that an example stands on, all of them in order.
  static let pages: [(page: LintExample.Page, text: String)] = [
    (
      .scenario,
      BrokenPagesTests.page.replacing(
        "  - id: none\n",
        with: "  - id: after\n    include: flows/after-that\n  - id: none\n")
    ),
    (
      .flow,
      """
      flow: after-that
      version: 1.0.0
      title: The next list
      steps:
        - id: sent
          expect: mis -> payments list

      """
    ),
    (
      .requirements,
      """
      EVT-SUBJECT: { binds: crvs, class: protocol, strength: must, authority: standard, text: It names the event. }
      NO-LINE: { binds: mis, class: outcome, strength: must, authority: use-case, grade: A, gate: blocks-L1, text: No line. }
      ENDED: { binds: mis, class: outcome, strength: must, authority: use-case, formerly: STOPS, text: It ends. }
      GONE: { binds: mis, class: outcome, strength: must, authority: use-case, withdrawn: ENDED says it, text: It is over. }

      """
    ),
    (
      .wire,
      """
      scenario: W-1
      version: 1.0.0
      title: t
      subject: crvs
      edges:
        records: { from: mis, to: crvs, asks: [ person-record ] }
      steps:
        - id: asked
          call: crvs
          method: POST
          path: /a
          checks:
            action: { that: body, path: "$.header.action", is: on-search, requirement: A }

      """
    ),
    (
      .catalogue,
      """
      A:
        binds: crvs
        class: wire
        strength: must
        authority: standard
        text: An answer has its action.
      B:
        binds: crvs
        class: timeliness
        strength: must
        authority: standard
        text: A callback comes.
        unchecked: takes-too-long

      """
    ),
    (
      .expectations,
      """
      expectations:
        - scenario: CR-06
          requirement: ENDED
          reason: fail.assertion
          owner: payments team
          expires: 2999-01-31

      """
    ),
    (
      .waivers,
      """
      waivers:
        - requirement: NO-LINE
          decision: disputed
          link: https://example.org/issues/41
          expires: 2999-01-31
        - requirement: ENDED
          decision: rejected
          approver: profile editor
          link: https://example.org/issues/42
          expires: 2999-01-31

      """
    ),
  ]

  static func page(_ page: LintExample.Page) -> String { pages.first { $0.page == page }?.text ?? "" }

  static func indented(_ text: String, _ depth: Int) -> String {
    text.split(separator: "\n").map { String(repeating: " ", count: depth) + $0 }.joined(separator: "\n")
  }

  /// The page with other lines in the place of the right ones, at whatever depth these stand; nil where they do not.
  static func broken(_ example: LintExample) -> String? {
    let page = page(example.page)
    for depth in 0...12 {
      let right = "\n" + indented(example.right, depth) + "\n"
      guard let place = ("\n" + page).range(of: right) else { continue }
      return String(("\n" + page).replacingCharacters(in: place, with: "\n" + indented(example.wrong, depth) + "\n").dropFirst())
    }
    return nil
  }

  static func found(_ page: LintExample.Page, _ text: String) throws -> [DiagnosticCode] {
    func written(_ other: LintExample.Page) -> String { other == page ? text : Self.page(other) }
    switch page {
    case .scenario, .flow, .requirements:
      let record = "versions: []\nrequirements:\n  ENDED: sha256:0\n  GONE: sha256:0\n"
      return lint(
        [
          ("suite.yaml", "suite: s\nversion: 1.0.0\ntitle: S\nrequirements: requirements.yaml\n"), ("published.yaml", record),
          ("requirements.yaml", written(.requirements)), ("p.yaml", written(.scenario)), ("flows/after-that.yaml", written(.flow)),
        ])
    case .wire, .catalogue:
      return lint(
        [
          ("suite.yaml", CatalogueTests.suite), ("editions.yaml", CatalogueTests.editions), ("requirements.yaml", written(.catalogue)),
          ("W-1.yaml", written(.wire)),
        ])
    case .expectations, .waivers:
      let loaded = BesideDocument.load(Array(text.utf8), name: "beside.yaml")
      let requirements = try #require(BrokenPagesTests.suite(BrokenPagesTests.page).value).requirements.map(\.requirement)
      let known = BesideKnowledge(instances: ["CR-06"], requirements: requirements)
      return (loaded.diagnostics + (loaded.value?.lint(on: "2026-05-01", known) ?? [])).map(\.code)
    }
  }

  private static func lint(_ files: [(String, String)]) -> [DiagnosticCode] {
    let suite = Fixtures.suite(files)
    var knowledge = LanguageKnowledge()
    knowledge.givens = [
      .init("mis.enrolled", inputs: [.init("people"), .init("programme")], confirmedBy: "mis.enrolled"), .init("mis.hoped-for"),
    ]
    knowledge.carried = [
      .init("death-registered", facts: ["death.drn"]), .init("list", facts: ["programme", "cycle"], lineFacts: ["payee"]),
    ]
    return (suite.diagnostics + (suite.value?.lint(knowledge) ?? [])).map(\.code)
  }

  @Test(arguments: LintExample.all.map(\.code.number))
  func `the wrong lines are found, and the right ones are not`(number: Int) throws {
    let example = try #require(LintExample.all.first { $0.code.number == number })
    let broken = try #require(Self.broken(example), "the page has no\n\(example.right)")
    let (wrong, right) = (try Self.found(example.page, broken), try Self.found(example.page, Self.page(example.page)))
    #expect(wrong.contains(example.code), "\(wrong) in\n\(broken)")
    #expect(!right.contains(example.code), "\(right)")
  }

  @Test(arguments: [LintExample.Page.scenario, .flow, .requirements, .wire, .catalogue])
  func `the pages without a mistake are clean`(page: LintExample.Page) throws {
    let found = try Self.found(page, Self.page(page))
    #expect(found.isEmpty, "\(found)")
  }

  /// What lint can find: text, shape, language, and what stands beside runs. The program's own codes and those of certificates have no page.
  @Test func `every code of lint has an example or says why not`() {
    let codes = DiagnosticCode.catalogue.filter { (10...94).contains($0.number) }
    for code in codes {
      #expect((LintExample.of(code) == nil) != (LintExample.reason(code) == nil), "\(code) \(code.title)")
    }
    #expect(Set(LintExample.all.map(\.code)).count == LintExample.all.count)
    #expect(LintExample.all.count + LintExample.without.count == codes.count)
  }
}
