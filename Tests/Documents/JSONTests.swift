import Documents
import Testing

@Suite struct JSONTests {
  @Test func literalsKeepTheirOrder() {
    let name = "Amina"
    let value: JSON = ["z": 1, "a": ["x", true, .null, -3], "name": "for \(name)", "amount": .number("20.00"), "empty": [:]]
    #expect(value.encodedText() == #"{"z":1,"a":["x",true,null,-3],"name":"for Amina","amount":20.00,"empty":{}}"#)
    #expect(value.members?.names == ["z", "a", "name", "amount", "empty"])
    #expect(value["a"]?[3]?.int == -3 && value["amount"]?.decimal?.text == "20.00" && value["amount"]?.int == 20)
    #expect(JSON.string("20.5").decimal?.text == "20.5" && JSON.string("20").int == nil)
    #expect(value["nothing"] == nil && value[0] == nil && value["a"]?[4] == nil && value["a"]?[-1] == nil)
  }

  @Test func prettyIsIndentedByTwo() {
    let value: JSON = ["a": [1, [:], []], "b": ["c": "d"]]
    #expect(
      value.encodedText(pretty: true) == """
        {
          "a": [
            1,
            {},
            []
          ],
          "b": {
            "c": "d"
          }
        }
        """)
  }

  @Test func membersAreReplacedInPlaceAndRemovedByNil() {
    var value: JSON = ["a": 1, "b": 2, "c": 3]
    value["b"] = "two"
    value["d"] = 4
    value["a"] = nil
    #expect(value.encodedText() == #"{"b":"two","c":3,"d":4}"#)
    var text: JSON = "x"
    text["a"] = 1
    #expect(text == "x")
  }

  @Test func equalityIsOfBytesEquivalenceOfMeaning() {
    let a: JSON = ["a": 1, "b": .number("2.0")], b: JSON = ["b": 2, "a": .number("1e0")]
    #expect(a != b && a.isEquivalent(to: b) && !a.isEquivalent(to: ["a": 1]) && !a.isEquivalent(to: ["a": 1, "c": 2]))
    #expect(JSON.string("\u{E9}") != .string("e\u{301}") && !JSON.string("\u{E9}").isEquivalent(to: .string("e\u{301}")))
    #expect(JSON.number("1E400").isEquivalent(to: .number("10e399")))
    #expect(!JSON.number("9007199254740993").isEquivalent(to: .number("9007199254740992")))
    #expect(!JSON.number("0").isEquivalent(to: false) && JSON.number("-0").isEquivalent(to: .number("0.00")))
    #expect(Set([a, a, b]).count == 2)
  }

  @Test func textsEscapeTheLeast() {
    let text = JSON.string("\"\\/\u{8}\u{c}\n\r\t\u{0}\u{1f}\u{7f}é😀\u{2028}").encodedText()
    #expect(text == "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u{7f}é😀\u{2028}\"")
  }

  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("-0.0e5", "0"), ("1.0", "1"), ("4.50", "4.5"), ("1E30", "1e+30"), ("2e-3", "0.002"), ("1e21", "1e+21"),
    ("1e20", "100000000000000000000"),
    ("123456789012345680000", "123456789012345680000"), ("0.000001", "0.000001"), ("0.0000001", "1e-7"),
    ("333333333.33333329", "333333333.3333333"),
    ("9007199254740993", "9007199254740992"), ("1.5e-10", "1.5e-10"), ("-12.25", "-12.25"), ("5e-324", "5e-324"),
    ("1.7976931348623157e308", "1.7976931348623157e+308"),
    ("1e400", "1e400"), ("100", "100"), ("20.00", "20"), ("295147905179352830000", "295147905179352830000"), ("0.1e-400", "0"),
    ("999999999999999900000", "999999999999999900000"),
  ])
  func canonicalNumbersAreThoseOfECMAScript(text: String, canonical: String) {
    #expect(String(decoding: JSON.number(text).canonical(), as: UTF8.self) == canonical)
  }

  @Test func canonicalNamesGoByUTF16() {
    let value: JSON = ["\u{FB33}": 1, "😀": 2, "a": ["c": 1, "b": .null], "A": [], "1": "x"]
    let canonical = String(decoding: value.canonical(), as: UTF8.self)
    #expect(canonical == "{\"1\":\"x\",\"A\":[],\"a\":{\"b\":null,\"c\":1},\"😀\":2,\"\u{FB33}\":1}")
  }

  @Test func officialCanonicalVectors() throws {
    guard let suite = OfficialSuite("jcs-rfc8785") else { return }
    let files = try suite.files("testdata/input")
    var passed = 0
    for file in files {
      let canonical = try JSON(parsing: suite.bytes("testdata/input/" + file)).canonical()
      let hex = try suite.bytes("testdata/outhex/" + file.replacing(".json", with: ".txt"))
      let digits = canonical.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      let holds =
        try canonical == suite.bytes("testdata/output/" + file)
        && digits == String(decoding: hex.filter { $0 > 0x20 }, as: UTF8.self)
      #expect(holds, "\(file)")
      passed += holds ? 1 : 0
    }
    PassMatrix.tell("jcs-rfc8785", passed, of: files.count)
  }

  /// Whatever can be said is read back the same, plain and indented.
  @Test func whatIsWrittenIsReadBack() throws {
    var random = Dice(seed: 7)
    for _ in 0..<400 {
      let value = random.json(depth: 5)
      #expect(try JSON(parsing: value.encoded()) == value)
      #expect(try JSON(parsing: value.encoded(pretty: true)) == value)
      let canonical = try JSON(parsing: value.canonical())
      #expect(canonical.canonical() == value.canonical())
    }
  }

  /// No prefix and no changed byte makes the reader trap; what it accepts, it can write and read again.
  @Test func mangledDocumentsNeverTrap() throws {
    var random = Dice(seed: 11)
    for _ in 0..<300 {
      var bytes = random.json(depth: 4).encoded()
      for _ in 0..<3 where !bytes.isEmpty {
        let place = random.roll(bytes.count)
        switch random.roll(3) {
        case 0: bytes[place] = UInt8(random.roll(256))
        case 1: bytes.removeSubrange(place...)
        default: bytes.insert(UInt8(random.roll(128)), at: place)
        }
      }
      guard let document = try? Document(parsing: bytes) else { continue }
      let value = document.root.json
      #expect(try JSON(parsing: value.encoded()) == value)
      _ = document.duplicateNames
    }
  }
}

/// Small numbers from a seed, the same in every run.
struct Dice {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % sides
  }

  mutating func text() -> String {
    let letters: [Unicode.Scalar] = [
      "a", "b", "\"", "\\", "/", "\n", "\u{0}", "\u{1F}", "é", "\u{301}", "\u{2028}", "😀", "\u{FFFF}", "\u{10FFFF}", " ", "~",
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<roll(12) { text.append(letters[roll(letters.count)]) }
    return String(text)
  }

  mutating func json(depth: Int) -> JSON {
    switch roll(depth > 0 ? 7 : 5) {
    case 0: return .null
    case 1: return .bool(roll(2) == 0)
    case 2: return .number(["0", "-1", "12.50", "1e5", "-0", "1E-7", "123456789012345678901234567890"][roll(7)])
    case 3, 4: return .string(text())
    case 5: return .array((0..<roll(5)).map { _ in json(depth: depth - 1) })
    default: return .object(Members((0..<roll(5)).map { Member("\($0)" + text(), json(depth: depth - 1)) }))
    }
  }
}
