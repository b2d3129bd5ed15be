import SourceText
import Testing

@Suite struct YAMLReaderTests {
  @Test(arguments: ["no", "20.00", "1.10", "2026-05-01", "NO", "0x1F", "1e3", "~", "null", "yes", "012", ".5", "T - 14 months", "=", "<<"])
  func `scalars stay what the author wrote`(text: String) throws {
    let root = try YAMLReader().read(SourceFile(name: "a.yaml", text: "key: \(text)\n")).get()
    #expect(root["key"]?.text == text)
    #expect(root["key"]?.scalar?.style == .plain)
  }

  @Test func `quotes are remembered and order is kept`() throws {
    let root = try YAMLReader().read(SourceFile(name: "a.yaml", text: "b: \"$.x\"\na: 'it''s'\nc:\nd: >\n  long\n  text\n")).get()
    #expect(root.entries?.map(\.name) == ["b", "a", "c", "d"])
    #expect(root["b"]?.scalar == Node.Scalar("$.x", .quoted))
    #expect(root["a"]?.text == "it's")
    #expect(root["c"]?.isEmpty == true)
    #expect(root["d"]?.scalar == Node.Scalar("long text\n", .block))
  }

  @Test func `nodes know their place`() throws {
    let text = "steps:\n  - id: töld\n    checks: { kind: { is: live-birth, by: 'a''b' } }\n"
    let root = try YAMLReader().read(SourceFile(name: "a.yaml", text: text)).get()
    let step = try #require(root["steps"]?.items?.first)
    #expect(step["id"]?.span.start == SourcePoint(line: 2, column: 9))
    #expect(step["id"]?.span.end == SourcePoint(line: 2, column: 13))
    let kind = try #require(step["checks"]?["kind"])
    #expect(kind["is"]?.span.start == SourcePoint(line: 3, column: 27))
    #expect(kind["by"]?.span.end == SourcePoint(line: 3, column: 49))
    #expect(step.keySpan("checks")?.start == SourcePoint(line: 3, column: 5))
  }

  @Test(arguments: [
    ("a: 1\nb: 2\na: 3\n", DiagnosticCode.duplicateKey, 3, 1),
    ("x: { a: 1, a: 2 }\n", .duplicateKey, 1, 12),
    ("a:\n\t- b\n", .tab, 2, 1),
    ("a: &x 1\n", .anchor, 1, 4),
    ("a: *x\n", .anchor, 1, 4),
    ("a: 1\n---\nb: 2\n", .severalDocuments, 2, 1),
    ("", .emptyFile, 1, 1),
    ("# only a remark\n", .emptyFile, 1, 1),
    ("a: !!int 3\n", .tag, 1, 4),
    ("a: !ruby/object {}\n", .tag, 1, 4),
    ("a: [1, 2\n", .notYAML, 2, 1),
    ("a: \"x\n", .notYAML, 1, 4),
    ("? [a]\n: 1\n", .notYAML, 1, 3),
    ("a: b: c\n", .notYAML, 1, 5),
    ("a: \u{7}\n", .notYAML, 1, 4),
    (
      "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
      .tooDeep, 1, 65
    ),
  ])
  func `what is refused has a code and a place`(text: String, code: DiagnosticCode, line: Int, column: Int) throws {
    let read = YAMLReader().read(SourceFile(name: "a.yaml", text: text))
    #expect(read.value == nil)
    let first = try #require(read.diagnostics.first)
    #expect(first.code == code, "\(first.message)")
    #expect([first.span.start.line, first.span.start.column] == [line, column])
  }

  @Test(arguments: [
    ("[", 200_000), ("{a: ", 50_000), ("- ", 50_000), ("? ", 50_000), ("\"\\uD800\"", 1), ("%YAML 9.9\n---\na\n", 1), ("a: !<", 1),
    ("\u{FEFF}a: 1\n\u{FEFF}b: 2", 1), ("\0", 1), ("- \u{85}x\n", 1),
  ])
  func `hostile text never crashes`(text: String, times: Int) {
    let read = YAMLReader().read(SourceFile(name: "a.yaml", text: String(repeating: text, count: times)))
    _ = DiagnosticRenderer().render(read.diagnostics)
    #expect(read.value != nil || !read.diagnostics.isEmpty)
  }

  @Test func `a bomb of aliases is refused before it unfolds`() throws {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...40 {
      let inner = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(inner)]\n"
    }
    let read = YAMLReader().read(SourceFile(name: "a.yaml", text: text))
    #expect(read.diagnostics.first?.code == .anchor)
  }

  @Test func `bytes that are not UTF-8 are shown where they stand`() throws {
    let read = YAMLReader().read(Array("a: 1\nb: x".utf8) + [0xFF, 0x0A], name: "a.yaml")
    let first = try #require(read.diagnostics.first)
    #expect(first.code == .notUTF8)
    #expect(first.span.start == SourcePoint(line: 2, column: 5))
  }

  @Test func `size and number of nodes are bounded`() {
    var bounds = YAMLReader.Bounds()
    bounds.bytes = 10
    bounds.nodes = 5
    let reader = YAMLReader(bounds: bounds)
    #expect(reader.read(SourceFile(name: "a", text: "a: 1234567890")).diagnostics.first?.code == .tooLarge)
    #expect(reader.read(Array("a: 1234567890".utf8), name: "a").diagnostics.first?.code == .tooLarge)
    #expect(reader.read(SourceFile(name: "a", text: "[1,2,3,4]")).value != nil)
    #expect(reader.read(SourceFile(name: "a", text: "[1,2,3,45]")).value != nil)
    #expect(reader.read(SourceFile(name: "a", text: "[1,2,3,4,]")).value != nil)
    bounds.nodes = 4
    #expect(YAMLReader(bounds: bounds).read(SourceFile(name: "a", text: "[1,2,3,4]")).diagnostics.first?.code == .tooLarge)
  }
}
