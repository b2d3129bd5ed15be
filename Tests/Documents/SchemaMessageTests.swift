import Documents
import Testing

/// What vendors get wrong, and what they read about it, word for word.
@Suite struct SchemaMessageTests {
  static let envelope: JSON = [
    "type": "object", "required": ["header", "message"], "additionalProperties": false,
    "properties": [
      "header": [
        "type": "object", "required": ["message_id", "sender_id"],
        "properties": [
          "message_id": ["type": "string", "minLength": 3, "maxLength": 8], "sender_id": ["type": "string"],
          "message_ts": ["type": "string", "format": "date-time"], "total_count": ["type": "integer", "minimum": 0, "maximum": 100],
          "action": ["enum": ["search", "subscribe", "notify"]], "is_encrypted": ["const": false],
        ],
      ],
      "message": [
        "type": "object",
        "properties": [
          "amount": ["type": "number", "multipleOf": .number("0.01"), "exclusiveMinimum": 0],
          "currency": ["type": "string", "pattern": "^[A-Z]{3}$"],
          "lines": ["type": "array", "minItems": 1, "maxItems": 2, "uniqueItems": true],
          "note": ["type": ["string", "null"]],
          "payee": [
            "oneOf": [
              [
                "title": "bank account", "type": "object", "required": ["iban"],
                "properties": ["kind": ["const": "bank"], "iban": ["type": "string"]],
              ],
              [
                "title": "wallet", "type": "object", "required": ["msisdn"],
                "properties": ["kind": ["const": "wallet"], "msisdn": ["type": "string", "pattern": "^[0-9]+$"]],
              ],
            ]
          ],
          "names": ["propertyNames": ["pattern": "^[a-z]+$"]], "tags": ["contains": ["const": "x"], "maxContains": 1],
        ],
        "dependentRequired": ["amount": ["currency"]], "unevaluatedProperties": false,
      ],
    ],
  ]

  static func told(_ text: String) throws -> [String] {
    let options = SchemaOptions(assertsFormats: true)
    let schema = try Schema(Document(parsing: envelope.encoded()), uri: "https://example.org/envelope", options: options)
    return try schema.violations(in: Document(parsing: Array(text.utf8))).map(\.description)
  }

  @Test(arguments: [
    (#"[]"#, "the document: expected an object; found an empty array, an array"),
    (#"{"header": {"message_id": "abc", "sender_id": "s"}}"#, #"the document: expected the member "message"; found only "header""#),
    (
      #"{"header": {"messageId": "abc", "sender_id": "s"}, "message": {}}"#,
      #"/header: expected the member "message_id"; found "messageId" instead"#
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s"}, "message": {}, "Massage": 1}"#,
      #"/Massage: expected no member of this name (known are "header", "message"); found "Massage" (did you mean "message"?)"#
    ),
    (#"{"header": {"message_id": 7, "sender_id": "s"}, "message": {}}"#, "/header/message_id: expected a string; found 7, a number"),
    (
      #"{"header": {"message_id": "ab", "sender_id": "s"}, "message": {}}"#,
      #"/header/message_id: expected at least 3 characters; found "ab", 2 characters"#
    ),
    (
      #"{"header": {"message_id": "abcdefghi", "sender_id": "s"}, "message": {}}"#,
      #"/header/message_id: expected at most 8 characters; found "abcdefghi", 9 characters"#
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s", "message_ts": "31/01/2026 10:00"}, "message": {}}"#,
      #"/header/message_ts: expected a date and time with offset (date-time), such as 2026-01-31T09:30:00Z; found "31/01/2026 10:00""#
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s", "total_count": "2"}, "message": {}}"#,
      #"/header/total_count: expected a whole number; found "2", a string"#
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s", "total_count": 1.5}, "message": {}}"#,
      "/header/total_count: expected a whole number; found 1.5, a number"
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s", "total_count": -1}, "message": {}}"#,
      "/header/total_count: expected a number from 0; found -1"
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s", "total_count": 1e3}, "message": {}}"#,
      "/header/total_count: expected a number up to 100; found 1e3"
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s", "action": "Serch"}, "message": {}}"#,
      #"/header/action: expected one of "search", "subscribe", "notify"; found "Serch" (did you mean "search"?)"#
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s", "is_encrypted": "false"}, "message": {}}"#,
      #"/header/is_encrypted: expected false; found "false""#
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s"}, "message": {"amount": 1}}"#,
      #"/message: expected the member "currency" beside "amount"; found "amount" without it"#
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s"}, "message": {"amount": 0.005, "currency": "XXX"}}"#,
      "/message/amount: expected a multiple of 0.01; found 0.005"
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s"}, "message": {"amount": 0, "currency": "XXX"}}"#,
      "/message/amount: expected a number above 0; found 0"
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s"}, "message": {"currency": "eur"}}"#,
      #"/message/currency: expected text that matches ^[A-Z]{3}$; found "eur""#
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s"}, "message": {"lines": []}}"#,
      "/message/lines: expected at least 1 element; found 0 elements"
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s"}, "message": {"lines": [1, 1.0]}}"#,
      "/message/lines/1: expected elements that all differ; found the same as element 0: 1.0"
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s"}, "message": {"note": {"a": 1}}}"#,
      "/message/note: expected a string or null; found an object of 1 member, an object"
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s"}, "message": {"extra": 1}}"#,
      #"/message/extra: expected no member of this name; found "extra""#
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s"}, "message": {"payee": {"kind": "wallet", "msisdn": "+25"}}}"#,
      "/message/payee: expected exactly one of 2 shapes; found an object of 2 members; nearest is \"wallet\"\n"
        + "  /message/payee/msisdn: expected text that matches ^[0-9]+$; found \"+25\""
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s"}, "message": {"payee": {"iban": "1", "msisdn": "2"}}}"#,
      #"/message/payee: expected exactly one of 2 shapes; found a value that fits 2: "bank account" and "wallet""#
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s"}, "message": {"names": {"A": 1}}}"#,
      #"/message/names/A: expected a member whose name is text that matches ^[a-z]+$; found "A""#
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s"}, "message": {"tags": []}}"#,
      "/message/tags: expected at least 1 element as described; found none"
    ),
    (
      #"{"header": {"message_id": "abc", "sender_id": "s"}, "message": {"tags": ["x", "x"]}}"#,
      "/message/tags: expected at most 1 element as described; found 2"
    ),
  ])
  func vendorsReadWhatToChange(document: String, message: String) throws {
    #expect(try Self.told(document) == [message])
  }

  @Test func aViolationNamesItsPlacesAndKeyword() throws {
    let schema = try Schema(
      Document(parsing: JSON.object(["$ref": "#/$defs/id", "$defs": ["id": ["type": "string"]]]).encoded()), uri: "https://example.org/s")
    let violation = try #require(try schema.violations(in: Document(parsing: Array("7".utf8))).first)
    #expect(violation.instance == .root && violation.keyword == "type" && violation.schema == "https://example.org/s#/$defs/id/type")
    #expect(violation.expected == "a string" && violation.actual == "7, a number" && violation.nearest == nil)
  }

  @Test func allViolationsAreToldUpToALimit() throws {
    let schema = try Schema(Document(parsing: JSON.object(["items": ["type": "string"]]).encoded()))
    let many = try Document(parsing: Array("[\(Array(repeating: "1", count: 500).joined(separator: ","))]".utf8))
    #expect(schema.violations(in: many).count == 100 && schema.violations(in: many, limit: 3).map(\.instance.text) == ["/0", "/1", "/2"])
  }

  @Test(arguments: [
    (
      #"{"properties": {"a": {"minLength": "3"}}}"#,
      "#/properties/a/minLength: minLength must be a whole number from 0, found a string; correct the schema"
    ),
    (##"{"$ref": "#/$defs/none"}"##, "#/$ref: \"#/$defs/none\" leads nowhere; add what it points at, or correct the reference"),
    (
      #"{"$ref": "https://example.org/other.json"}"#,
      "#/$ref: \"https://example.org/other.json\" leads to https://example.org/other.json, which is not at hand; add that document to the registry, or correct the reference"
    ),
    (
      ##"{"allOf": [{"$ref": "#"}]}"##,
      "#: the schema refers to itself without going into the document; let it refer through properties or items, or remove the reference"
    ),
    (
      #"{"$schema": "https://example.org/mine"}"#,
      "#/$schema: the dialect https://example.org/mine is not known here; name draft 4, 7 or 2020-12, or add its meta-schema to the registry"
    ),
    (#"{"items": 3}"#, "#/items: items must be a schema (an object, true or false), found a number; correct the schema"),
  ])
  func brokenSchemasAreRefused(schema: String, message: String) {
    let refusal = #expect(throws: SchemaRefusal.self) { _ = try Schema(Document(parsing: Array(schema.utf8))) }
    #expect(refusal?.description == message)
  }

  @Test func aPatternThatCannotBeJudgedInLinearTimeIsRefused() {
    let refusal = #expect(throws: SchemaRefusal.self) { _ = try Schema(Document(parsing: Array(#"{"pattern": "(?=a)b"}"#.utf8))) }
    #expect(
      refusal?.pointer == ["pattern"]
        && refusal?.why.hasPrefix("\"(?=a)b\" is no regular expression for here, column 1: (?= looks ahead") == true)
    #expect(refusal?.next.contains("after the first ^") == true)
  }

  /// 2^40 ways through, or a circle only seen at judging: an answer comes soon, and says why.
  @Test(arguments: [
    JSON.object(
      [
        "$ref": "#/$defs/0",
        "$defs": .object(
          Members(
            (0..<40).map { n in
              Member(String(n), ["allOf": [["$ref": .string("#/$defs/\(n + 1)")], ["$ref": .string("#/$defs/\(n + 1)")]]])
            } + [Member("40", true)])),
      ]),
    JSON.object(["$id": "https://example.org/loop", "$dynamicAnchor": "x", "allOf": [["$dynamicRef": "#x"]]]),
  ])
  func judgingIsBounded(schema: JSON) throws {
    let schema = try Schema(Document(parsing: schema.encoded()))
    let one = try Document(parsing: Array("1".utf8))
    #expect(!schema.accepts(one))
    #expect(schema.violations(in: one).first?.expected.hasPrefix("a document that can be judged in") == true)
  }

  @Test func deepDocumentsAreJudgedAndExplained() throws {
    let schema = try Schema(Document(parsing: Array(##"{"type": "object", "properties": {"a": {"$ref": "#"}}}"##.utf8)))
    for (depth, told) in [(60, 60), (200, 64), (500, 0)] {
      let text = String(repeating: #"{"a": "#, count: depth) + "7" + String(repeating: "}", count: depth)
      let violations = try schema.violations(in: Document(parsing: Array(text.utf8), bounds: JSONBounds(depth: 512)))
      #expect(violations.map(\.instance.tokens.count) == [told])
    }
  }

  @Test func numbersAreExact() throws {
    let cents = try Schema(Document(parsing: Array(#"{"multipleOf": 0.01, "maximum": 9007199254740993}"#.utf8)))
    for (text, fits) in [
      ("19.99", true), ("1e300", false), ("9007199254740993", true), ("9007199254740994", false), ("0.001", false), ("-1e2", true),
      ("4.35", true), ("0", true),
    ] { #expect(try cents.accepts(Document(parsing: Array(text.utf8))) == fits, "\(text)") }
  }
}
