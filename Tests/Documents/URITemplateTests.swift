import Documents
import Testing

@Suite struct URITemplateTests {
  static let values: Members = [
    "id": "a b", "list": ["x", "y"], "keys": ["k": "v", "e": ""], "none": .null, "empty": "", "no": [], "n": .number("20.00"), "yes": true,
    "half": ["x", .null], "path": "/foo%20bar",
  ]

  @Test(arguments: [
    ("/people/{id}{?list*,n,none}", "/people/a%20b?list=x&list=y&n=20.00"), ("{no}{none}{missing}", ""),
    ("{?empty,yes}", "?empty=&yes=true"),
    ("{;keys*}", ";k=v;e"), ("{half}", "x"), ("{path:2}", "%2Ff"), ("{+path:6}", "/foo%20b"), ("{#list,id}", "#x,y,a%20b"), ("é", "%C3%A9"),
    ("", ""),
  ])
  func expands(template: String, uri: String) throws { #expect(try URITemplate(template).expanded(Self.values) == uri) }

  @Test(arguments: [
    ("{", 2), ("a{id", 2), ("}", 1), ("a b", 2), ("%2", 1), ("{}", 2), ("{id,}", 5), ("{!id}", 2), ("{id:}", 5), ("{id:10000}", 5),
    ("{a..b}", 3), ("{id*:3}", 5), ("\u{7}", 1),
  ])
  func refusalsSayWhere(template: String, column: Int) {
    let refusal = #expect(throws: TemplateRefusal.self) { _ = try URITemplate(template) }
    #expect(refusal?.column == column && refusal?.next.isEmpty == false, "\(String(describing: refusal))")
  }

  @Test func valuesThatDoNotFitAreRefused() throws {
    #expect(throws: TemplateRefusal.self) { _ = try URITemplate("{keys:1}").expanded(Self.values) }
    #expect(throws: TemplateRefusal.self) { _ = try URITemplate("{a}").expanded(["a": [[1]]]) }
    #expect(throws: TemplateRefusal.self) { _ = try URITemplate(String(repeating: "a", count: URITemplate.longest + 1)) }
    let large: Members = ["a": .string(String(repeating: "é", count: 100_000))]
    #expect(throws: TemplateRefusal.self) { _ = try URITemplate("{a}{a}{a}").expanded(large) }
    #expect(try URITemplate("{b}{?a,b}{c.d}").names == ["b", "a", "c.d"])
  }

  @Test func officialSuite() throws {
    guard let suite = OfficialSuite("uritemplate-test") else { return }
    for file in ["spec-examples", "spec-examples-by-section", "extended-tests", "negative-tests"] {
      var (passed, all) = (0, 0)
      for group in try #require(try JSON(parsing: suite.bytes(file + ".json")).members) {
        let values = try #require(group.value["variables"]?.members)
        for test in try #require(group.value["testcases"]?.items) {
          let text = try #require(test[0]?.text)
          let expanded = try? URITemplate(text).expanded(values)
          let holds =
            test[1] == false ? expanded == nil : (test[1]?.items ?? [test[1] ?? .null]).contains { $0.text == expanded && expanded != nil }
          #expect(holds, "\(text): \(expanded ?? "refused")")
          all += 1
          passed += holds ? 1 : 0
        }
      }
      PassMatrix.tell("uritemplate-test, " + file, passed, of: all)
    }
  }
}
