import Documents
import Testing

@Suite struct DocumentTests {
  @Test func readsAValueWhereItStands() throws {
    let text = #" { "a" : [1, -2.50e3, "x\ny", null, true, {"b": {}}], "é" : "\uD83D\uDE00" } "#
    let root = try Document(parsing: Array(text.utf8)).root
    #expect(root.kind == .object && root.count == 2)
    let a = try #require(root["a"])
    #expect(a.elements.map(\.kind) == [.number, .number, .string, .null, .bool, .object])
    #expect(a[0]?.int == 1 && a[1]?.numberText == "-2.50e3" && a[1]?.decimal == -2500 && a[1]?.int == -2500)
    #expect(a[2]?.text == "x\ny" && a[3]?.isNull == true && a[4]?.bool == true && a[6] == nil && a[-1] == nil)
    #expect(a[5]?["b"]?.count == 0 && a[5]?["c"] == nil && a["b"] == nil && root[0] == nil)
    #expect(root["\u{E9}"]?.text == "😀" && root["e\u{301}"] == nil)
    #expect(root.members.map(\.name) == ["a", "é"])
    #expect(root[["a", "5", "b"]]?.pointer.text == "/a/5/b" && root[["a", "05"]] == nil)
    #expect(a[2]?.written == #""x\ny""# && root.byteRange == 1..<text.utf8.count - 1)
    #expect(root["é"]?.place ?? (0, 0) == (1, 61))
    #expect(root.json == (try JSON(parsing: text)))
  }

  @Test(arguments: [
    ("", 1, 1, "no value"), (" \n ", 2, 2, "no value"), ("{", 1, 2, "ends early"), ("[1,]", 1, 4, "value was expected"),
    ("{\"a\":1,}", 1, 8, "name in double quotes"), ("[1 2]", 1, 4, "comma or ]"), ("{\"a\" 1}", 1, 6, "colon"), ("1 2", 1, 3, "more text"),
    ("[\n  \"é\",\n  'x']", 3, 3, "value was expected"), ("\"a\tb\"", 1, 3, "control character"), ("\"a\\x\"", 1, 3, "unknown escape"),
    ("\"abc", 1, 1, "not closed"), ("01", 1, 2, "begins with 0"), ("-", 1, 2, "digit"), ("1.", 1, 3, "digit"), ("1e", 1, 3, "digit"),
    ("tru", 1, 1, "word"),
    ("nul", 1, 1, "word"), ("+1", 1, 1, "value was expected"), ("[1}", 1, 3, "comma or ]"), ("\"\\u12G4\"", 1, 2, "four hex"),
    ("\"\\", 1, 2, "ends early"),
    ("{1:2}", 1, 2, "name in double quotes"), ("NaN", 1, 1, "value was expected"), ("\u{FEFF}{}", 1, 1, "byte order mark"),
  ])
  func refusalsSayWhereAndWhy(text: String, line: Int, column: Int, why: String) {
    let refusal = #expect(throws: JSONRefusal.self) { _ = try Document(parsing: Array(text.utf8)) }
    #expect(refusal?.line == line && refusal?.column == column, "\(text): \(String(describing: refusal))")
    #expect(refusal?.why.contains(why) == true && refusal?.next.isEmpty == false, "\(text): \(String(describing: refusal))")
  }

  @Test(
    arguments: [
      [0x22, 0x80, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xE0, 0x80, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22],
      [0x22, 0xF8, 0x88, 0x80, 0x80, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xF0, 0x9F, 0x98, 0x22],
      [0x22, 0xFF, 0x22],
    ] as [[UInt8]])
  func badUTF8IsRefused(bytes: [UInt8]) {
    let refusal = #expect(throws: JSONRefusal.self) { _ = try Document(parsing: bytes) }
    #expect(refusal?.kind == .encoding && refusal?.offset == 1)
    #expect(throws: JSONRefusal.self) { _ = try Document(parsing: [0x22] + Array("abcdefgh".utf8) + bytes.dropFirst()) }
  }

  @Test func boundsHold() {
    let deep = [UInt8](repeating: 0x5B, count: 100_000)
    #expect(#expect(throws: JSONRefusal.self) { _ = try Document(parsing: deep) }?.kind == .bound)
    let deepest = #expect(throws: JSONRefusal.self) { _ = try Document(parsing: deep, bounds: JSONBounds(depth: .max)) }
    #expect(deepest?.offset == JSONBounds.deepest)
    let objects = Array(String(repeating: #"{"a":"#, count: 100_000).utf8)
    #expect(#expect(throws: JSONRefusal.self) { _ = try JSON(parsing: objects) }?.kind == .bound)
    let nested = Array((String(repeating: "[", count: 64) + String(repeating: "]", count: 64)).utf8)
    #expect(throws: Never.self) { _ = try JSON(parsing: nested) }
    let wide = Array(("[" + String(repeating: "1,", count: 600) + "1]").utf8)
    #expect(#expect(throws: JSONRefusal.self) { _ = try Document(parsing: wide, bounds: JSONBounds(nodes: 100)) }?.kind == .bound)
    #expect(#expect(throws: JSONRefusal.self) { _ = try Document(parsing: wide, bounds: JSONBounds(bytes: 100)) }?.kind == .bound)
    let huge = "1" + String(repeating: "0", count: 50_000)
    #expect((try? Document(parsing: Array(huge.utf8)))?.root.numberText == huge)
    #expect((try? Document(parsing: Array(huge.utf8)))?.root.decimal == nil)
  }

  @Test func repeatedNamesAreTold() throws {
    let document = try Document(parsing: Array(#"{"a":1,"b":{"x":1,"y":2,"\u0078":3},"a":2}"#.utf8))
    #expect(document.duplicateNames.map(\.text) == ["/b/x", "/a"])
    #expect(document.root["a"]?.int == 2)
    let many = "{" + (0..<40).map { "\"n\($0 % 39)\":\($0)" }.joined(separator: ",") + "}"
    #expect(try Document(parsing: Array(many.utf8)).duplicateNames.map(\.text) == ["/n0"])
    #expect(try Document(parsing: Array(#"{"a":{"a":[{"a":1},{"a":2}]},"A":1}"#.utf8)).duplicateNames.isEmpty)
    // Of every length, the first at the very beginning of the document too; and with the same end, which is not the same name.
    for length in 0...20 {
      let name = String("abcdefghijklmnopqrstuvwxyz".suffix(length))
      #expect(try Document(parsing: Array("{\"\(name)\":1,\"\(name)\":2}".utf8)).duplicateNames.map(\.text) == ["/\(name)"], "\(length)")
      #expect(try Document(parsing: Array("{\"\(name)\":1,\"-\(name)\":2,\"_\(name)\":3}".utf8)).duplicateNames.isEmpty, "\(length)")
    }
  }

  /// Work grows with the document, not with its square.
  @Test func manyNamesAndManyFlawsAreBounded() throws {
    let names = "{" + (0..<9_000).map { "\"\($0 % 8_000)\":\"\\uD800\"" }.joined(separator: ",") + "}"
    let document = try Document(parsing: Array(names.utf8))
    #expect(document.duplicateNames.count == Document.mostTold && document.halfCharacters.count == Document.mostTold)
    let tree = document.root.json
    #expect(tree.isEquivalent(to: tree))
  }

  @Test(arguments: [#""\uD800""#, #""\uDC00""#, #""\uD800\u0041""#, #""\uD800\uD800\uDC00""#, #"["a\uDFAAb"]"#, #"{"\ud800":1}"#])
  func halfCharactersAreTold(text: String) throws {
    #expect(try Document(parsing: Array(text.utf8)).halfCharacters.count == 1)
    #expect(#expect(throws: JSONRefusal.self) { _ = try JSON(parsing: text) }?.kind == .encoding)
  }

  @Test func scanFindsEveryEndAtEveryOffset() throws {
    for length in 0..<40 {
      for odd in ["\\n", "é", "\\\"", "😀", " ", "\u{7F}"] {
        for place in 0...length {
          let (before, after) = (String(repeating: "a", count: place), String(repeating: "z", count: length - place))
          let body = before + odd + after
          let meant = before + ["\\n": "\n", "\\\"": "\""][odd, default: odd] + after
          guard try Document(parsing: Array("[\"\(body)\",1]".utf8)).root[0]?.text == meant else {
            Issue.record("\(odd) at \(place) of \(length)")
            return
          }
        }
      }
    }
  }

  /// What the standard leaves open, and what we do. Refused: not UTF-8, a byte order mark, deeper than 64.
  static let refused: Set<String> = [
    "string_UTF-16LE_with_BOM", "string_UTF-8_invalid_sequence", "string_UTF8_surrogate_U+D800", "string_invalid_utf-8",
    "string_iso_latin_1", "string_lone_utf8_continuation_byte", "string_not_in_unicode_range", "string_overlong_sequence_2_bytes",
    "string_overlong_sequence_6_bytes", "string_overlong_sequence_6_bytes_null", "string_truncated-utf-8", "string_utf16BE_no_BOM",
    "string_utf16LE_no_BOM", "structure_500_nested_arrays", "structure_UTF-8_BOM_empty_object",
  ]
  /// Read as a document that tells of half characters, refused as a value tree.
  static let half: Set<String> = [
    "object_key_lone_2nd_surrogate", "string_1st_surrogate_but_2nd_missing", "string_1st_valid_surrogate_2nd_invalid",
    "string_incomplete_surrogate_and_escape_valid", "string_incomplete_surrogate_pair", "string_incomplete_surrogates_escape_valid",
    "string_invalid_lonely_surrogate", "string_invalid_surrogate", "string_inverted_surrogates_U+1D11E", "string_lone_second_surrogate",
  ]
  /// Read, and kept digit by digit.
  static let kept: Set<String> = [
    "number_double_huge_neg_exp", "number_huge_exp", "number_neg_int_huge_exp", "number_pos_double_huge_exp",
    "number_real_neg_overflow", "number_real_pos_overflow", "number_real_underflow", "number_too_big_neg_int", "number_too_big_pos_int",
    "number_very_big_negative_int",
  ]

  @Test func officialParsingSuite() throws {
    guard let suite = OfficialSuite("json-parsing-suite") else { return }
    var passed = ["y": 0, "n": 0, "i": 0], all = passed
    for file in try suite.files("test_parsing") {
      let bytes = try suite.bytes("test_parsing/" + file)
      let document = try? Document(parsing: bytes, bounds: .large)
      let kind = String(file.prefix(1)), name = String(file.dropFirst(2).dropLast(5))
      let holds: Bool
      switch kind {
      case "y": holds = document != nil && (try? JSON(parsing: bytes))?.encoded().isEmpty == false
      case "n": holds = document == nil
      default:
        let isHalf = document?.halfCharacters.isEmpty == false && (try? JSON(parsing: bytes)) == nil
        let isKept = document?.root[0].map { String(decoding: bytes, as: UTF8.self).contains($0.written) } == true && !isHalf
        holds = Self.refused.contains(name) == (document == nil) && Self.half.contains(name) == isHalf && Self.kept.contains(name) == isKept
      }
      #expect(holds, "\(file): \(document == nil ? "refused" : "read")")
      all[kind, default: 0] += 1
      passed[kind, default: 0] += holds ? 1 : 0
    }
    #expect(all == ["y": 95, "n": 188, "i": 35] && all["i"] == Self.refused.count + Self.half.count + Self.kept.count)
    PassMatrix.tell("json-parsing-suite, must accept", passed["y", default: 0], of: 95)
    PassMatrix.tell("json-parsing-suite, must refuse", passed["n", default: 0], of: 188)
    PassMatrix.tell("json-parsing-suite, either, as listed", passed["i", default: 0], of: 35)
  }
}
