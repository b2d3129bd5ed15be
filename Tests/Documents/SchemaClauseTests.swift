import Documents
import Testing

/// What a schema demands, told clause by clause, and messages that break one clause and no other.
@Suite struct SchemaClauseTests {
  static let parts = ##"""
    { "$defs": { "id": { "type": "string", "maxLength": 3 }, "moment": { "type": "string", "format": "date-time" } } }
    """##
  static let ask = ##"""
    {
      "type": "object", "required": [ "id", "lines" ],
      "properties": {
        "id": { "$ref": "parts.json#/$defs/id" },
        "lines": { "type": "array", "items": { "required": [ "at" ], "properties": { "at": { "$ref": "parts.json#/$defs/moment" } } } },
        "more": { "allOf": [ { "type": "object" }, { "properties": { "again": { "$ref": "#" } } } ] },
        "to": { "anyOf": [ { "title": "a word", "type": "string" }, { "title": "a number", "type": "integer", "minimum": 0 } ] },
        "only": { "anyOf": [ { "enum": [ "one" ] } ] }
      },
      "if": { "title": "hidden", "required": [ "tag" ] },
      "then": { "properties": { "tag": { "const": "x" } } },
      "else": { "required": [ "to" ] }
    }
    """##
  static func folder(_ ask: String = ask) -> SchemaFolder { SchemaFolderTests.folder([("ask.json", ask), ("parts.json", parts)]) }

  @Test func `each keyword is a clause with its place, and a shape is a condition`() throws {
    let told = try Self.folder().clauses(of: "ask.json").map { clause in
      let conditions = clause.conditions.isEmpty ? "" : " where " + clause.conditions.map(\.words).joined(separator: ", ")
      return "\(clause.place) \(clause.keyword) \(clause.shown)\(conditions)"
    }
    #expect(
      told == [
        " type object", " required id", " required lines", "/id type string", "/id maxLength 3", "/lines type array",
        "/lines/* required at", "/lines/*/at type string", "/lines/*/at format date-time", "/more type object",
        "/to type string where a word", "/to type integer where a number", "/to minimum 0 where a number", "/only enum one",
        "/tag const x where hidden", " required to where not hidden",
      ])
  }

  @Test(arguments: [
    ("required", "\"id\"", #"{"id":1,"b":2}"#, [#"{"b":2}"#]), ("required", "\"id\"", #"{"b":2}"#, []), ("required", "\"id\"", "[]", []),
    ("type", "\"string\"", "\"a\"", ["null", "0.5", "true", "[]", "{}"]),
    ("type", #"["object","null"]"#, "{}", ["\"word\"", "0.5", "true", "[]"]),
    ("enum", #"["a"]"#, "\"a\"", ["\"no-such-word\"", "null"]), ("const", "true", "true", ["\"no-such-word\"", "null"]),
    ("maxLength", "3", "\"ab\"", ["\"abbb\""]), ("maxLength", "1", "\"é\"", ["\"éé\""]), ("maxLength", "3", "7", []),
    ("minLength", "2", "\"abc\"", ["\"a\""]), ("minLength", "0", "\"abc\"", []),
    ("pattern", "\"^a\"", "\"a\"", ["\"☃\"", "\"no ☃\"", "\"\""]), ("format", "\"uri\"", "7", []),
    ("minimum", "0", "7", ["-1"]), ("maximum", "1.5", "1", ["2.5"]), ("exclusiveMinimum", "0", "7", ["0"]), ("minimum", "0", "\"7\"", []),
    ("minItems", "2", "[1,2,3]", ["[1]"]), ("maxItems", "2", "[1]", ["[1,1,1]"]), ("uniqueItems", "true", "[1,2]", ["[1,2,1]"]),
    ("maxItems", "2", "[]", []), ("minProperties", "1", #"{"a":1}"#, ["{}"]),
    ("additionalProperties", "false", #"{"a":1}"#, [#"{"a":1,"no-such-member":null}"#]), ("title", "\"t\"", "1", []),
  ])
  func `a value breaks one keyword`(keyword: String, wanted: String, value: String, broken: [String]) throws {
    let found = try JSON(parsing: value).breaking(keyword, JSON(parsing: wanted)).map { String(decoding: $0.encoded(), as: UTF8.self) }
    #expect(found == broken)
  }

  /// As it came, or with what the clause speaks of put in; then broken, and refused for it alone.
  @Test(arguments: [
    ("/id maxLength 3", #"{"id":"a","lines":[],"to":"b"}"#, "/id", [#"{"id":"aaaa","lines":[],"to":"b"}"#]),
    ("/lines/* required at", #"{"id":"a","lines":[],"to":"b"}"#, nil, [#"{"id":"a","lines":[{}],"to":"b"}"#]),
    (
      "/lines/*/at format date-time", #"{"id":"a","lines":[{"at":"2026-05-01T00:00:00Z"}],"to":"b"}"#, "/lines/0/at",
      [#"{"id":"a","lines":[{"at":"☃"}],"to":"b"}"#]
    ),
    ("/to minimum 0", #"{"id":"a","lines":[],"to":"b"}"#, nil, [#"{"id":"a","lines":[],"to":-1}"#]),
    ("/to minimum 0", #"{"id":"a","lines":[],"to":5}"#, "/to", [#"{"id":"a","lines":[],"to":-1}"#]),
    ("/only enum one", #"{"id":"a","lines":[],"to":5}"#, nil, [#"{"id":"a","lines":[],"to":5,"only":"no-such-word"}"#]),
    ("/tag const x", #"{"id":"a","lines":[],"tag":"x"}"#, "/tag", [#"{"id":"a","lines":[],"tag":"no-such-word"}"#]),
    ("/tag const x", #"{"id":"a","lines":[],"to":5}"#, nil, [#"{"id":"a","lines":[],"to":5,"tag":"no-such-word"}"#]),
    ("/lines type array", #"{}"#, nil, [#"{"lines":null,"id":"wor","to":"word"}"#]),
    (
      " required to", #"{"id":"a","lines":[],"tag":"x"}"#, nil, [#"{"id":"wor","lines":[{"at":"2026-01-01T00:00:00Z"}]}"#]
    ),
  ])
  func `a message breaks one clause`(name: String, message: String, asked: String?, broken: [String]) throws {
    let folder = Self.folder()
    let clauses = try folder.clauses(of: "ask.json")
    let breaker = try MessageBreaker(clauses, in: folder)
    let clause = try #require(clauses.first { "\($0.place) \($0.keyword) \($0.shown)" == name })
    let came = try #require(ReadMessage(parsing: Array(message.utf8)))
    let sent = breaker.asked(came, by: clause)
    #expect(sent.first?.place.text == asked)
    let all = (sent.first ?? breaker.grown(came, to: clause)).map { breaker.broken($0, by: clause) } ?? []
    #expect(all.prefix(1).map { String(decoding: $0.encoded(), as: UTF8.self) } == broken)
    let schema = try folder.schema("ask.json")
    for one in all { #expect(try !schema.accepts(Document(parsing: one.encoded()))) }
  }

  @Test func `what refers to itself says its clauses once`() throws {
    let told = try Self.folder(##"{ "properties": { "in": { "$ref": "#" } }, "required": [ "in" ] }"##).clauses(of: "ask.json")
    #expect(told.map(\.shown) == ["in"])
  }
}
