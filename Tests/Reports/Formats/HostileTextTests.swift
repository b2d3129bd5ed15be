import Conformance
import Documents
import Evidence
import Foundation
import Reports
import SourceText
import Testing

/// Whatever a vendor sends stays text in each format: it ends no line, no cell, no string and no element.
@Suite("Hostile texts stay text")
struct HostileTextTests {
  static func text(_ format: any ReportFormat, _ hostile: String) throws -> String {
    String(decoding: try format.bytes(EveryVerdict.ledger(hostile), Templates.settings), as: UTF8.self)
  }

  /// The shape of a file does not depend on the texts in it.
  @Test(arguments: EveryVerdict.hostile) func theShapeStays(_ hostile: String) throws {
    for format in Formats.all where format.card.name != "console" && format.card.name != "html" && format.card.name != "junit" {
      let (plain, bad) = (try Self.text(format, "PAULO"), try Self.text(format, hostile))
      #expect(plain.utf8.count { $0 == 10 } == bad.utf8.count { $0 == 10 }, "\(format.card.name)")
      let controls = bad.unicodeScalars.filter { ($0.value < 0x20 && $0 != "\n") || (0x7F..<0xA0).contains($0.value) }
      // JSON may hold the controls above ASCII as they are; nothing that is read as lines may.
      if !["json", "ndjson", "ctrf", "sarif", "cucumber"].contains(format.card.name) { #expect(controls.isEmpty, "\(format.card.name)") }
      #expect(!bad.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "\(format.card.name)")
    }
  }

  @Test(arguments: EveryVerdict.hostile) func markdown(_ hostile: String) throws {
    let text = try Self.text(MarkdownSummary(), hostile)
    for line in text.split(separator: "\n") where line.hasPrefix("| ") {
      let bars = line.replacing("\\\\", with: "").replacing("\\|", with: "").filter { $0 == "|" }.count
      #expect([3, 4, 5, 7].contains(bars), "\(line)")
    }
    let outside = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("curl ") && !$0.hasPrefix("assay ") }
    for word in ["<script", "<img", "@team", "https://x", "[l](u)", "| `pipe`"] {
      #expect(!outside.contains { $0.contains(word) }, "\(word)")
    }
    // A fence in a code block ends it only if it is as long.
    let fences = text.split(separator: "\n").filter { $0.hasPrefix("```") }
    #expect(fences.count % 2 == 0)
  }

  @Test(arguments: EveryVerdict.hostile) func tap(_ hostile: String) throws {
    let text = try Self.text(TAPStream(), hostile)
    let points = text.split(separator: "\n").filter { $0.hasPrefix("    ok ") || $0.hasPrefix("    not ok ") }
    #expect(points.count == EveryVerdict.ledger(hostile).counts.all)
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") }.count == 3)
    // The diagnostics are YAML, and say what was said.
    var block: [String]?
    for line in text.components(separatedBy: "\n") {
      if line == "      ---" {
        block = []
      } else if line == "      ...", let lines = block {
        let read = YAMLReader().read(Array(lines.map { $0.dropFirst(6) + "\n" }.joined().utf8), name: "block")
        #expect(read.errors.isEmpty && read.value?["verdict"]?.text != nil, "\(lines)")
        if read.value?["actual"]?.text != nil, lines.contains(where: { $0.hasPrefix("      note:") }) {
          #expect(read.value?["actual"]?.text?.unicodeScalars.elementsEqual(hostile.unicodeScalars) ?? false)
        }
        block = nil
      } else {
        block?.append(line)
      }
    }
  }

  @Test(arguments: EveryVerdict.hostile) func json(_ hostile: String) throws {
    for line in try NDJSONChecks().bytes(EveryVerdict.ledger(hostile), Templates.settings).split(separator: 10) {
      let json = try JSON(parsing: Array(line))
      if json["step"]?.text == "all" { #expect(json["actual"]?.text?.unicodeScalars.elementsEqual(hostile.unicodeScalars) ?? false) }
    }
  }
}
