import Conformance
import Documents
import Evidence
import Foundation
import Reports
import Testing

/// The table of the room's page is the table that the formats write by, and they write by it.
@Suite("How each verdict is said")
struct VerdictTableTests {
  static let page = Templates.root + "Sources/Judge/Reports/README.md"

  /// `ASSAY_GOLDEN=write` writes the table into the page.
  @Test func thePageHasTheTable() throws {
    var text = try String(contentsOfFile: Self.page, encoding: .utf8)
    let (begin, end) = ("<!-- verdicts -->\n", "<!-- /verdicts -->\n")
    let from = try #require(text.range(of: begin)).upperBound
    let to = try #require(text.range(of: end)).lowerBound
    if ProcessInfo.processInfo.environment["ASSAY_GOLDEN"] == "write" {
      text.replaceSubrange(from..<to, with: VerdictTable.markdown)
      try text.write(toFile: Self.page, atomically: true, encoding: .utf8)
    } else {
      #expect(text[from..<to] == VerdictTable.markdown, "write it with ASSAY_GOLDEN=write")
    }
  }

  /// One word for a verdict in the table is the word that stands in the file beside the check of that verdict.
  @Test(arguments: EveryVerdict.reasons.map(\.0)) func theFormatsWriteByIt(_ verdict: Verdict) throws {
    let ledger = EveryVerdict.ledger()
    let name = "all.\(verdict.rawValue)"
    func lines(_ format: any ReportFormat) throws -> [Substring] {
      String(decoding: try format.bytes(ledger, Templates.settings), as: UTF8.self).split(separator: "\n")
    }
    let ctrf = try JSON(parsing: CTRFReport().bytes(ledger, Templates.settings))
    let test = ctrf["results"]?["tests"]?.items?.first { $0["name"]?.text?.hasPrefix("\(name) ") ?? false }
    #expect(test?["status"]?.text == CTRFReport().word(for: verdict))

    let line = try #require(try lines(NDJSONChecks()).first { $0.contains("\"step\":\"all\",\"check\":\"\(verdict.rawValue)\"") })
    #expect(line.contains("\"verdict\":\"\(NDJSONChecks().word(for: verdict))\""))

    let point = try #require(try lines(TAPStream()).first { $0.contains("- \(name) ") })
    let said = TAPStream().word(for: verdict).split(separator: "#").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(
      point.hasPrefix("    \(said[0]) ") && point.contains(" # ") == (said.count > 1) && (said.count < 2 || point.contains("# \(said[1])")))

    let sarif = try JSON(parsing: SARIFReport().bytes(ledger, Templates.settings))
    let result = sarif["runs"]?[0]?["results"]?.items?.first {
      $0["locations"]?[0]?["logicalLocations"]?[0]?["fullyQualifiedName"]?.text == "CR-99/odd#\(name)"
    }
    let kind = result.map { r in r["kind"]?.text == "fail" ? "fail, level \(r["level"]?.text ?? "")" : r["kind"]?.text ?? "" }
    #expect(kind == (SARIFReport().word(for: verdict).hasSuffix("counted only") ? nil : SARIFReport().word(for: verdict)))

    let at = try #require(EveryVerdict.reasons.firstIndex { $0.0 == verdict })
    let step = try #require(
      try lines(CucumberMessages()).first { $0.hasPrefix("{\"testStepFinished\"") && $0.contains("\"s2-\(at)-test\"") })
    #expect(step.contains("\"status\":\"\(CucumberMessages().word(for: verdict))\""))
  }

  /// No way to pass by accident: what nobody saw is no pass in any format that a gate reads.
  @Test(arguments: Verdict.allCases.filter(\.isUnseen)) func whatIsUnseenIsNoPass(_ verdict: Verdict) {
    for format in Formats.all {
      #expect(
        !["passed", "PASSED", "ok", "pass", "skipped", "SKIPPED", "requirement met"].contains(format.word(for: verdict)),
        "\(format.card.name)")
    }
  }

  @Test func theFilesCountTheSame() throws {
    let ledger = EveryVerdict.ledger()
    func text(_ format: any ReportFormat) throws -> String { String(decoding: try format.bytes(ledger, Templates.settings), as: UTF8.self) }
    func occurrences(_ of: String, _ format: any ReportFormat) throws -> Int { try text(format).components(separatedBy: of).count - 1 }
    func all(_ word: String, _ format: any ReportFormat) -> Int {
      Verdict.allCases.filter { format.word(for: $0).hasPrefix(word) }.reduce(0) { $0 + ledger.counts[$1] }
    }
    #expect(try occurrences("\"k\"", NDJSONChecks()) == 0)
    #expect(try text(NDJSONChecks()).split(separator: "\n").count == ledger.counts.all)
    let summary = try JSON(parsing: CTRFReport().bytes(ledger, Templates.settings))["results"]?["summary"]
    #expect(summary?["tests"]?.int == ledger.counts.all)
    for status in ["passed", "failed", "skipped", "pending", "other"] { #expect(summary?[status]?.int == all(status, CTRFReport())) }
    #expect(try occurrences("\n    ok ", TAPStream()) == all("ok", TAPStream()))
    #expect(try occurrences("\n    not ok ", TAPStream()) == all("not ok", TAPStream()))
    #expect(try occurrences("\"testStepFinished\"", CucumberMessages()) == ledger.counts.all)
    for status in ["PASSED", "FAILED", "SKIPPED"] {
      #expect(try occurrences("\"status\":\"\(status)\"", CucumberMessages()) == all(status, CucumberMessages()))
    }
    #expect(try occurrences("\"level\": \"error\"", SARIFReport()) == ledger.counts[.fail])
    #expect(try text(MarkdownSummary()).contains(ledger.counts.text))
    #expect(try text(TAPStream()).contains("# \(ledger.counts.text)\n"))
  }
}
