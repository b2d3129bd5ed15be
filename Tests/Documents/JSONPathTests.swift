import Documents
import Testing

@Suite struct JSONPathTests {
  private static let message: JSON = [
    "header": ["message_id": "m1", "total": 3],
    "lines": [
      ["id": "a", "amount": .number("20.00"), "status": "paid"], ["id": "b", "amount": .number("5"), "status": "rejected"],
      ["id": "c", "amount": .number("7.50")],
    ],
    "odd name": ["it's": 1],
  ]

  @Test(arguments: [
    ("$", [""]), ("$.header.message_id", ["/header/message_id"]), ("$['odd name'][\"it's\"]", ["/odd name/it's"]),
    ("$.lines[0].id", ["/lines/0/id"]),
    ("$.lines[-1].id", ["/lines/2/id"]), ("$.lines[9]", []), ("$.lines[*].id", ["/lines/0/id", "/lines/1/id", "/lines/2/id"]),
    ("$..id", ["/lines/0/id", "/lines/1/id", "/lines/2/id"]),
    ("$.lines[1:].id", ["/lines/1/id", "/lines/2/id"]), ("$.lines[::-2].id", ["/lines/2/id", "/lines/0/id"]),
    ("$.lines[?@.status=='paid']", ["/lines/0"]),
    ("$.lines[?@.status]", ["/lines/0", "/lines/1"]), ("$.lines[?!@.status]", ["/lines/2"]),
    ("$.lines[?@.amount > 5 && @.amount <= 20].id", ["/lines/0/id", "/lines/2/id"]),
    ("$.lines[?(@.id == 'a' || @.id == 'b') && @.amount == 5]", ["/lines/1"]),
    ("$.lines[?length(@.id) == 1 && match(@.id, '[bc]')].id", ["/lines/1/id", "/lines/2/id"]),
    ("$[?count(@.*) == 3]", ["/lines"]), ("$.lines[0, 0, 'x'].id", ["/lines/0/id", "/lines/0/id"]),
    ("$.header[?@ == $.header.total]", ["/header/total"]), ("$.*.total", ["/header/total"]),
  ])
  func finds(path: String, pointers: [String]) throws {
    #expect(try JSONPath(path).evaluate(Self.message).map(\.pointer.text) == pointers)
  }

  @Test(arguments: [
    ("", 1), ("lines", 1), ("$.", 3), ("$..", 4), ("$[", 3), ("$[0", 4), ("$.a b", 4), ("$ ", 2), ("$['a]", 3), ("$[01]", 3),
    ("$[-0]", 3), ("$[?@.a = 1]", 8), ("$[?@.* == 1]", 4), ("$[?1]", 4),
    ("$[?@.a == @..b]", 11), ("$[?size(@) == 1]", 4), ("$[?count(1) == 1]", 10), ("$[?match(@.a)]", 4), ("$[?(@.a]", 8),
    ("$[9007199254740992]", 3), ("$['\\x']", 4), ("$.1", 3), ("$[a]", 3),
  ])
  func refusalsSayWhere(path: String, column: Int) {
    let refusal = #expect(throws: PathRefusal.self) { _ = try JSONPath(path) }
    #expect(refusal?.column == column && refusal?.next.isEmpty == false, "\(path): \(String(describing: refusal))")
  }

  @Test func normalizedPathsEscape() throws {
    let value: JSON = ["a'b\\c": ["\n\u{1}": [1]]]
    #expect(try JSONPath("$..[0]").evaluate(value).map(\.path) == [#"$['a\'b\\c']['\n\u0001'][0]"#])
    #expect(try JSONPath("$.a[0]").isSingular && !JSONPath("$.a[*]").isSingular)
  }

  @Test func nestingIsBounded() {
    #expect(throws: PathRefusal.self) { _ = try JSONPath("$" + String(repeating: "[?@", count: 10_000)) }
    #expect(throws: PathRefusal.self) { _ = try JSONPath("$[?" + String(repeating: "(", count: 10_000)) }
    #expect(throws: PathRefusal.self) { _ = try JSONPath("$[?" + String(repeating: "length(", count: 10_000)) }
  }

  /// A hostile path costs as much as its bounds allow, and is then given up.
  @Test(arguments: [
    "$" + String(repeating: "..*", count: 12), "$" + String(repeating: "[*,*,*,*]", count: 30),
    "$..[?$..[?$..[?$..[?count($..*) > 1]]]]", "$" + String(repeating: "[0,0]", count: 60),
  ])
  func workIsBounded(path: String) throws {
    let text = String(repeating: "[", count: 40) + "[1,2]" + String(repeating: "]", count: 40)
    let bounds = PathBounds(visits: 100_000, found: 10_000)
    let path = try JSONPath(path)
    let document = try Document(parsing: Array(text.utf8))
    #expect(throws: PathOverrun.self) { _ = try path.evaluate(document.root, bounds: bounds) }
    let overrun = #expect(throws: PathOverrun.self) { _ = try path.evaluate(document.root.json, bounds: bounds) }
    #expect(overrun?.next.isEmpty == false)
  }

  /// In a document what is found tells where its bytes are.
  @Test func findsWhereItStands() throws {
    let text = #"{"lines":[{"id":"a","amount":5},{"id":"\u0062","amount": 20.00}],"lines2":null}"#
    let document = try Document(parsing: Array(text.utf8))
    let found = try JSONPath("$.lines[?@.id == 'b'].amount").evaluate(document.root)
    #expect(found.map(\.pointer.text) == ["/lines/1/amount"] && found[0].written == "20.00")
    #expect(document.bytes[found[0].byteRange].elementsEqual("20.00".utf8) && found[0].place == (1, 58))
    let below = try #require(document[["lines", "1"]])
    #expect(try JSONPath("$.amount").evaluate(below).map(\.written) == ["20.00"])
    #expect(try JSONPath("$..*").evaluate(below).count == 2)
  }

  @Test(arguments: [
    ("5", "5.0", true), ("1e2", "100", true), ("-0", "0", true), ("9007199254740993", "9007199254740992", false),
    ("123456789012345678901234567890", "123456789012345678901234567890.0", true), ("'5'", "5", false), ("0.1", "1e-1", true),
  ])
  func numbersCompareExactly(a: String, b: String, equal: Bool) throws {
    let path = try JSONPath("$[?@ == \(b)]")
    let value = a.replacing("'", with: "\"")
    #expect(try path.evaluate(Document(parsing: Array("[\(value)]".utf8)).root).count == (equal ? 1 : 0))
    #expect(try path.evaluate(JSON(parsing: "[\(value)]")).count == (equal ? 1 : 0))
  }

  @Test func officialComplianceSuite() throws {
    guard let suite = OfficialSuite("jsonpath-cts") else { return }
    let tests = try #require(try Document(parsing: suite.bytes("cts.json"), bounds: .large).root.json["tests"]?.items)
    var (passed, asTree) = (0, 0)
    for test in tests {
      let title = "\(test["name"]?.text ?? ""): \(test["selector"]?.text ?? "")"
      let selector = try #require(test["selector"]?.text)
      if test["invalid_selector"] == true {
        let refused = (try? JSONPath(selector)) == nil
        #expect(refused, "accepted: \(title)")
        passed += refused ? 1 : 0
        asTree += refused ? 1 : 0
        continue
      }
      guard let path = try? JSONPath(selector) else {
        Issue.record("refused: \(title)")
        continue
      }
      let value = try #require(test["document"])
      let document = try Document(parsing: value.encoded())
      let standing = try path.evaluate(document.root)
      let tree = try path.evaluate(value)
      #expect(standing.map(\.pointer) == tree.map(\.pointer), "\(title)")
      passed += Self.holds(test, .array(standing.map(\.json)), tree, title) ? 1 : 0
      asTree += Self.holds(test, .array(tree.map(\.value)), tree, title) ? 1 : 0
    }
    #expect(tests.count == 703)
    PassMatrix.tell("jsonpath-cts", passed, of: tests.count)
    PassMatrix.tell("jsonpath-cts, value trees", asTree, of: tests.count)
  }

  private static func holds(_ test: JSON, _ values: JSON, _ found: [Located], _ title: String) -> Bool {
    let paths = JSON.array(found.map { .string($0.path) })
    let results = test["result"].map { [$0] } ?? test["results"]?.items ?? []
    let expectedPaths = test["result_paths"].map { [$0] } ?? test["results_paths"]?.items ?? []
    let holds = results.contains { $0.isEquivalent(to: values) } && expectedPaths.contains(paths)
    #expect(holds, "\(title): \(values) at \(paths)")
    return holds
  }
}
