import Documents
import MarkupDocuments
import Testing

@Suite struct WritingTests {
  static let message = MarkupElement(
    "Document", in: Order.namespace,
    [
      MarkupElement("Hdr", [MarkupElement("Id", "A & <B> \"C\" ]]>"), nil]),
      MarkupElement(
        "Line", attributes: [.init("kind", "a\"b\n<&\t", in: "urn:test:extra"), .init("n", "1")], [MarkupElement("Empty", "")]),
      MarkupElement(
        "Foreign", in: "urn:test:other", [MarkupElement("Within", "\r\nüñ€😀"), MarkupElement("Back", in: Order.namespace, "x")]),
      MarkupElement("Plain", in: "", "no namespace"),
    ])

  @Test func `what is written is read back`() throws {
    let bytes = try Self.message.encoded(prefixes: ["x": "urn:test:extra"])
    let root = try MarkupDocument(parsing: bytes).root
    #expect(root.namespace == Order.namespace)
    #expect(root.first("Hdr")?.first("Id")?.text == "A & <B> \"C\" ]]>")
    #expect(root.first("Line")?.attribute("kind", in: "urn:test:extra") == "a\"b\n<&\t")
    let foreign = try #require(root.elements.first { $0.name == "Foreign" })
    #expect(foreign.namespace == "urn:test:other" && foreign.first("Within")?.text == "\r\nüñ€😀")
    #expect(foreign.elements.last?.namespace == Order.namespace)
    #expect(root.elements.last?.namespace == "")
  }

  @Test func `the text is laid out for people, and the same each time`() throws {
    let element = MarkupElement(
      "a", in: "urn:a", [MarkupElement("b", "x"), MarkupElement("c", in: "urn:b", [MarkupElement("d", in: "urn:a", [])])])
    let text = String(decoding: try element.encoded(prefixes: ["q": "urn:b", "p": "urn:c"]), as: UTF8.self)
    #expect(
      text == """
        <?xml version="1.0" encoding="UTF-8"?>
        <a xmlns="urn:a" xmlns:p="urn:c" xmlns:q="urn:b">
         <b>x</b>
         <q:c>
          <d></d>
         </q:c>
        </a>

        """)
  }

  @Test(arguments: [
    MarkupElement("a b", ""), MarkupElement("", ""), MarkupElement("1a", ""), MarkupElement("a:b", ""), MarkupElement("a><b", ""),
    MarkupElement("a", "\u{0}"),
    MarkupElement("a", "\u{1B}"), MarkupElement("a", "\u{FFFF}"), MarkupElement("a", attributes: [.init("x y", "1")], ""),
    MarkupElement("a", attributes: [.init("x", "1"), .init("x", "2")], ""),
    MarkupElement("a", attributes: [.init("xmlns", "u")], ""), MarkupElement("a", attributes: [.init("x", "1", in: "urn:no-prefix")], ""),
    (0..<300).reduce(MarkupElement("a", "")) { inner, _ in MarkupElement("a", [inner]) },
  ])
  func `what XML cannot say is not written`(element: MarkupElement) {
    #expect(refusal { _ = try element.encoded() }?.code == .unsayable)
  }

  @Test func `a long message is written piece by piece`() throws {
    var writer = MarkupWriter()
    var bytes: [UInt8] = []
    try writer.begin("Order", in: Order.namespace)
    try writer.write(MarkupElement("Id", "A-1"))
    for n in 0..<1_000 {
      try writer.write(
        MarkupElement("Line", [MarkupElement("To", "P\(n)"), MarkupElement("Amt", attributes: [.init("Ccy", "KES")], "0.10")]))
      bytes += writer.drain()
    }
    #expect(
      refusal {
        var copy = writer; _ = try copy.finish()
      }?.code == .unsayable)
    try writer.end()
    bytes += try writer.finish()
    #expect(try Order.compiled().validate(.bytes(bytes)).isValid)
    #expect(
      try MarkupTally(sum: [ElementPath("/o:Order/o:Line/o:Amt", prefixes: Order.prefixes)]).run(.bytes(bytes)).first?.sum?.text == "100.00"
    )
    #expect(refusal { try writer.end() }?.code == .unsayable)
    #expect(refusal { try writer.begin("Again") }?.code == .unsayable)
  }
}
