/// A program as a table: from a state and a symbol to the next state. Made only while it stays small.
struct PatternTable: Sendable {
  private static let mostCells = 1 << 17
  private static let mostWork = 1 << 18

  private let symbols: Int
  private var next: [UInt16] = []
  /// By state: whether it is right already, and whether it is right when the text ends here.
  private var isRight: [Bool] = []
  private var isRightAtEnd: [Bool] = []

  /// Nil when it would be too large.
  init?(_ program: PatternProgram, _ alphabet: PatternAlphabet, whole: Bool) {
    symbols = alphabet.count
    var builder = Builder(machine: PatternMachine(program, alphabet), whole: whole, hasEnd: program.steps.contains(.atEnd))
    _ = builder.state([], isStart: true)
    var state = Self.start
    addRow(0)
    while state < builder.sets.count {
      addRow(state)
      isRight[state] = builder.isRight[state]
      isRightAtEnd[state] = builder.isRightAtEnd[state]
      if !isRight[state] {
        for symbol in 0..<symbols {
          let seeds = builder.sets[state].filter { builder.machine.takes($0, symbol) }.map { $0 + 1 }
          next[state * symbols + symbol] = UInt16(builder.state(seeds, isStart: false))
        }
      }
      state += 1
      guard builder.sets.count * symbols <= Self.mostCells, builder.machine.work <= Self.mostWork else { return nil }
    }
  }

  private static let start = 1

  private mutating func addRow(_ state: Int) {
    next += repeatElement(UInt16(state), count: symbols)
    isRight.append(false)
    isRightAtEnd.append(false)
  }

  func run(_ utf8: UnsafeBufferPointer<UInt8>, _ alphabet: PatternAlphabet) -> Bool {
    next.withUnsafeBufferPointer { next in
      var state = Self.start
      var i = 0
      while i < utf8.count {
        if isRight[state] { return true }
        state = Int(next[state * symbols + alphabet.symbol(utf8, &i)])
        if state == 0 { return false }
      }
      return isRight[state] || isRightAtEnd[state]
    }
  }

  private struct Builder {
    var machine: PatternMachine
    let whole: Bool
    let hasEnd: Bool
    /// The steps that wait in each state. State 0 leads nowhere.
    var sets: [[Int]] = [[]]
    var isRight = [false]
    var isRightAtEnd = [false]
    private var known: [Key: Int] = [:]

    private struct Key: Hashable {
      let waiting: [Int]
      let isRight: Bool
      let isRightAtEnd: Bool
    }

    init(machine: PatternMachine, whole: Bool, hasEnd: Bool) {
      (self.machine, self.whole, self.hasEnd) = (machine, whole, hasEnd)
    }

    mutating func state(_ seeds: [Int], isStart: Bool) -> Int {
      if whole, !isStart, seeds.isEmpty { return 0 }
      spread(seeds, isStart, atEnd: false)
      let waiting = machine.waiting.sorted()
      // A whole text is right at its end only; where a part will do, nothing more is read.
      let done = machine.isDone
      if hasEnd { spread(seeds, isStart, atEnd: true) }
      let key = Key(waiting: !whole && done ? [] : waiting, isRight: !whole && done, isRightAtEnd: machine.isDone)
      if !isStart, waiting.isEmpty, !key.isRight, !key.isRightAtEnd { return 0 }
      if let state = known[key] { return state }
      known[key] = sets.count
      sets.append(key.waiting)
      isRight.append(key.isRight)
      isRightAtEnd.append(key.isRightAtEnd)
      return sets.count - 1
    }

    private mutating func spread(_ seeds: [Int], _ isStart: Bool, atEnd: Bool) {
      machine.begin()
      for seed in seeds { machine.follow(seed, atStart: false, atEnd: atEnd) }
      if isStart || !whole { machine.enter(atStart: isStart, atEnd: atEnd) }
    }
  }
}
