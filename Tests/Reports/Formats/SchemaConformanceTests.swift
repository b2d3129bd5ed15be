import Conformance
import Documents
import Evidence
import Foundation
import MarkupDocuments
import Reports
import SourceText
import Testing

/// Each format against the schema that its owners publish, or against ours; with every verdict and with hostile texts.
@Suite("Formats hold their schemas")
struct SchemaConformanceTests {
  static let texts = ["PAULO"] + EveryVerdict.hostile

  static func violations(_ schema: Schema, _ bytes: [UInt8]) throws -> [String] {
    schema.violations(in: try Document(parsing: bytes, bounds: .large)).prefix(3).map { "\($0)" }
  }
  static func lines(_ bytes: [UInt8]) -> [[UInt8]] { bytes.split(separator: 10).map(Array.init) }

  @Test(arguments: texts) func ctrf(_ text: String) throws {
    guard let schema = try PublishedSchemas.json("ctrf/schema/ctrf.schema.json") else { return }
    #expect(try Self.violations(schema, CTRFReport().bytes(EveryVerdict.ledger(text), Templates.settings)) == [])
  }

  @Test(arguments: texts) func sarif(_ text: String) throws {
    guard let schema = try PublishedSchemas.json("sarif/sarif-schema-2.1.0.json") else { return }
    #expect(try Self.violations(schema, SARIFReport().bytes(EveryVerdict.ledger(text), Templates.settings)) == [])
  }

  /// As lint writes it: with regions, and with names of files that are no addresses as they are.
  @Test(arguments: texts) func sarifOfLint(_ text: String) throws {
    guard let schema = try PublishedSchemas.json("sarif/sarif-schema-2.1.0.json") else { return }
    var result = SARIFLog.Result(rule: "AS-011", level: .error, message: text, file: "my suites/\(text)", fingerprint: text)
    result.region = .init(line: 2, column: 1, endLine: 2, endColumn: 4)
    let log = SARIFLog(version: "1", rules: [.init(id: "AS-011", text: text, help: text)], results: [result], succeeded: true, exit: 2)
    #expect(try Self.violations(schema, log.encoded()) == [])
  }

  @Test(arguments: texts) func cucumber(_ text: String) throws {
    guard let schema = try PublishedSchemas.json("cucumber-messages/jsonschema/messages.schema.json") else { return }
    let lines = Self.lines(try CucumberMessages().bytes(EveryVerdict.ledger(text), Templates.settings))
    #expect(lines.count > 40)
    for line in lines { #expect(try Self.violations(schema, line) == [], "\(String(decoding: line, as: UTF8.self))") }
  }

  @Test(
    arguments: texts,
    ["junit/windyroad/JUnit.xsd", "junit/jenkins-xunit/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd"])
  func junit(_ text: String, _ path: String) throws {
    guard let schema = try PublishedSchemas.xml(path) else { return }
    let bytes = try JUnitXML().bytes(EveryVerdict.ledger(text), Templates.settings)
    let report = try schema.validate(.text(String(decoding: bytes, as: UTF8.self)))
    #expect(report.isValid, "\(report.findings.prefix(3).map(\.description))")
  }

  @Test(arguments: texts) func ndjson(_ text: String) throws {
    let schema = try PublishedSchemas.own("check.schema.json")
    let ledger = EveryVerdict.ledger(text)
    let lines = Self.lines(try NDJSONChecks().bytes(ledger, Templates.settings))
    #expect(lines.count == ledger.counts.all)
    for line in lines { #expect(try Self.violations(schema, line) == []) }
  }

  @Test(arguments: texts) func json(_ text: String) throws {
    let schema = try PublishedSchemas.own("report.schema.json")
    #expect(try Self.violations(schema, JSONReport().bytes(EveryVerdict.ledger(text), Templates.settings)) == [])
  }

  @Test(arguments: texts) func claim(_ text: String) throws {
    let schema = try PublishedSchemas.own("claim.schema.json")
    let ledger = EveryVerdict.ledger(text)
    #expect(try Self.violations(schema, ConformanceClaim.document(ledger).encoded()) == [])
    // The YAML says the same as the value that was checked.
    let read = YAMLReader().read(try ConformanceClaim().bytes(ledger, Templates.settings), name: "claim.yaml")
    #expect(read.diagnostics.isEmpty, "\(read.diagnostics.map(\.message))")
    #expect(read.value?["summary"]?.text == ConformanceClaim.document(ledger)["summary"]?.text)
  }

  @Test(arguments: texts) func badge(_ text: String) throws {
    let bytes = try BadgeSVG().bytes(EveryVerdict.ledger(text), Templates.settings)
    let document = try MarkupDocument(.text(String(decoding: bytes, as: UTF8.self)))
    #expect(document.root.name == "svg")
  }

  /// A schema that accepts everything proves nothing.
  @Test func theSchemasRefuse() throws {
    for path in ["ctrf/schema/ctrf.schema.json", "sarif/sarif-schema-2.1.0.json", "cucumber-messages/jsonschema/messages.schema.json"] {
      guard let schema = try PublishedSchemas.json(path) else { return }
      #expect(try !schema.accepts(Document(parsing: Array(#"{"results":{"tool":1},"version":2,"meta":{}}"#.utf8))), "\(path)")
    }
    for name in ["check.schema.json", "claim.schema.json"] {
      #expect(try !PublishedSchemas.own(name).accepts(Document(parsing: Array(#"{"verdict":"passed"}"#.utf8))), "\(name)")
    }
  }
}
