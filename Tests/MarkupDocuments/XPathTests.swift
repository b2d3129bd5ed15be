import MarkupDocuments
import Testing

@Suite struct XPathTests {
  static func show(_ value: XPathValue) -> String {
    switch value {
    case .nodes(let nodes): "nodes " + nodes.map(\.text).joined(separator: "|")
    case .text(let text): "text " + text
    case .number(let number): "number " + number
    case .flag(let flag): "flag \(flag)"
    }
  }

  @Test(arguments: [
    ("/o:Order/o:Id", "nodes A-1"), ("/Order", "nodes "), ("//o:Amt[@Ccy='KES']", "nodes 0.10|0.20"), ("//o:Amt[3]/@Ccy", "nodes "),
    ("(//o:Amt)[3]/@Ccy", "nodes USD"), ("//@x:kind", "nodes cash|bank"), ("string(//o:To)", "text Amina & Sons"),
    ("count(//o:Line)", "number 3"),
    ("count(//o:Line) = 3", "flag true"), ("boolean(//o:Gone)", "flag false"), ("concat('a', \")('\")", "text a)('"),
    ("1 div 0", "number Infinity"),
    ("-1 div 0", "number -Infinity"), ("0 div 0", "number NaN"), ("1 div 4", "number 0.25"), ("1 div 3 * 3", "number 1"),
    ("0.1 + 0.2", "number 0.30000000000000004"), ("1 div 10000000", "number 0.0000001"),
    ("1000000 * 1000000 * 1000000 * 1000", "number 1000000000000000000000"),
    ("-0.5", "number -0.5"), ("name(/*/*[4])", "text Note"), ("/o:Order/o:Id | /o:Order/o:Line[1]/o:To", "nodes A-1|Amina & Sons"),
    // Exact, where XPath's own numbers are not: as binary fractions these give 0.30000000000000004 and ...992.
    ("sum(//o:Amt[@Ccy='KES'])", "number 0.30"), ("sum(//o:Amt)", "number 9007199254740993.30"),
    (" sum( (//o:Amt)[3] ) ", "number 9007199254740993.00"),
    ("number(//o:Amt[@Ccy='USD'])", "number 9007199254740993.00"), ("number(//o:Id)", "number NaN"), ("sum(//o:Gone)", "number 0"),
    ("number('7')", "number 7"), ("sum(//o:Amt) > 1", "flag true"), ("sum(//o:Id) + sum(//o:Id)", "number NaN"),
  ])
  func `expressions give what XPath says`(text: String, expected: String) throws {
    let document = try MarkupDocument(.text(Order.text))
    #expect(Self.show(try document.evaluate(XPath(text, prefixes: Order.prefixes))) == expected)
  }

  @Test(
    arguments: [
      ("", MarkupRefusal.Code.path), ("//", .path), ("/a[", .path), ("/a[1", .path), ("'open", .path), ("a b", .path), ("1 +", .path),
      ("/a)(", .path), ("$v", .path),
      ("nope(1)", .function), ("count()", .function), ("count('a')", .function), ("y:a", .prefix),
      ("document('file:///etc/hostname')", .function),
      ("//namespace::*", .path), (String(repeating: "(", count: 5_000), .path), (String(repeating: "a/", count: 5_000) + "a", .path),
      ("a\0b", .path),
      (String(repeating: "a[", count: 33) + String(repeating: "]", count: 33), .path), (String(repeating: "-", count: 4_000) + "1", nil),
      (String(repeating: "1+", count: 2_000) + "1", nil), (String(repeating: "a|", count: 2_000) + "a", nil),
    ] as [(String, MarkupRefusal.Code?)])
  func `what is no expression is refused in words`(text: String, code: MarkupRefusal.Code?) throws {
    let document = try MarkupDocument(.text(Order.text))
    let found = refusal { _ = try document.evaluate(XPath(text, prefixes: Order.prefixes)) }
    #expect(found?.code == code, "\(found?.description ?? "taken")")
  }

  @Test func `expressions that multiply are cut off`() throws {
    let document = try MarkupDocument(.text("<a>" + String(repeating: "<b><c/></b>", count: 5_000) + "</a>"))
    for bomb in [
      "//*[count(//*) > 0]", "count(//*//*//*[count(preceding::*) > 1])", "//*[//*[//*]]", "//b[count(preceding-sibling::b) > 4990]/c",
    ] {
      let found = refusal { _ = try document.evaluate(XPath(bomb)) }
      #expect(found?.code == .work, "\(bomb): \(found?.description ?? "taken")")
    }
    #expect(refusal { _ = try document.evaluate(XPath("//*")) }?.code == .result)
    #expect(Self.show(try document.evaluate(XPath("count(//b)"))) == "number 5000")
  }

  @Test func `one document takes many expressions with different prefixes`() throws {
    let document = try MarkupDocument(.text(Order.text))
    for n in 0..<200 {
      let value = try document.evaluate(
        XPath("count(/p\(n % 3):Order/p\(n % 3):Line[\(n) >= 0])", prefixes: ["p\(n % 3)": Order.namespace]))
      #expect(Self.show(value) == "number 3")
    }
  }

  @Test func `a node outlives the document it was read from`() throws {
    let node = try #require(try MarkupDocument(.text(Order.text)).evaluate(XPath("//o:Id", prefixes: Order.prefixes)).nodes.first)
    #expect(node.text == "A-1" && node.place.path == "/Order/Id")
  }

  @Test func `values turn into text and truth as in XPath`() throws {
    let document = try MarkupDocument(.text(Order.text))
    func value(_ text: String) throws -> XPathValue { try document.evaluate(XPath(text, prefixes: Order.prefixes)) }
    #expect(try value("//o:To").text == "Amina & Sons")
    #expect(try value("//o:Gone").text == "" && value("//o:Gone").isTrue == false)
    #expect(try value("0").isTrue == false && value("0 div 0").isTrue == false && value("0.1").isTrue && value("1 div 0").isTrue)
    #expect(try value("''").isTrue == false && value("'0'").isTrue)
    #expect(try value("sum(//o:Gone)").isTrue == false)
  }
}
