/// A regular expression that answers in time linear in the text: no backtracking, no look-around, no captures.
package struct Pattern: Hashable, Sendable, CustomStringConvertible {
  package enum Dialect: Hashable, Sendable {
    /// RFC 9485, and `^` and `$` as anchors. For `matches` and JSONPath.
    case iRegexp
    /// That part of ECMAScript's which JSON Schemas use: adds `\d \w \s` and their opposites, `(?:`, `\x`, `\u`, lazy quantifiers.
    case ecmaScript
  }

  package let text: String
  private let program: PatternProgram

  package init(_ text: String, dialect: Dialect = .iRegexp) throws(PatternRefusal) {
    self.text = text
    program = try PatternProgram(PatternParser.parse(text, dialect))
  }

  package var description: String { text }

  /// Whether the whole text is what the pattern describes.
  package func matches(_ s: String) -> Bool { run(s, whole: true) }

  /// Whether any part of the text is what the pattern describes.
  package func finds(_ s: String) -> Bool { run(s, whole: false) }

  private func run(_ s: String, whole: Bool) -> Bool {
    var machine = PatternMachine(program)
    var rest = s.unicodeScalars.makeIterator()
    var next = rest.next()
    var isStart = true
    while true {
      if isStart || !whole { machine.enter(atStart: isStart, atEnd: next == nil) }
      if machine.isDone, !whole || next == nil { return true }
      guard let scalar = next, !whole || !machine.isStuck else { return false }
      next = rest.next()
      isStart = false
      machine.take(scalar, atEnd: next == nil)
    }
  }
}

/// All places in a program at once. Each character costs at most one visit of each step.
private struct PatternMachine {
  private let program: PatternProgram
  /// Steps that wait for a character.
  private var waiting: [Int] = []
  /// The round in which a step was last visited.
  private var visited: [Int]
  private var round = 1
  private var pending: [Int] = []
  private(set) var isDone = false

  init(_ program: PatternProgram) {
    self.program = program
    visited = [Int](repeating: 0, count: program.steps.count)
  }

  var isStuck: Bool { waiting.isEmpty }

  mutating func enter(atStart: Bool, atEnd: Bool) { follow(0, atStart, atEnd) }

  mutating func take(_ scalar: Unicode.Scalar, atEnd: Bool) {
    let before = waiting
    waiting.removeAll(keepingCapacity: true)
    round += 1
    isDone = false
    for step in before {
      guard case .take(let set) = program.steps[step], program.sets[set].contains(scalar) else { continue }
      follow(step + 1, false, atEnd)
    }
  }

  /// Goes on from a step as far as it goes without a character.
  private mutating func follow(_ start: Int, _ atStart: Bool, _ atEnd: Bool) {
    pending.append(start)
    while let step = pending.popLast() {
      guard visited[step] != round else { continue }
      visited[step] = round
      switch program.steps[step] {
      case .take: waiting.append(step)
      case .fork(let a, let b):
        pending.append(b)
        pending.append(a)
      case .jump(let target): pending.append(target)
      case .atStart: if atStart { pending.append(step + 1) }
      case .atEnd: if atEnd { pending.append(step + 1) }
      case .done: isDone = true
      }
    }
  }
}
