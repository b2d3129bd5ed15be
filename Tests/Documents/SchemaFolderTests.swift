import Documents
import Testing

/// Schemas that lie together find each other by name and nothing else, and say where they are broken.
@Suite struct SchemaFolderTests {
  static func folder(_ files: [(String, String)]) -> SchemaFolder { SchemaFolder(files.map { (name: $0.0, bytes: Array($0.1.utf8)) }) }
  static let parts = ##"{ "$defs": { "id": { "type": "string", "minLength": 1 } } }"##

  @Test(arguments: [
    ("a/ask.json", #"{ "properties": { "id": { "$ref": "parts.json#/$defs/id" } } }"#, "a/parts.json"),
    ("a/ask.json", #"{ "properties": { "id": { "$ref": "../parts.json#/$defs/id" } } }"#, "parts.json"),
    (
      "ask.json", #"{ "$id": "https://x.example/ask", "properties": { "id": { "$ref": "parts.json#/$defs/id" } } }"#,
      "https://x.example/parts.json"
    ),
  ])
  func `a reference leads to the file of that name or id`(name: String, text: String, other: String) throws {
    let isID = other.hasPrefix("https")
    let parts = isID ? Self.parts.replacing("{ \"$defs\"", with: "{ \"$id\": \"\(other)\", \"$defs\"") : Self.parts
    let schema = try Self.folder([(name, text), (isID ? "b.json" : other, parts)]).schema(name)
    #expect(try schema.accepts(Document(parsing: Array(#"{ "id": "x" }"#.utf8))))
    #expect(try !schema.accepts(Document(parsing: Array(#"{ "id": "" }"#.utf8))))
  }

  @Test(arguments: [
    ("{\n  \"type\": \"objekt\"\n}", "ask.json:2:11: /type: "), ("{ \"type\": }", "ask.json:1:11: "),
    ("{\n  \"items\": { \"$ref\": \"../../etc/passwd\" }\n}", "ask.json:2:22: /items/$ref: "),
    ("{ \"$ref\": \"https://example.org/s.json\" }", "ask.json:1:11: /$ref: "),
    ("{ \"$ref\": \"#\" }", "ask.json:1:"), ("{ \"pattern\": \"(a)\\\\1\" }", "ask.json:1:14: /pattern: "),
    ("{ \"$ref\": \"broken.json\" }", "ask.json:1:11: /$ref: "),
  ])
  func `what is broken is told with its place`(text: String, start: String) {
    let refusal = #expect(throws: SchemaFileRefusal.self) {
      _ = try Self.folder([("ask.json", text), ("broken.json", "{")]).schema("ask.json")
    }
    #expect(refusal?.description.hasPrefix(start) == true, "\(refusal?.description ?? "")")
    #expect(refusal?.next.isEmpty == false)
  }

  @Test func `a schema that another one refers to is blamed itself`() {
    let refusal = #expect(throws: SchemaFileRefusal.self) {
      _ = try Self.folder([("ask.json", #"{ "$ref": "part.json" }"#), ("part.json", "{\n \"minLength\": -1 }")]).schema("ask.json")
    }
    #expect(refusal?.description.hasPrefix("part.json:2:15: /minLength: ") == true, "\(refusal?.description ?? "")")
  }

  @Test func `a name that is not there is refused`() {
    #expect(throws: SchemaFileRefusal.self) { _ = try Self.folder([("a.json", "{}")]).schema("../a.json") }
  }

  @Test func `formats judge, and a sentence says place, keyword and nearest branch`() throws {
    let text = ##"""
      { "properties": { "at": { "format": "date-time" }, "to": { "oneOf": [
        { "title": "a bank account", "required": [ "iban" ] }, { "title": "a wallet", "required": [ "phone" ], "type": "object" } ] } } }
      """##
    let schema = try Self.folder([("a.json", text)]).schema("a.json")
    let said = try schema.violations(in: Document(parsing: Array(#"{ "at": "noon", "to": {} }"#.utf8))).map(\.sentence)
    #expect(said.count == 2)
    #expect(said[0].hasPrefix("/at (format): expected "), "\(said)")
    #expect(said[1].contains("/to (oneOf): expected ") && said[1].contains("; nearest is \"a bank account\": /to (required): "), "\(said)")
  }
}
