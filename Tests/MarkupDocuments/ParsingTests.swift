import Documents
import MarkupDocuments
import Testing

@Suite struct ParsingTests {
  @Test func `names, texts and attributes are what was written`() throws {
    let root = try MarkupDocument(.text(Order.text)).root
    #expect(root.name == "Order" && root.namespace == Order.namespace && root.kind == .element)
    let lines = root.elements.filter { $0.name == "Line" }
    #expect(lines.map { $0.first("To")?.text } == ["Amina & Sons", "<Joe>", "Zoë"])
    #expect(lines.map { $0.attribute("kind", in: "urn:test:extra") } == ["cash", "bank", nil])
    #expect(lines[0].attribute("kind") == nil)
    #expect(lines[0].first("Amt")?.attribute("Ccy") == "KES")
    #expect(root.first("Nothing") == nil)
  }

  @Test func `an element knows its line, its column and its path`() throws {
    let root = try MarkupDocument(.text(Order.text)).root
    let expected: [(String, String)] = [
      ("/o:Order", "line 2, column 1, at /Order"),
      ("/o:Order/o:Line[1]/o:Amt", "line 4, column 48, at /Order/Line[1]/Amt"),
      ("/o:Order/o:Line[1]/o:Amt/@Ccy", "line 4, column 48, at /Order/Line[1]/Amt/@Ccy"),
      ("/o:Order/o:Line[1]/@x:kind", "line 4, column 3, at /Order/Line[1]/@x:kind"),
      ("/o:Order/o:Line[2]", "line 5, column 3, at /Order/Line[2]"),
      ("/o:Order/o:Line[2]/o:To/text()", "line 6, column 20, at /Order/Line[2]/To/text()"),
      ("/o:Order/o:Note", "line 7, column 3, at /Order/Note"),
      ("/o:Order/o:Line[3]/o:Amt", "line 9, column 5, at /Order/Line[3]/Amt"),
    ]
    for (path, place) in expected {
      let nodes = try root.evaluate(XPath(path, prefixes: Order.prefixes)).nodes
      #expect(nodes.map(\.place.description) == [place], "\(path)")
    }
  }

  @Test func `lines beyond 65535 are lines too`() throws {
    let text = "<a>" + String(repeating: "\n", count: 70_000) + "  <b/></a>"
    let b = try #require(try MarkupDocument(.text(text)).root.elements.first)
    #expect(b.place.line == 70_001 && b.place.column == 3)
  }

  @Test(
    arguments: [
      ("utf-8 with mark", [0xEF, 0xBB, 0xBF] + Array("<a>é</a>".utf8)),
      ("latin-1", Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xE9] + Array("</a>".utf8)),
      ("utf-16 little", [0xFF, 0xFE] + "<a>é</a>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
      ("utf-16 big", [0xFE, 0xFF] + "<a>é</a>".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }),
      ("reference", Array("<a>&#xE9;</a>".utf8)),
    ] as [(String, [UInt8])])
  func `encodings that are declared are read`(name: String, bytes: [UInt8]) throws {
    #expect(try MarkupDocument(parsing: bytes).root.text == "é")
  }

  @Test func `a file reads as its bytes do, and one that is not there is said so`() throws {
    #expect(refusal { _ = try MarkupDocument(.file("/nowhere/at/all.xml")) }?.code == .unreadable)
    #expect(refusal { _ = try MarkupDocument(.file("/")) }?.code == .unreadable)
  }

  @Test(
    arguments: [
      ("50.00", "50.00"), (" +7 ", "7"), ("-0.5", "-0.5"), (".5", "0.5"), ("5.", "5"), ("007.10", "7.10"), ("-0", "0"), ("1e3", nil),
      ("1,000", nil), ("", nil),
      (".", nil), ("+", nil), ("1.2.3", nil), ("0x1", nil), ("NaN", nil), ("\u{A0}1", nil), (String(repeating: "9", count: 39), nil),
    ] as [(String, String?)])
  func `decimal numbers are those of XML Schema`(text: String, expected: String?) {
    #expect(ExactDecimal(xsdDecimal: text)?.text == expected)
  }
}
