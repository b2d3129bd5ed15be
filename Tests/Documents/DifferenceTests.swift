import Documents
import Testing

@Suite struct DifferenceTests {
  private func difference(
    _ expected: String, _ actual: String, _ rules: DifferenceRules = .init(), _ bounds: DifferenceBounds = .init()
  ) throws -> String? {
    try Difference(expected: JSON(parsing: expected), actual: JSON(parsing: actual), rules: rules, bounds: bounds)?.text
  }

  @Test(arguments: [
    ("10.0", "10.00"), (#"{"a":1,"b":[1e2]}"#, #"{"b":[100],"a":1.0}"#), ("[]", "[]"), ("null", "null"), (#""a""#, #""\u0061""#),
    (#"{"a":"b","a":"c"}"#, #"{"a":"b","a":"c"}"#),
  ])
  func theSameIsNoDifference(expected: String, actual: String) throws { #expect(try difference(expected, actual) == nil) }

  @Test func scalarsStandAlone() throws {
    #expect(try difference("10", "\"10\"") == "1 difference (- expected, + actual)\n- 10\n+ \"10\"")
    #expect(try difference("[1]", "{}") == "1 difference (- expected, + actual)\n- [1]\n+ {}")
  }

  @Test func membersAreShownWithTheirNeighbours() throws {
    let expected = #"{"a":1,"b":2,"c":3,"status":"paid","d":4,"e":{"x":1},"f":6,"g":7,"gone":true}"#
    let actual = #"{"a":1,"b":2,"c":3,"status":"rejected","d":4,"e":{"x":2},"f":6,"g":7,"new":[1,{"y":null}]}"#
    #expect(
      try difference(expected, actual) == """
        4 differences (- expected, + actual)
        (root)
          ... 1 the same
          "b": 2
          "c": 3
        - "status": "paid"
        + "status": "rejected"
          "d": 4
          "e": ... differs below
          "f": 6
          "g": 7
        - "gone": true
        + "new": [1, {"y": null}]
        /e
        - "x": 1
        + "x": 2
        """)
  }

  @Test func repeatedNamesBelongTogetherInTheirOrder() throws {
    #expect(
      try difference(#"{"a":"b","a":"c"}"#, #"{"a":"b","a":"d","a":"e"}"#) == """
        2 differences (- expected, + actual)
        (root)
          "a": "b"
        - "a": "c"
        + "a": "d"
        + "a": "e"
        """)
  }

  @Test func listsKeepTheirOrder() throws {
    #expect(
      try difference(#"["a","b","c","d","e","f","g"]"#, #"["a","b","c","x","e","f","g","h"]"#) == """
        2 differences (- expected, + actual)
        (root)
          ... 1 the same
          1: "b"
          2: "c"
        - 3: "d"
        + 3: "x"
          4: "e"
          5: "f"
          6: "g"
        + 7: "h"
        """)
    #expect(
      try difference("[1,2,3,4]", "[2,3,5,4]") == """
        2 differences (- expected, + actual)
        (root)
        - 0: 1
          0: 2
          1: 3
        + 2: 5
          3: 4
        """)
  }

  @Test func rowsThatAreAlikeAreOneThatChanged() throws {
    let expected = #"{"lines":[{"id":"a","amount":20.00,"s":1},{"id":"b","amount":5.00,"s":1},{"id":"c","amount":1,"s":1}]}"#
    let actual = #"{"lines":[{"id":"a","amount":20,"s":1},{"id":"b","amount":5.50,"s":1},{"id":"z","amount":9,"s":0}]}"#
    let found = try #require(try Difference(expected: JSON(parsing: expected), actual: JSON(parsing: actual)))
    #expect(
      found.text == """
        3 differences (- expected, + actual)
        /lines
          0: {"id": "a", "amount": 20, "s": 1}
          1: ... differs below
        - 2: {"id": "c", "amount": 1, "s": 1}
        + 2: {"id": "z", "amount": 9, "s": 0}
        /lines/1
          "id": "b"
        - "amount": 5.00
        + "amount": 5.50
          "s": 1
        """)
    #expect(found.count == 3 && found.pointers.map(\.text) == ["/lines/2", "/lines/2", "/lines/1/amount"])
  }

  @Test func listsInAnyOrder() throws {
    let free = DifferenceRules(isOrderFree: true)
    #expect(try difference(#"[1,2,{"a":[3,4]},2]"#, #"[2,{"a":[4.0,3]},2.0,1]"#, free) == nil)
    #expect(
      try difference("[1,2,2,3]", "[3,2,1,4]", free) == """
        2 differences (- expected, + actual)
        (root)
          2: 1
          1: 2
        - 2: 2
          0: 3
        + 3: 4
        """)
  }

  @Test func rowsAreKnownByTheirKey() throws {
    let expected: [Members] = [["id": "a", "amount": .number("10.0")], ["id": "b", "amount": 5], ["id": "c", "amount": 1]]
    let actual: [Members] = [["id": "d", "amount": 1], ["id": "b", "amount": 6], ["id": "a", "amount": .number("10.00")]]
    #expect(
      Difference(expectedRows: expected, actualRows: actual, key: ["id"])?.text == """
        3 differences (- expected, + actual)
        (root)
          2: {"id": "a", "amount": 10.00}
          1: ... differs below
        - 2: {"id": "c", "amount": 1}
        + 0: {"id": "d", "amount": 1}
        /1 (id b)
          "id": "b"
        - "amount": 5
        + "amount": 6
        """)
    #expect(Difference(expectedRows: expected, actualRows: expected.reversed(), key: ["id"]) == nil)
    #expect(Difference(expectedRows: expected, actualRows: expected.reversed()) != nil)
  }

  @Test(arguments: [
    (#""2026-05-01""#, #""2026-05-03""#, 2 * 86_400, true), (#""2026-05-01""#, #""2026-05-04""#, 2 * 86_400, false),
    (#""2026-02-28""#, #""2026-03-01""#, 86_400, true), (#""2026-05-01T10:00:00Z""#, #""2026-05-01T12:00:30.5+02:00""#, 30, true),
    (#""2026-05-01T10:00:00Z""#, #""2026-05-01T12:00:31+02:00""#, 30, false), (#""2026-05-01""#, #""2026-05-01T00:00:00Z""#, 30, false),
    (#""2026-05-01""#, #""2026-05-1""#, 86_400, false), (#""2026-13-01""#, #""2026-13-02""#, 86_400, false),
  ])
  func datesHaveATolerance(expected: String, actual: String, seconds: Int, same: Bool) throws {
    #expect(try (difference(expected, actual, DifferenceRules(dateTolerance: seconds)) == nil) == same)
    #expect(try difference(expected, actual) != nil)
  }

  @Test func decimalsInTextsByRuleOnly() throws {
    #expect(try difference(#"{"a":"10.0"}"#, #"{"a":10}"#, DifferenceRules(decimalTexts: true)) == nil)
    #expect(try difference(#"{"a":"10.0"}"#, #"{"a":"10.00"}"#) != nil)
  }

  @Test func longTextsAreShownWhereTheyPart() throws {
    let same = String(repeating: "abcdefghij", count: 20)
    #expect(
      try difference("\"\(same)X tail\"", "\"\(same)Y tail\"", .init(), .init(width: 40)) == """
        1 difference (- expected, + actual)
        - ...abcdefghijX tail"
        + ...abcdefghijY tail"
        """)
    #expect(
      try difference("{\"a\":\"\(same)\"}", "{}", .init(), .init(width: 40)) == """
        1 difference (- expected, + actual)
        (root)
        - "a": "abcdefghijabcdefghijabcdefghij...abcdefghij"
        """)
    #expect(
      try difference("\"é\"", "\"e\u{301}\"") == """
        1 difference (- expected, + actual)
        - "\\u{00E9}"
        + "e\\u{0301}"
        """)
  }

  @Test func theTextIsBounded() throws {
    let expected = JSON.array((0..<5_000).map { JSON($0) }), actual = JSON.array((0..<5_000).map { JSON($0 + 10_000) })
    let found = try #require(Difference(expected: expected, actual: actual, bounds: .init(lines: 4)))
    #expect(
      found.text == """
        10000 differences (- expected, + actual)
        (root)
        - 0: 0
        - 1: 1
        - 2: 2
        ... and 9997 more
        """)
    #expect(found.pointers.count == 100)
    let rows = JSON.array((0..<3_000).map { ["a": JSON($0), "b": 1, "c": 1] })
    let shifted = JSON.array((0..<3_000).map { ["a": JSON($0 + 5_000), "b": 1, "c": 1] })
    let free = Difference(expected: rows, actual: shifted, rules: .init(isOrderFree: true), bounds: .init(lines: 2, work: 20_000))
    #expect(free?.text.hasSuffix("... not compared to the end: more than 20000 pairs of values") == true)
  }
}
