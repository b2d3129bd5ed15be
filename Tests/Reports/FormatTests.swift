import Conformance
import Documents
import Evidence
import Foundation
import Reports
import Testing

@Suite("Formats: one ledger, the same numbers everywhere")
struct FormatTests {
  static func text(_ format: any ReportFormat, _ ledger: Ledger) throws -> String {
    String(decoding: try format.bytes(ledger, Templates.settings), as: UTF8.self)
  }

  @Test func theCatalogueHoldsEveryFormat() {
    #expect(
      Formats.all.map(\.card.name) == [
        "console", "html", "json", "ndjson", "junit", "ctrf", "sarif", "tap", "markdown", "badge", "cucumber", "claim",
      ])
    #expect(Formats.named("html")?.card.file == "report.html")
    #expect(Formats.named("pdf") == nil)
  }

  @Test(arguments: [SampleRun.Behaviour.right, .paysTheDeceased, .unreachable])
  func countsAgree(behaviour: SampleRun.Behaviour) throws {
    let ledger = SampleRun.ledger(behaviour)
    #expect(try Self.text(ConsoleSummary(), ledger).replacing("\n", with: " ").contains(ledger.counts.text))
    #expect(try Self.text(HTMLPage(), ledger).contains(ledger.counts.text))
    let json = JSONReport.document(ledger)
    let junit = try Self.text(JUnitXML(), ledger)
    for verdict in Verdict.allCases {
      #expect(json["counts"]?[verdict.rawValue]?.int == ledger.counts[verdict])
      let perSuite = ledger.instances.map { "name=\"checks.\(verdict.rawValue)\" value=\"\($0.counts[verdict])\"" }
      for property in perSuite { #expect(junit.contains(property)) }
    }
    #expect(junit.components(separatedBy: "<testcase ").count - 1 == ledger.counts.all)
    #expect(junit.components(separatedBy: "<failure ").count - 1 == ledger.counts[.fail])
  }

  @Test func nothingPassesJUnitBySilence() throws {
    let junit = try Self.text(JUnitXML(), SampleRun.ledger())
    #expect(junit.contains("<error message=\"UC-CR06-ENDED: The enrolment of the deceased ends.\" type=\"inconclusive.no-observer\">"))
    #expect(junit.contains("tests=\"4\" failures=\"1\" errors=\"1\" skipped=\"0\""))
  }

  @Test func theSummaryFitsTheScreen() throws {
    for behaviour in [SampleRun.Behaviour.right, .paysTheDeceased, .unreachable] {
      for height in [24, 40] {
        var settings = Templates.settings
        settings.height = height
        let lines = ConsoleSummary.text(SampleRun.ledger(behaviour), settings).split(separator: "\n", omittingEmptySubsequences: false)
        let folded = lines.dropLast().reduce(0) { $0 + max(1, ($1.count + 79) / 80) }
        #expect(folded <= height, "\(folded) lines")
        #expect(lines.allSatisfy { $0.count <= 80 || $0.hasPrefix("curl ") })
      }
    }
  }

  @Test func theSummarySaysWhoWhatWhere() {
    let text = ConsoleSummary.text(SampleRun.ledger(), Templates.settings)
    for word in [
      "NOT MET", "mis (under test)", "UC-CR06-NO-LINE", "No list after a registered death holds a line for the deceased.",
      "0 lines for PAULO", "1 line for PAULO", "curl -i -X POST", "out/report.html", "exit 1: a must is not met",
      "1 met, 1 not met, 1 unseen: 20 %, at most 60 %",
    ] { #expect(text.contains(word), "\(word)") }
  }

  @Test func anUnreachableTargetIsNamedWithWhatToTry() {
    let text = ConsoleSummary.text(SampleRun.ledger(.unreachable), Templates.settings).split { $0.isWhitespace }.joined(separator: " ")
    for word in ["INCOMPLETE", "https://mis.example/dci/registry/notify", "connection refused", "assay doctor", "exit 3"] {
      #expect(text.contains(word), "\(word)")
    }
  }

  @Test func progressIsOneLineAScenario() {
    var progress = Progress()
    let lines = SampleRun.events().compactMap { progress.line(for: $0) }
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("[1/1]"))
    #expect(lines[0].contains("fail           CR-06 stopped.no-line UC-CR06-NO-LINE fail.assertion"))
  }

  @Test func withoutTemplatesTheFailureSaysWhatToDo() {
    #expect(throws: ReportFailure.self) { try HTMLPage().bytes(SampleRun.ledger(), ReportSettings()) }
  }
}
