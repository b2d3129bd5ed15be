import Scenarios
import SourceText
import Testing

/// A wire suite judges bodies by the schemas in its own folder, and by nothing else.
@Suite struct SuiteSchemaTests {
  static let ack = ##"""
    {
      "type": "object",
      "required": [ "message" ],
      "properties": {
        "message": { "required": [ "state", "at" ], "properties": { "state": { "enum": [ "ACK", "ERR" ] }, "at": { "$ref": "parts.json#/$defs/moment" } } }
      }
    }
    """##
  static let parts = ##"{ "$defs": { "moment": { "type": "string", "format": "date-time" } } }"##
  static let xsd = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:include schemaLocation="words.xsd"/>
      <xs:element name="Pay"><xs:complexType><xs:sequence><xs:element name="Ccy" type="Currency"/></xs:sequence></xs:complexType></xs:element>
    </xs:schema>
    """
  static let words = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:simpleType name="Currency"><xs:restriction base="xs:string"><xs:pattern value="[A-Z]{3}"/></xs:restriction></xs:simpleType>
    </xs:schema>
    """
  static let files = [("schemas/ack.json", ack), ("schemas/parts.json", parts), ("schemas/pay.xsd", xsd), ("schemas/words.xsd", words)]

  static func suite(_ matcher: String, _ files: [(String, String)] = files, that: String = "body") -> Diagnosed<Suite> {
    Fixtures.suite(
      [
        ("suite.yaml", "suite: s\nversion: 1.0.0\ntitle: t\nkind: wire\nrequirements: requirements.yaml\n"),
        ("requirements.yaml", "A: { binds: crvs, class: wire, strength: must, authority: standard, text: t }\n"),
        ("W-1.yaml", Fixtures.wirePage(matcher, that: that)),
      ] + files)
  }
  static func codes(_ loaded: Diagnosed<Suite>) -> [DiagnosticCode] {
    (loaded.diagnostics + (loaded.value?.lint() ?? [])).map(\.code).filter { [.notPlayed, .fileNotFound, .brokenSchema].contains($0) }
  }
  static func schema(_ matcher: String) throws -> BodySchema {
    let suite = try #require(suite(matcher).value)
    let check = try #require(suite.pages.first?.base.steps.first?.checks.first)
    return try #require(suite.schemas.schema(of: check.assertion.matcher))
  }

  @Test(arguments: [
    ("schema: ack", "body", [DiagnosticCode]()), ("xsd: pay", "body", []), ("path: \"$.message\", schema: ack", "body", []),
    ("schema: akc", "body", [.fileNotFound]), ("schema: pay", "body", [.fileNotFound]), ("schema: ../suite", "body", [.fileNotFound]),
    ("schema: ack", "status", [.notPlayed]), ("path: \"$.message\", xsd: pay", "body", [.notPlayed]),
  ])
  func `a schema lies in the suite's own folder, and judges a body`(matcher: String, that: String, codes: [DiagnosticCode]) {
    let loaded = Self.suite(matcher, that: that)
    #expect(Self.codes(loaded) == codes, "\(Fixtures.show(loaded.diagnostics))")
  }

  @Test(arguments: [
    ("schemas/ack.json", "{\n  \"type\": \"objekt\"\n}", "s/schemas/ack.json:2:11"),
    ("schemas/ack.json", "{\n  \"type\" \"object\"\n}", "s/schemas/ack.json:2:10"),
    ("schemas/ack.json", "{ \"$ref\": \"https://example.org/ack.json\" }", "s/schemas/ack.json:1:11"),
    ("schemas/ack.json", "{ \"$ref\": \"../requirements.yaml\" }", "s/schemas/ack.json:1:11"),
    (
      "schemas/pay.xsd", "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\n  <xs:element nam=\"Pay\"/>\n</xs:schema>",
      "s/schemas/pay.xsd:2:3"
    ),
    ("schemas/pay.xsd", "<!DOCTYPE x [ <!ENTITY a SYSTEM \"file:///etc/passwd\"> ]>\n<x/>", "s/schemas/pay.xsd:1"),
    (
      "schemas/pay.xsd",
      "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\n <xs:include schemaLocation=\"/etc/passwd\"/>\n</xs:schema>",
      "s/schemas/pay.xsd:"
    ),
  ])
  func `a broken schema is told with its place, and once`(name: String, text: String, place: String) {
    let loaded = Self.suite(name.hasSuffix("xsd") ? "xsd: pay" : "schema: ack", [(name, text)])
    #expect(Self.codes(loaded) == [.brokenSchema], "\(Fixtures.show(loaded.diagnostics))")
    let found = loaded.diagnostics.first { $0.code == .brokenSchema }
    #expect(found?.span.description.hasPrefix(place) == true, "\(Fixtures.show(loaded.diagnostics))")
  }

  @Test(arguments: [
    (#"{ "message": { "state": "ACK", "at": "2026-05-01T10:00:00Z", "x": 1 } }"#, [String]()),
    (#"{ "message": { "at": "2026-05-01T10:00:00Z" } }"#, ["/message (required): "]),
    (#"{ "message": { "state": "OK", "at": "noon" } }"#, ["/message/state (enum): ", "/message/at (format): "]),
    ("<a/>", ["the body is no JSON: line 1, column 1: "]), ("", ["the body is no JSON: "]),
  ])
  func `what breaks a JSON Schema is told by pointer and keyword`(body: String, starts: [String]) throws {
    let flaws = try Self.schema("schema: ack").flaws(in: Array(body.utf8))
    #expect(flaws.count == starts.count && zip(flaws, starts).allSatisfy { $0.hasPrefix($1) }, "\(flaws)")
  }

  @Test(arguments: [
    ("<Pay><Ccy>EUR</Ccy></Pay>", [String]()), ("<Pay>\n  <Ccy>Euro</Ccy>\n</Pay>", ["line 2, column 3, at /Pay/Ccy: "]),
    ("<Pay>\n</Pay>", ["line 1"]), ("{}", ["the body is no XML: "]), ("<Pay><Ccy>EUR</Ccy>", ["the body is no XML: "]),
    ("<!DOCTYPE Pay [ <!ENTITY a \"b\"> ]><Pay/>", ["the body is no XML: line 1"]),
  ])
  func `what breaks an XML Schema is told by line`(body: String, starts: [String]) throws {
    let flaws = try Self.schema("xsd: pay").flaws(in: Array(body.utf8))
    #expect(
      flaws.count >= starts.count && flaws.isEmpty == starts.isEmpty && zip(flaws, starts).allSatisfy { $0.hasPrefix($1) }, "\(flaws)")
  }

  @Test func `a body beyond the bounds of a message breaks every schema, and what is told has an end`() throws {
    let schema = try Self.schema("schema: ack")
    #expect(schema.flaws(in: Array(String(repeating: "[", count: 1000).utf8)).count == 1)
    #expect(schema.flaws(in: [UInt8](repeating: 0x20, count: 2 << 20)).count == 1)
    let pays = try Self.schema("xsd: pay").flaws(in: Array("<Pay>\(String(repeating: "<A/>", count: 500))</Pay>".utf8))
    #expect(!pays.isEmpty && pays.count <= BodySchema.most + 1)
  }
}
