import Documents
import Evidence
import Reports
import Testing

/// The vendor's words and what its law decides stand in the reports: without them nobody can say what was compared with what.
@Suite("Vocabulary and policy in reports")
struct VocabularyReportTests {
  static let ledger: Ledger = {
    var run = SampleRun.run
    run.words = [.init(list: "programme", ours: "OAP", theirs: "PENSION-60")]
    run.policies = [
      .init(name: "filing-window", value: "12 months", isDeclared: true), .init(name: "end-within", value: "30 days", isDeclared: false),
    ]
    return Ledger([Recorded(Place(instance: -1, number: 0), .run(run))] + Array(SampleRun.events().dropFirst()))
  }()

  @Test("The log keeps them")
  func log() throws {
    let line = LogLine.encode(Recorded(Place(instance: -1, number: 0), .run(Self.ledger.run))) { _ in .null }
    guard case .run(let read)? = LogLine.decode(line, bodies: { _ in [] })?.event else {
      Issue.record("\(line)")
      return
    }
    #expect(read.words == Self.ledger.run.words && read.policies == Self.ledger.run.policies)
  }

  @Test("Both ways, and by whom it was decided")
  func formats() throws {
    let json = JSONReport.document(Self.ledger)
    #expect(json["run"]?["vocabulary"]?[0]?["theirs"]?.text == "PENSION-60")
    #expect(json["run"]?["policy"]?.items?.map { $0["declared"]?.bool } == [true, false])
    let schema = try PublishedSchemas.own("report.schema.json")
    #expect(try SchemaConformanceTests.violations(schema, json.encoded()) == [])
    let page = String(decoding: try HTMLPage().bytes(Self.ledger, Templates.settings), as: UTF8.self)
    #expect(page.contains("<td><code>OAP</code></td><td><code>PENSION-60</code></td>") && page.contains("the target"))
    let summary = String(decoding: try MarkdownSummary().bytes(Self.ledger, Templates.settings), as: UTF8.self)
    #expect(summary.contains("PENSION-60") && summary.contains("12 months") && !summary.contains("30 days"))
  }
}
