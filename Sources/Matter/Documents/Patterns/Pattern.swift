/// A regular expression that answers in time linear in the text: no backtracking, no captures, and no look-around but the one form that
/// costs nothing more: `^(?!...)` and `^(?=...)` at the start of the whole, which are patterns of their own.
///
/// Read once into a table of states over UTF-8 bytes. A pattern whose table would be too large is played state set by state set,
/// which is linear too, only slower. Equal when text and dialect are.
package struct Pattern: Hashable, Sendable, CustomStringConvertible {
  package enum Dialect: Hashable, Sendable {
    /// RFC 9485, and `^` and `$` as anchors (so `\$` is known). For `matches` and JSONPath.
    case iRegexp
    /// That part of ECMAScript's which JSON Schemas use: adds `\d \w \s` and their opposites, `(?:`, `(?<name>`, `\x`, `\u`, `\c`,
    /// long category names, lazy quantifiers, look-ahead after the first `^`. Other look-around, back-references and `\b` are refused.
    case ecmaScript
  }

  package let text: String
  package let dialect: Dialect
  let compiled: CompiledPattern

  package init(_ text: String, dialect: Dialect = .iRegexp) throws(PatternRefusal) {
    let parsed = try PatternParser.parse(text, dialect)
    var ahead: [(pattern: CompiledPattern, isWanted: Bool)] = []
    for look in parsed.ahead { ahead.append((try CompiledPattern(look.node, []), look.isWanted)) }
    (self.text, self.dialect) = (text, dialect)
    compiled = try CompiledPattern(parsed.node, ahead)
  }

  package var description: String { text }

  /// Whether the whole text is what the pattern describes.
  package func matches(_ s: String) -> Bool { run(s, whole: true) }

  /// Whether any part of the text is what the pattern describes.
  package func finds(_ s: String) -> Bool { run(s, whole: false) }

  /// The same on text where it stands. A byte that is no UTF-8 counts as U+FFFD.
  package func finds(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool { compiled.run(utf8, whole: false) }

  private func run(_ s: String, whole: Bool) -> Bool {
    var s = s
    return s.withUTF8 { compiled.run($0, whole: whole) }
  }

  /// What a byte of text costs at most, for whoever keeps a budget: 1 with a table.
  var costOfByte: Int { compiled.costOfByte }

  package static func == (a: Pattern, b: Pattern) -> Bool { a.dialect == b.dialect && a.text.utf8.elementsEqual(b.text.utf8) }

  package func hash(into hasher: inout Hasher) { JSON.hash(text, into: &hasher) }
}
