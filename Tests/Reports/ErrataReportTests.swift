import Conformance
import Documents
import Evidence
import Reports
import Testing

/// Which errata were in force stands in the reports, and beside each check that they decide what the published form says.
@Suite("Errata in reports")
struct ErrataReportTests {
  static let strict = StrictReading(holds: false, flaw: "/header/meta (type): expected an object; found \"\"", errata: ["text-meta"])

  /// The first check of the first instance passes by an erratum, and the second fails by one.
  static let ledger: Ledger = {
    var run = SampleRun.run
    run.errata = ["text-meta", "text-query", "text-idle"].map {
      .init(suite: "crvs-mis", id: $0, reason: "because of \($0)", upstream: "https://example.org/\($0)", schema: "parts")
    }
    let events = SampleRun.events().dropFirst().map { one -> Recorded in
      guard case .check(var check) = one.event, one.place.instance == 0 else { return one }
      switch check.result.check {
      case "kind": check.result.strict = strict
      case "no-line": check.result.strict = StrictReading(holds: true, flaw: nil, errata: ["text-query"])
      default: break
      }
      return Recorded(one.place, .check(check))
    }
    return Ledger([Recorded(Place(instance: -1, number: 0), .run(run))] + events)
  }()

  @Test("Levels go by the errata, and the strict state stands beside the state")
  func states() {
    #expect(Self.ledger.requirement("EVT-KIND")?.state == .met && Self.ledger.requirement("EVT-KIND")?.strict == .notMet)
    #expect(Self.ledger.requirement("UC-CR06-NO-LINE")?.state == .notMet && Self.ledger.requirement("UC-CR06-NO-LINE")?.strict == .met)
    #expect(Self.ledger.requirement("EVT-KIND")?.marks == ["strictly not met"])
    #expect(Self.ledger.counts == SampleRun.ledger().counts && Self.ledger.roles.map(\.score) == SampleRun.ledger().roles.map(\.score))
    #expect(Self.ledger.errata.map(\.checks.count) == [1, 1, 0])
  }

  @Test("The log keeps them, and a log of before has none")
  func log() throws {
    let place = Place(instance: 0, number: 1)
    let checks = Self.ledger.instances.flatMap(\.checks)
    for event in [Event.run(Self.ledger.run)] + checks.map({ .check($0) }) {
      let line = LogLine.encode(Recorded(place, event)) { _ in .null }
      switch (event, LogLine.decode(line, bodies: { _ in [] })?.event) {
      case (.run(let a), .run(let b)): #expect(a.errata == b.errata && a == b)
      case (.check(let a), .check(let b)): #expect(a.result.strict == b.result.strict)
      default: Issue.record("\(line.encodedText()) does not come back")
      }
    }
    #expect(!LogLine.encode(Recorded(place, .run(SampleRun.run))) { _ in .null }.encodedText().contains("errata"))
  }

  @Test("Each format shows both results side by side")
  func formats() throws {
    let json = JSONReport.document(Self.ledger)
    #expect(json["errata"]?.items?.map { $0["checks"]?.items?.count } == [1, 1, 0])
    let shown = json["instances"]?[0]?["checks"]?.items?.compactMap { $0["strict"] } ?? []
    #expect(shown.map { $0["holds"]?.bool } == [false, true] && shown.first?["flaw"]?.text == Self.strict.flaw)
    #expect(try SchemaConformanceTests.violations(try PublishedSchemas.own("report.schema.json"), json.encoded()) == [])
    #expect(JSONReport.document(SampleRun.ledger())["errata"] == nil)
    let page = String(decoding: try HTMLPage().bytes(Self.ledger, Templates.settings), as: UTF8.self)
    #expect(page.contains("<code>text-idle</code>") && page.contains("href=\"https://example.org/text-meta\""))
    #expect(page.contains("strictly: would fail: /header/meta (type)") && page.contains("strictly: would pass; erratum text-query"))
    let summary = String(decoding: try MarkdownSummary().bytes(Self.ledger, Templates.settings), as: UTF8.self)
    #expect(summary.contains("text-meta") && summary.contains("and 1 more in force") && summary.contains("would pass; erratum text-query"))
    let console = ConsoleSummary.text(Self.ledger, ReportSettings(width: 120, height: 60))
    #expect(console.contains("strict    would pass; erratum text-query") && console.contains("without errata 2 checks would end otherwise"))
    let tests = String(decoding: try JUnitXML().bytes(Self.ledger, ReportSettings()), as: UTF8.self)
    #expect(tests.contains("strict: would pass; erratum text-query"))
  }
}
