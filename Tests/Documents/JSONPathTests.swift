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

  @Test func officialComplianceSuite() throws {
    guard let suite = OfficialSuite("jsonpath-cts") else { return }
    let tests = try #require(try Document(parsing: suite.bytes("cts.json"), bounds: .large).root.json["tests"]?.items)
    var judged = 0
    for test in tests {
      let title = "\(test["name"]?.text ?? ""): \(test["selector"]?.text ?? "")"
      let selector = try #require(test["selector"]?.text)
      judged += 1
      if test["invalid_selector"] == true {
        #expect(throws: PathRefusal.self, "\(title)") { _ = try JSONPath(selector) }
        continue
      }
      guard let path = try? JSONPath(selector) else {
        Issue.record("refused: \(title)")
        continue
      }
      let found = path.evaluate(try #require(test["document"]))
      let values = JSON.array(found.map(\.value)), paths = JSON.array(found.map { .string($0.path) })
      if let result = test["result"] {
        #expect(values.isEquivalent(to: result), "\(title): \(values)")
        #expect(paths == test["result_paths"], "\(title)")
      } else {
        let results = try #require(test["results"]?.items, "\(title)")
        #expect(results.contains { $0.isEquivalent(to: values) }, "\(title): \(values)")
        #expect(test["results_paths"]?.items?.contains(paths) == true, "\(title)")
      }
    }
    #expect(judged == 703)
  }
}
