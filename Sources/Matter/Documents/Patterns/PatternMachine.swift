/// All places in a program at once. Each character costs at most one visit of each step.
struct PatternMachine {
  private let program: PatternProgram
  private let alphabet: PatternAlphabet
  /// Steps that wait for a character.
  private(set) var waiting: [Int] = []
  private(set) var isDone = false
  /// Steps visited so far.
  private(set) var work = 0
  /// The round in which a step was last visited.
  private var visited: [Int]
  private var round = 1
  private var pending: [Int] = []

  init(_ program: PatternProgram, _ alphabet: PatternAlphabet) {
    (self.program, self.alphabet) = (program, alphabet)
    visited = [Int](repeating: 0, count: program.steps.count)
  }

  /// Forgets where it stands.
  mutating func begin() {
    waiting.removeAll(keepingCapacity: true)
    round += 1
    isDone = false
  }

  mutating func enter(atStart: Bool, atEnd: Bool) { follow(0, atStart: atStart, atEnd: atEnd) }

  mutating func take(_ symbol: Int, atEnd: Bool) {
    let before = waiting
    begin()
    for step in before where takes(step, symbol) { follow(step + 1, atStart: false, atEnd: atEnd) }
  }

  func takes(_ step: Int, _ symbol: Int) -> Bool {
    if case .take(let set) = program.steps[step] { alphabet.accepts(set, symbol) } else { false }
  }

  /// Goes on from a step as far as it goes without a character.
  mutating func follow(_ start: Int, atStart: Bool, atEnd: Bool) {
    pending.append(start)
    while let step = pending.popLast() {
      guard visited[step] != round else { continue }
      visited[step] = round
      work += 1
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
