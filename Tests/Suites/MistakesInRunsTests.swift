import Documents
import Foundation
import Testing

/// Mistakes that no single message shows: what the report of a run says of them is kept beside each.
@Suite struct MistakesInRunsTests {
  static let folder = Program.root.appending(path: "Tests/Golden/vendor-mistakes")
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted().filter {
    FileManager.default.fileExists(atPath: folder.appending(path: "\($0)/run.json").path)
  }

  @Test(arguments: names) func `a report says what went wrong, in one sentence`(_ name: String) async throws {
    let json = try JSON(parsing: Array(Data(contentsOf: Self.folder.appending(path: "\(name)/run.json"))))
    let run = try await Program.run(["run"] + (json["run"]?.items ?? []).compactMap(\.text) + Program.same)
    let report = try Program.report(of: run)
    let findings = (report["instances"]?.items ?? []).flatMap { $0["findings"]?.items ?? [] }
    var told = Self.cause(report)
    for finding in findings where finding["name"]?.text?.hasPrefix("finding.") == false {
      let text = "\(finding["about"]?.text ?? "") \(finding["name"]?.text ?? "")\n\(finding["detail"]?.text ?? "")\n"
      if !told.contains(text) { told.append(text) }
    }
    let file = Self.folder.appending(path: "\(name)/expected.txt")
    if ProcessInfo.processInfo.environment["ASSAY_GOLDEN"] == "write" {
      return try told.joined().write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try told.joined() == String(contentsOf: file, encoding: .utf8), "\(run.output)")
    try Self.isInEveryReport(
      findings.compactMap { $0["detail"]?.text } + [report["cause"]?["check"]?["difference"]?.text].compactMap(\.self), run)
  }

  private static func cause(_ report: JSON) -> [String] {
    guard let check = report["cause"]?["check"] else { return [] }
    return [
      "\(check["judges"]?.text ?? "") \(check["requirement"]?.text ?? "") \(check["reason"]?.text ?? "")\n",
      "\(report["cause"]?["text"]?.text ?? "")\nexpected: \(check["expected"]?.text ?? "-"), actual: \(check["actual"]?.text ?? "-")\n",
      check["note"]?.text.map { "\($0)\n" } ?? "", check["difference"]?.text.map { "\($0)\n" } ?? "",
    ]
  }

  /// What was found reaches whoever reads the page, and whoever reads the build server.
  private static func isInEveryReport(_ sentences: [String], _ run: Program.Ended) throws {
    for file in ["report.html", "junit.xml"] {
      let text = try String(contentsOfFile: "\(run.folder)/\(file)", encoding: .utf8)
      for sentence in sentences {
        #expect(text.contains(escaped(sentence)), "\(file) leaves out: \(sentence)")
      }
    }
  }
  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;").replacing(
      "'", with: "&#39;")
  }
}
