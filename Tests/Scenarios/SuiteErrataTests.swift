import Conformance
import Scenarios
import SourceText
import Testing

/// Bodies are judged with the errata of a suite, and what the published form says stands beside that.
@Suite struct SuiteErrataTests {
  static let parts = ##"""
    { "$defs": { "moment": { "type": "string", "format": "date-time" }, "state": { "enum": [ "ACK" ] }, "free": {} } }
    """##
  static let ack = ##"""
    {
      "type": "object",
      "required": [ "state" ],
      "properties": { "state": { "$ref": "parts.json#/$defs/state" }, "at": { "$ref": "parts.json#/$defs/moment" } }
    }
    """##

  static func erratum(_ id: String, _ patch: String, schema: String = "parts", upstream: String = "https://example.org/1") -> (
    String, String
  ) {
    (
      "errata/\(id).json",
      "{\n  \"id\": \"\(id)\",\n  \"reason\": \"why\",\n  \"upstream\": \"\(upstream)\",\n  \"schema\": \"\(schema)\",\n  \"patch\": [\n    \(patch)\n  ]\n}"
    )
  }
  static let ok = erratum("ok", ##"{ "op": "add", "path": "/$defs/state/enum/-", "value": "OK" }"##)
  static let day = erratum("day", ##"{ "op": "remove", "path": "/$defs/moment/format" }"##)
  static let time = erratum("time", ##"{ "op": "add", "path": "/required/-", "value": "at" }"##, schema: "ack")

  static func loaded(_ errata: [(String, String)]) -> Diagnosed<Suite> {
    SuiteSchemaTests.suite("schema: ack", [("schemas/ack.json", ack), ("schemas/parts.json", parts)] + errata)
  }

  @Test(arguments: [
    // fits both ways, breaks both ways: nothing stands beside it
    (#"{ "state": "ACK", "at": "2026-05-01T10:00:00Z" }"#, true, String?.none), (#"{ "state": "NO" }"#, false, nil),
    ("no JSON", false, nil),
    (#"{ "state": "OK", "at": "2026-05-01T10:00:00Z" }"#, true, "would fail: /state (enum): expected \"ACK\"; found \"OK\"; erratum ok"),
    (#"{ "state": "ACK", "at": "noon" }"#, true, "would fail: /at (format): expected a date-time; found \"noon\"; erratum day"),
    (#"{ "state": "OK", "at": "noon" }"#, true, "errata day, ok"), (#"{ "state": "ACK" }"#, false, "would pass; erratum time"),
  ])
  func `both results are told, and the errata that make the difference`(body: String, fits: Bool, strict: String?) throws {
    let suite = try #require(Self.loaded([Self.day, Self.ok, Self.time]).value)
    let check = try #require(suite.pages.first?.base.steps.first?.checks.first)
    let schema = try #require(suite.schemas.schema(of: check.assertion.matcher))
    let bytes = Array(body.utf8)
    #expect(schema.flaws(in: bytes).isEmpty == fits)
    let reading = schema.strict(of: [bytes])
    #expect(reading?.holds ?? fits == (strict == nil ? fits : !fits))
    #expect(strict == nil ? reading == nil : reading?.sentence.hasSuffix(strict ?? "") == true, "\(reading?.sentence ?? "nothing")")
  }

  @Test func `several bodies are one result, and a schema that no erratum touches has one reading`() throws {
    let suite = try #require(Self.loaded([Self.ok]).value)
    let check = try #require(suite.pages.first?.base.steps.first?.checks.first)
    let schema = try #require(suite.schemas.schema(of: check.assertion.matcher))
    let (strictly, mended, wrong) = (#"{"state":"ACK"}"#, #"{"state":"OK"}"#, #"{}"#)
    func strict(_ bodies: String...) -> [String]? { schema.strict(of: bodies.map { Array($0.utf8) })?.errata }
    #expect(strict(strictly, mended) == ["ok"])
    #expect(strict(mended, wrong) == nil)
    #expect(strict(strictly, strictly) == nil)
    let unused = Self.erratum("unused", ##"{ "op": "add", "path": "/$defs/other", "value": {} }"##)
    #expect(Self.loaded([unused]).value?.schemas.errata.map(\.id) == ["unused"])
  }

  @Test(arguments: [
    (("errata/x.json", "{ \"id\" \"x\" }"), "s/errata/x.json:1:8", "a colon was expected"),
    (("errata/x.json", "{ \"id\": \"x\" }"), "s/errata/x.json:1:1", "without operations"),
    (erratum("x", "", schema: "parts"), "s/errata/x.json:6:12", "without operations"),
    (("errata/y.json", erratum("x", "{}").1), "s/errata/y.json:2:9", "its file is called `y`"),
    (erratum("x", "{}", upstream: "issue 7"), "s/errata/x.json:4:15", "no link"),
    (erratum("x", "{}", schema: "prats"), "s/errata/x.json:5:13", "no schema `prats`"),
    (erratum("x", ##"{ "op": "replace", "path": "/$defs/stat", "value": {} }"##), "s/errata/x.json:7:5", "does not fit"),
    (erratum("x", ##"{ "op": "replace", "path": "/$defs/state", "value": { "type": "wrod" } }"##), "s/errata/x.json:6:12", "is no schema"),
    (
      erratum("x", ##"{ "op": "replace", "path": "/$defs/state", "value": { "$ref": "gone.json" } }"##), "s/errata/x.json:6:12",
      "is no schema"
    ),
  ])
  func `a broken erratum is told with its place, once, and mends nothing`(erratum: (String, String), place: String, why: String) throws {
    let loaded = Self.loaded([erratum])
    let found = loaded.diagnostics.filter { $0.code == .brokenErratum }
    #expect(found.count == 1 && found.first?.span.description.hasPrefix(place) == true, "\(Fixtures.show(loaded.diagnostics))")
    #expect(found.first?.message.contains(why) == true, "\(Fixtures.show(loaded.diagnostics))")
    let suite = try #require(loaded.value)
    let check = try #require(suite.pages.first?.base.steps.first?.checks.first)
    let schema = try #require(suite.schemas.schema(of: check.assertion.matcher))
    #expect(schema.flaws(in: Array(#"{"state":"ACK"}"#.utf8)).isEmpty && schema.strict(of: [Array(#"{"state":"NO"}"#.utf8)]) == nil)
  }
}
