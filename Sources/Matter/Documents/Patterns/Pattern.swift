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
  private let program: PatternProgram
  private let alphabet: PatternAlphabet
  private let whole: PatternTable?
  private let part: PatternTable?
  /// What must, or must not, stand at the start of the text.
  private let ahead: [(pattern: Pattern, isWanted: Bool)]

  package init(_ text: String, dialect: Dialect = .iRegexp) throws(PatternRefusal) {
    let parsed = try PatternParser.parse(text, dialect)
    var ahead: [(pattern: Pattern, isWanted: Bool)] = []
    for look in parsed.ahead { ahead.append((try Pattern(text, dialect, look.node, []), look.isWanted)) }
    try self.init(text, dialect, parsed.node, ahead)
  }

  private init(
    _ text: String, _ dialect: Dialect, _ node: PatternNode, _ ahead: [(pattern: Pattern, isWanted: Bool)]
  ) throws(PatternRefusal) {
    (self.text, self.dialect, self.ahead) = (text, dialect, ahead)
    program = try PatternProgram(node)
    alphabet = try PatternAlphabet(program.sets)
    whole = PatternTable(program, alphabet, whole: true)
    part = PatternTable(program, alphabet, whole: false)
  }

  package var description: String { text }

  /// Whether the whole text is what the pattern describes.
  package func matches(_ s: String) -> Bool { run(s, whole: true) }

  /// Whether any part of the text is what the pattern describes.
  package func finds(_ s: String) -> Bool { run(s, whole: false) }

  /// The same on text where it stands. A byte that is no UTF-8 counts as U+FFFD.
  package func finds(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool { run(utf8, whole: false) }

  private func run(_ s: String, whole: Bool) -> Bool {
    var s = s
    return s.withUTF8 { run($0, whole: whole) }
  }

  func run(_ utf8: UnsafeBufferPointer<UInt8>, whole: Bool) -> Bool {
    for look in ahead where look.pattern.run(utf8, whole: false) != look.isWanted { return false }
    guard let table = whole ? self.whole : part else { return play(utf8, whole: whole) }
    return table.run(utf8, alphabet)
  }

  /// By state sets. Also what the tables are tested against.
  func runSlowly(_ utf8: UnsafeBufferPointer<UInt8>, whole: Bool) -> Bool {
    ahead.allSatisfy { $0.pattern.runSlowly(utf8, whole: false) == $0.isWanted } && play(utf8, whole: whole)
  }

  private func play(_ utf8: UnsafeBufferPointer<UInt8>, whole: Bool) -> Bool {
    var machine = PatternMachine(program, alphabet)
    var i = 0
    machine.enter(atStart: true, atEnd: utf8.isEmpty)
    while true {
      if machine.isDone, !whole || i == utf8.count { return true }
      guard i < utf8.count, !whole || !machine.waiting.isEmpty else { return false }
      let symbol = alphabet.symbol(utf8, &i)
      machine.take(symbol, atEnd: i == utf8.count)
      if !whole { machine.enter(atStart: false, atEnd: i == utf8.count) }
    }
  }

  /// What a byte of text costs at most, for whoever keeps a budget: 1 with a table.
  var costOfByte: Int { (whole != nil && part != nil ? 1 : program.steps.count) + ahead.reduce(0) { $0 + $1.pattern.costOfByte } }

  package static func == (a: Pattern, b: Pattern) -> Bool { a.dialect == b.dialect && a.text.utf8.elementsEqual(b.text.utf8) }

  package func hash(into hasher: inout Hasher) { JSON.hash(text, into: &hasher) }
}
