/// What a pattern has become, to be run on texts. It never changes, and whoever runs it many times has it by reference.
final class CompiledPattern: Sendable {
  private let program: PatternProgram
  private let alphabet: PatternAlphabet
  private let whole: PatternTable?
  private let part: PatternTable?
  /// What must, or must not, stand at the start of the text.
  private let ahead: [(pattern: CompiledPattern, isWanted: Bool)]

  init(_ node: PatternNode, _ ahead: [(pattern: CompiledPattern, isWanted: Bool)]) throws(PatternRefusal) {
    self.ahead = ahead
    program = try PatternProgram(node)
    alphabet = try PatternAlphabet(program.sets)
    whole = PatternTable(program, alphabet, whole: true)
    part = PatternTable(program, alphabet, whole: false)
  }

  func run(_ utf8: UnsafeBufferPointer<UInt8>, whole: Bool) -> Bool {
    if !ahead.isEmpty { for look in ahead where look.pattern.run(utf8, whole: false) != look.isWanted { return false } }
    return (whole ? self.whole?.run(utf8, alphabet) : part?.run(utf8, alphabet)) ?? play(utf8, whole: whole)
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

  /// What a byte of text costs at most: 1 with a table.
  var costOfByte: Int { (whole != nil && part != nil ? 1 : program.steps.count) + ahead.reduce(0) { $0 + $1.pattern.costOfByte } }
}
