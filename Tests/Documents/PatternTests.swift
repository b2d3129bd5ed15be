import Documents
import Testing

@Suite struct PatternTests {
  @Test(arguments: [
    ("", "", true), ("", "a", false), ("a", "a", true), ("a", "ab", false), ("abc", "abc", true), ("a|bc|", "bc", true),
    ("a|bc|", "", true),
    ("a|bc", "c", false), ("a*", "", true), ("a*", "aaaa", true), ("a+", "", false), ("a?b", "b", true), ("(ab)*", "abab", true),
    ("(ab)*", "aba", false),
    ("a{3}", "aaa", true), ("a{3}", "aa", false), ("a{3}", "aaaa", false), ("a{2,}", "aaaaa", true), ("a{2,}", "a", false),
    ("a{1,3}", "aaa", true),
    ("a{1,3}", "aaaa", false), ("a{0}", "", true), ("(a|b){2}c", "abc", true), ("[a-c]+", "abcab", true), ("[^a-c]", "d", true),
    ("[^a-c]", "b", false),
    ("[-a]", "-", true), ("[a-]", "-", true), ("[\\]\\[]", "]", true), (".", "\n", false), (".", "😀", true), (".", "e\u{301}", false),
    ("..", "e\u{301}", true),
    ("\\p{Lu}", "É", true), ("\\p{L}+", "Äßж漢", true), ("\\P{L}", "1", true), ("[\\p{Nd}x]+", "1x٣", true),
    ("[^\\p{L}]", "a", false),
    ("[\\P{L}]", "a", false),
    ("\\.", ".", true), ("\\.", "x", false), ("^a$", "a", true), ("a^", "a", false), ("(a*)*", "aaa", true), ("(a*)+b", "aab", true),
    ("(|a)+", "aa", true),
    ("é", "e\u{301}", false), ("a\\n", "a\n", true), ("[\\t-\\r]", "\n", true), ("[0-9]{4}-[0-9]{2}-[0-9]{2}", "2026-03-01", true),
    (",", ",", true),
    ("^(a|b)$|c", "b", true), ("(a?){3}a{3}", "aaa", true),
  ])
  func wholeTexts(pattern: String, text: String, expected: Bool) throws {
    #expect(try Pattern(pattern).matches(text) == expected)
  }

  @Test(arguments: [
    ("b", "abc", true), ("^b", "abc", false), ("^a", "abc", true), ("c$", "abc", true), ("b$", "abc", false), ("", "abc", true),
    ("x*", "abc", true),
    ("[0-9]{2}", "a1b22", true), ("^$", "", true), ("^$", "a", false), ("abc", "ababc", true), ("aab", "aaab", true), ("a^b", "ab", false),
  ])
  func partsOfTexts(pattern: String, text: String, expected: Bool) throws {
    #expect(try Pattern(pattern).finds(text) == expected)
  }

  @Test(arguments: [
    ("^\\d+$", "123", true), ("\\w\\W\\s\\S\\D", "a- bx", true), ("(?:ab)+?", "abab", true), ("\\u0041\\x42\\u{1F600}", "AB😀", true),
    ("[\\d\\-x]+", "1-x", true),
    ("[^\\s]", " ", false), ("[\\S]", "a", true), ("[\\W\\d]+", "1-", true), ("[\\w.-]+@[\\w.-]+", "a.b-c@d.e", true),
    ("]", "]", true), ("[[]", "[", true), ("a\\/b", "a/b", true),
    ("[]", "a", false), ("[^]", "a", true), (".", "\u{2028}", false), ("^\\cC$", "\u{3}", true), ("\\p{Letter}cole", "école", true),
    ("^\\p{digit}+$", "1४", true), ("\\p{gc=Lu}", "Ä", true), ("(?<year>\\d{4})-\\d{2}", "2026-05", true),
    ("a\\@b", "a@b", true), ("\\p{LC}", "ǅ", true),
  ])
  func theDialectOfSchemas(pattern: String, text: String, expected: Bool) throws {
    #expect(try Pattern(pattern, dialect: .ecmaScript).matches(text) == expected)
  }

  @Test(arguments: [
    ("(", 1), ("a)", 2), ("[a", 1), ("a{", 3), ("a{2", 4), ("a{3,2}", 6), ("*a", 1), ("a**", 3), ("a|+", 3), ("[b-a]", 4), ("\\", 1),
    ("\\d", 1), ("\\q", 1), ("\\p{Xx}", 1),
    ("\\pL", 1), ("(?:a)", 1), ("(?=a)", 1), ("a]", 2), ("a}", 2), ("[a[b]", 3), ("^*", 2), ("a{9999}", 7), ("[]", 2),
    ("[a-\\p{L}]", 4), ("a*?", 3), ("[a-c-e]", 5), ("\\p{Cs}", 1), ("\\p{Letter}", 1),
  ])
  func refusalsSayWhere(pattern: String, column: Int) {
    let refusal = #expect(throws: PatternRefusal.self) { _ = try Pattern(pattern) }
    #expect(refusal?.column == column && refusal?.next.isEmpty == false, "\(pattern): \(String(describing: refusal))")
  }

  @Test(arguments: [
    ("^(?!\\s*$).+", "", false), ("^(?!\\s*$).+", " \t ", false), ("^(?!\\s*$).+", " a", true), ("^(?!\\s*$).+", "\n", false),
    ("^(?!ab)", "abc", false), ("^(?!ab)", "acb", true), ("^(?!ab)", "", true), ("^(?!ab|cd)[a-z]+$", "cde", false),
    ("^(?=.*[A-Z])(?=.*\\d).{4,}$", "abC1", true), ("^(?=.*[A-Z])(?=.*\\d).{4,}$", "abc1", false),
    ("^(?=.*[A-Z])(?=.*\\d).{4,}$", "aC1", false), ("^(?=a)(?!ab)(?:ac|ad)", "ad", true), ("^(?=a)(?!ab)(?:ab|ad)", "ab", false),
    ("^(?!0000)\\d{4}$", "0000", false), ("^(?!0000)\\d{4}$", "0001", true), ("^(?!a)", "ba", true), ("^(?=)", "", true),
  ])
  func looksAheadAtTheStart(pattern: String, text: String, expected: Bool) throws {
    #expect(try Pattern(pattern, dialect: .ecmaScript).finds(text) == expected)
  }

  @Test(arguments: [
    ("^(?!a)b|c", 8), ("a(?!b)", 2), ("(^(?!a))", 3), ("^(?!a)+", 7), ("^(?!a", 2), ("^(?!(?=a))", 5), ("b(?=a)", 2), ("^(?<=a)", 2),
    (String(repeating: "(?!a)", count: 17).replacing("(?!a)", with: "^(?!a)", maxReplacements: 1), 82),
  ])
  func lookAroundElsewhereSaysWhatToWrite(pattern: String, column: Int) {
    let refusal = #expect(throws: PatternRefusal.self) { _ = try Pattern(pattern, dialect: .ecmaScript) }
    #expect(refusal?.column == column && refusal?.next.isEmpty == false, "\(String(describing: refusal))")
  }

  @Test(arguments: [
    ("(?=a)", 1), ("(?<!a)b", 1), ("(?<=a)b", 1), ("\\bword", 1), ("a(b)\\1", 5), ("\\Z", 1), ("\\c1", 1), ("\\p{Latin}", 1),
  ])
  func whatSchemasCannotUseIsSaid(pattern: String, column: Int) {
    let refusal = #expect(throws: PatternRefusal.self) { _ = try Pattern(pattern, dialect: .ecmaScript) }
    #expect(refusal?.column == column && refusal?.next.isEmpty == false, "\(String(describing: refusal))")
  }

  @Test func hostilePatternsAreBounded() throws {
    #expect(throws: PatternRefusal.self) { _ = try Pattern(String(repeating: "(", count: 100_000)) }
    #expect(throws: PatternRefusal.self) { _ = try Pattern("(((a{1000}){1000}){1000})") }
    #expect(throws: PatternRefusal.self) { _ = try Pattern("(\(String(repeating: "a?", count: 30_000)))") }
    // What takes nothing, a thousand times a thousand times a thousand.
    #expect(throws: PatternRefusal.self) { _ = try Pattern("((((){1000}){1000}){1000}){1000}") }
    let manyClasses = (0..<3_000).map { "[\\p{L}" + String(Unicode.Scalar(0x4E00 + $0 * 2) ?? "x") + "]" }.joined()
    #expect(throws: PatternRefusal.self) { _ = try Pattern(manyClasses) }
  }

  /// Patterns over which a backtracking engine needs longer than anybody lives.
  @Test func timeGrowsWithTheTextOnly() throws {
    let text = String(repeating: "a", count: 5_000)
    #expect(try !Pattern("(a+)+b").matches(text))
    #expect(try !Pattern("(a|a)*b").finds(text))
    #expect(try Pattern("(a?){50}a{50}").matches(String(text.prefix(50))))
    #expect(try !Pattern("(.*)*x").matches(text))
    // No table is made of these: 2^20 states, and a step for each of a thousand repetitions.
    #expect(try !Pattern("(a|b)*a(a|b){20}c").matches(text) && Pattern("(a|b)*a(a|b){20}").matches(text))
    #expect(try Pattern("[a-z]{1,1000}x").finds(text + "x"))
  }

  /// A text is read where it stands, and bytes that are no UTF-8 count as U+FFFD each.
  @Test(
    arguments: [
      ([0x61, 0xFF, 0x62], "^a.b$", true), ([0xE2, 0x82], "^..$", true), ([0xC3, 0xA9], "^é$", true), ([0xED, 0xA0, 0x80], "^.$", false),
    ]
      as [([UInt8], String, Bool)])
  func bytesAreRead(bytes: [UInt8], pattern: String, expected: Bool) throws {
    let pattern = try Pattern(pattern)
    #expect(bytes.withUnsafeBufferPointer { pattern.finds($0) } == expected)
  }
}
