import Foundation
import Scenarios
import SourceText
import Testing

/// An author may put any page in order without losing a word of it.
@Suite struct PageFormatTests {
  static func form(_ text: String) -> String? { PageFormat.canonical(SourceFile(name: "page.yaml", text: text)).value }

  @Test(arguments: [
    ("a:   1\n\n\n\nb:  no\n", "a: 1\n\nb: no\n"),
    ("a:\n- 20.00\n- 1.10\n", "a:\n  - 20.00\n  - 1.10\n"),
    ("a:\n    b:\n        c: 1   # why\n    d: 2\n", "a:\n  b:\n    c: 1   # why\n  d: 2\n"),
    ("a: {b: 1,c: [ ], d: {} ,e: [x,  y]}\n", "a: { b: 1, c: [], d: {}, e: [ x, y ] }\n"),
    ("a: 'it''s'#no\n", nil),
    ("a: x#y\nb: \"a # b\" # c\n", "a: x#y\nb: \"a # b\"  # c\n"),
    ("aa: 1\nb:  2\n", "aa: 1\nb:  2\n"),
    ("aa: 1\nb:   2\n", "aa: 1\nb: 2\n"),
    ("a: |\n     one\n       two  \n\n\n     three\nb: 1\n\n\n", "a: |\n     one\n       two  \n\n\n     three\nb: 1\n"),
    ("a: |+\n  one\n\n\n", "a: |+\n  one\n\n\n"),
    ("a:\n    - b: >-\n          folded\n          text\n", "a:\n  - b: >-\n        folded\n        text\n"),
    ("a:\n    b: one\n      two: no key\n", nil),
    ("a:\n    b: one\n\n\n      two\n    c: 1\n", "a:\n  b: one\n\n\n    two\n  c: 1\n"),
    ("a: [ 1,\n   # between\n      2 ]\n", "a: [ 1,\n   # between\n      2 ]\n"),
    ("a: \"one\n   two  three\"\n", "a: \"one\n   two  three\"\n"),
    ("-   - a\n    - b\n-   c: 1\n    d: 2\n", "- - a\n  - b\n- c: 1\n  d: 2\n"),
    (
      "# top\n\n\na:\n    # inner\n    b: 1\n    # last of a\n# of c\nc: 1\n",
      "# top\n\na:\n  # inner\n  b: 1\n  # last of a\n# of c\nc: 1\n"
    ),
    ("a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
    ("\u{FEFF}a: 1", "a: 1\n"),
    ("\"a\" : 1\n'b':   http://x.test/#y\n", "\"a\": 1\n'b': http://x.test/#y\n"),
    ("a: {\"b\":1, c: $policy.x, d: \"$.data[0]\"}\n", "a: { \"b\": 1, c: $policy.x, d: \"$.data[0]\" }\n"),
    ("steps:\n- id: x\n  with: { a: 1 }\n-\n  id: y\n", "steps:\n  - id: x\n    with: { a: 1 }\n  -\n    id: y\n"),
    ("---\na:  1\n", "---\na: 1\n"),
    ("a: - x\n", nil),
    ("a: -x\nb: ? y\n", nil),
  ])
  func `a page has one form`(text: String, expected: String?) throws {
    let form = Self.form(text)
    if let expected { #expect(form == expected) }
    if let form { #expect(Self.form(form) == form) }
  }

  /// Every page of the repository, whole and bent: at rest after one go, and the same in content.
  @Test func `every page of the repository is in order, and no bent one loses anything`() throws {
    let pages = Fixtures.everyPage()
    #expect(pages.count > 30)
    var bent = 0
    for (name, text) in pages {
      let formatted = PageFormat.canonical(SourceFile(name: name, text: text))
      #expect(formatted.value == text, "\(name) is not in order: run `assay fmt suites mocks`\n\(Fixtures.show(formatted.diagnostics))")
      let before = try #require(YAMLReader().read(SourceFile(name: name, text: text)).value)
      for bend in Self.bends {
        let twisted = bend(text)
        guard let again = YAMLReader().read(SourceFile(name: name, text: twisted)).value, again.says(same: before) else { continue }
        bent += 1
        let form = try #require(Self.form(twisted), "\(name) cannot be put in order")
        #expect(Self.form(form) == form, "\(name) is not at rest")
        #expect(try #require(YAMLReader().read(SourceFile(name: name, text: form)).value).says(same: before))
      }
    }
    #expect(bent > 100)
  }

  static let bends: [@Sendable (String) -> String] = [
    { $0.replacingOccurrences(of: "\n", with: "\r\n") },
    { $0.replacingOccurrences(of: "\n\n", with: "\n\n\n\n") },
    { text in
      text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        String(repeating: " ", count: line.prefix { $0 == " " }.count * 2) + line.drop { $0 == " " }
      }.joined(separator: "\n")
    },
    { $0.replacingOccurrences(of: "\n  - ", with: "\n- ").replacingOccurrences(of: "\n    ", with: "\n  ") },
    { $0.replacingOccurrences(of: ": {", with: ":    {").replacingOccurrences(of: "[ ", with: "[") },
    { $0.replacingOccurrences(of: ", ", with: " ,   ") },
  ]

  @Test(arguments: ["a: &x 1\nb: *x\n", "a: [1\n", "a: 1\n---\nb: 2\n", "a:\n\t- 1\n", ""])
  func `what cannot be read is not touched`(text: String) {
    let formatted = PageFormat.canonical(SourceFile(name: "page.yaml", text: text))
    #expect(formatted.value == nil && !formatted.diagnostics.isEmpty)
  }
}
