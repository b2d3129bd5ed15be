import Documents
import MarkupDocuments
import Testing

@Suite struct StreamingTests {
  static let line = "/o:Order/o:Line"

  @Test func `counts and sums are exact`() throws {
    let tally = MarkupTally(
      count: [
        try ElementPath(Self.line, prefixes: Order.prefixes), try ElementPath("/o:Order/o:Gone", prefixes: Order.prefixes),
        try ElementPath("/Order"),
      ],
      sum: [try ElementPath(Self.line + "/o:Amt", prefixes: Order.prefixes)])
    let totals = try tally.run(.text(Order.text))
    #expect(totals.map(\.count) == [3, 0, 0, 3])
    #expect(totals.map { $0.sum?.text } == [nil, nil, nil, "9007199254740993.30"])
  }

  @Test(
    arguments: [
      (["1", "2.5", "0.125"], "3.625"), (["-1.00", "+1.00"], "0.00"), (["9223372036854775807", "1"], "9223372036854775808"),
      ([" 7 ", "\n.5\n"], "7.5"), ([], "0"),
      (
        [
          "999999999999999999", "999999999999999999", "999999999999999999", "999999999999999999", "999999999999999999",
          "999999999999999999", "999999999999999999", "999999999999999999", "999999999999999999", "999999999999999999",
        ], "9999999999999999990"
      ),
      (["1<!-- x -->2", "<![CDATA[3]]>", "&#52;"], "19"), (["1<b>900</b>"], "1"),
    ] as [([String], String)])
  func `numbers of any size and scale are added exactly`(numbers: [String], sum: String) throws {
    let text = "<a>" + numbers.map { "<n>\($0)</n>" }.joined(separator: "\n") + "</a>"
    #expect(try MarkupTally(sum: [ElementPath("/a/n")]).run(.text(text)).first?.sum == ExactDecimal(sum))
  }

  @Test(arguments: ["", "x", "1e3", "1,5", "--1", String(repeating: "1", count: 100), String(repeating: "9", count: 39)])
  func `a text that is no number ends the sum, with its place`(text: String) throws {
    let found = refusal { _ = try MarkupTally(sum: [ElementPath("/a/n")]).run(.text("<a><n>1</n>\n<n>\(text)</n></a>")) }
    #expect(found?.code == .number && found?.place.line == 2 && found?.place.path == "/a/n[2]", "\(found?.description ?? "taken")")
  }

  @Test func `paths may lie within each other`() throws {
    let text = "<a><b>1<c>5</c></b><b>2<c>6</c><a><b>9</b></a></b></a>"
    let tally = MarkupTally(
      count: [try ElementPath("/a/b"), try ElementPath("/a")], sum: [try ElementPath("/a/b"), try ElementPath("/a/b/c")])
    let totals = try tally.run(.text(text))
    #expect(totals.map(\.count) == [2, 1, 2, 2])
    #expect(totals.map { $0.sum?.text } == [nil, nil, "3", "11"])
  }

  @Test func `each record is a small document with its place in the file`() throws {
    var seen: [String] = []
    let to = try XPath("string(o:To)", prefixes: Order.prefixes)
    let around = try XPath("count(ancestor::o:Order)", prefixes: Order.prefixes)
    let path = try ElementPath(Self.line, prefixes: Order.prefixes)
    try MarkupRecords(path).read(.text(Order.text)) { (record) throws(MarkupRefusal) in
      let place = record.root.first("Amt")?.place.description ?? ""
      seen.append("\(record.number) \(try record.evaluate(to).text) \(try record.evaluate(around).text) \(place)")
      return .next
    }
    #expect(
      seen == [
        "1 Amina & Sons 1 line 4, column 48, at /Order/Line/Amt", "2 <Joe> 1 line 6, column 46, at /Order/Line[2]/Amt",
        "3 Zoë 1 line 9, column 5, at /Order/Line[3]/Amt",
      ])
  }

  @Test func `reading stops when told to, and what is wrong behind is not seen`() throws {
    var count = 0
    let path = try ElementPath("/a/r")
    let text = "<a>" + String(repeating: "<r/>", count: 3) + String(repeating: " ", count: 100_000) + "<broken"
    try MarkupRecords(path).read(.text(text)) { _ in
      count += 1
      return count == 2 ? .stop : .next
    }
    #expect(count == 2)
  }

  @Test func `a refusal within a record ends the reading with it`() throws {
    let path = try ElementPath("/a/r")
    let wrong = try XPath("q:x")
    #expect(
      refusal {
        try MarkupRecords(path).read(.text("<a><r/><r/></a>")) { (record) throws(MarkupRefusal) in
          _ = try record.evaluate(wrong)
          return .next
        }
      }?.code == .prefix)
  }

  @Test func `a record that is over reads as empty`() throws {
    var kept: [MarkupRecord] = []
    try MarkupRecords(ElementPath("/a/r")).read(.text("<a><r i='1'>x<s/></r><r>y</r></a>")) { record in
      kept.append(record)
      return .next
    }
    #expect(kept.count == 2)
    for record in kept {
      #expect(
        record.root.text == "" && record.root.elements.isEmpty && record.root.attribute("i") == nil && record.root.place == MarkupPlace())
      #expect(try record.evaluate(XPath("//*")).nodes.isEmpty)
    }
  }

  @Test func `the bound of nodes holds for each record, not for the file`() throws {
    let record = "<r>" + String(repeating: "<s/>", count: 50) + "</r>"
    let text = "<a>" + String(repeating: record, count: 1_000) + "</a>"
    var count = 0
    try MarkupRecords(ElementPath("/a/r")).read(.text(text), bounds: MarkupBounds(nodes: 60)) { _ in
      count += 1
      return .next
    }
    #expect(count == 1_000)
    #expect(
      refusal { _ = try MarkupRecords(ElementPath("/a/r")).read(.text(text), bounds: MarkupBounds(nodes: 40)) { _ in .next } }?.code
        == .nodes)
  }

  @Test func `the root may be the record`() throws {
    var texts: [String] = []
    try MarkupRecords(ElementPath("/a")).read(.text("<a><b>x</b></a>")) { record in
      texts.append(record.root.text)
      return .next
    }
    #expect(texts == ["x"])
  }

  @Test func `records and schema go together`() throws {
    let path = try ElementPath(Self.line, prefixes: Order.prefixes)
    var count = 0
    let report = try MarkupRecords(path).read(.text(Order.text), against: Order.compiled()) { _ in
      count += 1
      return .next
    }
    #expect(count == 3)
    #expect(
      report.findings.map { "\($0.rule) \($0.place.path) \($0.place.line)" } == [
        "cvc-maxLength-valid /Order/Line/To 4", "cvc-complex-type.2.4 /Order/Note 7",
      ], "\(report.findings)")
  }

  @Test(arguments: [
    ("a/b", MarkupRefusal.Code.path), ("/", .path), ("//a", .path), ("/a//b", .path), ("/a[1]", .path), ("/y:a", .prefix), ("/a/@b", .path),
    ("", .path),
  ])
  func `a path of elements holds names only`(text: String, code: MarkupRefusal.Code) {
    #expect(refusal { _ = try ElementPath(text) }?.code == code)
  }
}
