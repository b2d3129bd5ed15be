/// A pattern as a machine (Thompson): every step takes one character or none.
struct PatternProgram: Sendable {
  static let most = 10_000
  private static let mostWork = 100_000

  enum Step: Equatable, Sendable {
    /// Takes a character of the set and goes on to the next step.
    case take(Int)
    case fork(Int, Int)
    case jump(Int)
    case atStart
    case atEnd
    case done
  }

  private(set) var steps: [Step] = []
  private(set) var sets: [ScalarSet] = []
  private var places: [ScalarSet: Int] = [:]
  private var work = 0

  init(_ node: PatternNode) throws(PatternRefusal) {
    try compile(node)
    try add(.done)
  }

  private mutating func add(_ step: Step) throws(PatternRefusal) {
    guard steps.count < Self.most else {
      throw PatternRefusal(column: 1, why: "the pattern needs more than \(Self.most) steps", next: "repeat fewer times, or use * and +")
    }
    steps.append(step)
  }

  private mutating func compile(_ node: PatternNode) throws(PatternRefusal) {
    // What takes nothing makes no step, and can still be repeated without end.
    work += 1
    guard work <= Self.mostWork else {
      throw PatternRefusal(column: 1, why: "the pattern repeats too much", next: "repeat fewer times, or use * and +")
    }
    switch node {
    case .scalars(let set):
      let sealed = set.sealed
      let index = places[sealed] ?? sets.count
      if index == sets.count {
        sets.append(sealed)
        places[sealed] = index
      }
      try add(.take(index))
    case .sequence(let nodes): for node in nodes { try compile(node) }
    case .choice(let nodes): try compileChoice(nodes[...])
    case .repeated(let node, let least, let most):
      for _ in 0..<least { try compile(node) }
      if let most { try compileOptional(node, times: most - least) } else { try compileLoop(node) }
    case .atStart: try add(.atStart)
    case .atEnd: try add(.atEnd)
    }
  }

  private mutating func compileChoice(_ nodes: ArraySlice<PatternNode>) throws(PatternRefusal) {
    var ends: [Int] = []
    for (place, node) in nodes.enumerated() {
      let fork = steps.count
      let isLast = place == nodes.count - 1
      if !isLast { try add(.fork(fork + 1, fork + 1)) }
      try compile(node)
      if isLast { break }
      ends.append(steps.count)
      try add(.jump(0))
      steps[fork] = .fork(fork + 1, steps.count)
    }
    for end in ends { steps[end] = .jump(steps.count) }
  }

  private mutating func compileLoop(_ node: PatternNode) throws(PatternRefusal) {
    let fork = steps.count
    try add(.fork(fork + 1, fork + 1))
    try compile(node)
    try add(.jump(fork))
    steps[fork] = .fork(fork + 1, steps.count)
  }

  private mutating func compileOptional(_ node: PatternNode, times: Int) throws(PatternRefusal) {
    var forks: [Int] = []
    for _ in 0..<times {
      forks.append(steps.count)
      try add(.jump(0))
      try compile(node)
    }
    for fork in forks { steps[fork] = .fork(fork + 1, steps.count) }
  }
}
