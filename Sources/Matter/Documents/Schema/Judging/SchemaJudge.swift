/// Runs a program over a document: yes or no, nothing made on the way.
///
/// Bounded: so many steps and so deep, then it gives up, which counts as no.
struct SchemaJudge {
  typealias Program = SchemaProgram

  static let deepest = 512
  /// In proportion to the document.
  static func mostSteps(_ tape: Tape) -> Int { 100_000 + 100 * tape.nodes.count }

  let box: SchemaBox
  let tape: Tape
  let nodes: UnsafeBufferPointer<Tape.Node>
  let bytes: UnsafeBufferPointer<UInt8>
  let entries: UnsafeBufferPointer<Program.Entry>
  let code: UnsafeBufferPointer<Program.Instruction>
  let lists: UnsafeBufferPointer<Int32>
  let objects: UnsafeBufferPointer<Program.ObjectRule>
  let arrays: UnsafeBufferPointer<Program.ArrayRule>
  let patterns: UnsafeBufferPointer<Pattern>
  let bounds: UnsafeBufferPointer<NumberBound>
  let keys: KeyLookup

  let hasDynamicReferences: Bool

  private(set) var gaveUp = false
  private(set) var steps: Int
  private(set) var depth = 0
  /// Resources on the way to the schema at hand, outermost first. Kept only for programs with dynamic references.
  private(set) var scope: [Int32] = []
  /// For each open schema that has to know: which members or elements have been looked at, a byte each.
  var marks: [Bool] = []

  /// Hands out a judge whose pointers are good while `body` runs.
  static func with<Answer>(_ box: SchemaBox, _ tape: Tape, _ body: (inout SchemaJudge) -> Answer) -> Answer {
    tape.nodes.withUnsafeBufferPointer { nodes in
      tape.bytes.withUnsafeBufferPointer { bytes in
        box.program.entries.withUnsafeBufferPointer { entries in
          box.program.code.withUnsafeBufferPointer { code in
            box.program.lists.withUnsafeBufferPointer { lists in
              box.program.objects.withUnsafeBufferPointer { objects in
                box.program.arrays.withUnsafeBufferPointer { arrays in
                  box.program.patterns.withUnsafeBufferPointer { patterns in
                    box.program.bounds.withUnsafeBufferPointer { bounds in
                      box.program.keys.withLookup { keys in
                        var judge = SchemaJudge(
                          box: box, tape: tape, nodes: nodes, bytes: bytes, entries: entries, code: code, lists: lists,
                          objects: objects, arrays: arrays, patterns: patterns, bounds: bounds, keys: keys,
                          hasDynamicReferences: box.program.hasDynamicReferences, steps: mostSteps(tape))
                        return body(&judge)
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  // MARK: one schema

  /// Whether the value at `node` is what the schema describes. `outer` is where the marks of the same value begin, -1 without.
  mutating func valid(_ schema: Int32, _ node: Int, _ outer: Int = -1) -> Bool {
    let index = Int(schema)
    guard admits(entries[index].mask, node) else { return false }
    guard entries[index].common != entries[index].end else { return true }
    guard enter(index) else { return false }
    defer { leave(index) }
    if outer < 0, entries[index].unevaluated == entries[index].end { return runAll(index, node, -1) }
    let own = openMarks(node)
    let result = runAll(index, node, own) && run(Int(entries[index].unevaluated)..<Int(entries[index].end), node, own)
    closeMarks(own, into: result ? outer : -1)
    return result
  }

  @inline(__always) func admits(_ mask: TypeMask, _ node: Int) -> Bool {
    guard mask.contains(TypeMask(nodes[node].kind)) else { return false }
    return nodes[node].kind != .number || !mask.contains(.wholeOnly) || isWhole(node)
  }

  @inline(__always) mutating func runAll(_ index: Int, _ node: Int, _ marks: Int) -> Bool {
    run(Int(entries[index].common)..<Int(entries[index].string), node, marks) && run(specialRun(index, node), node, marks)
  }

  /// The instructions for values of this kind.
  @inline(__always) func specialRun(_ index: Int, _ node: Int) -> Range<Int> {
    switch nodes[node].kind {
    case .string, .name: Int(entries[index].string)..<Int(entries[index].number)
    case .number: Int(entries[index].number)..<Int(entries[index].array)
    case .array: Int(entries[index].array)..<Int(entries[index].object)
    case .object: Int(entries[index].object)..<Int(entries[index].unevaluated)
    case .null, .yes, .no: 0..<0
    }
  }

  @inline(__always) private mutating func run(_ range: Range<Int>, _ node: Int, _ marks: Int) -> Bool {
    for place in range where !run(code[place], node, marks) { return false }
    return true
  }

  /// Counts the step and goes one deeper, or gives up.
  @inline(__always) mutating func enter(_ index: Int) -> Bool {
    guard steps > 0, depth < Self.deepest else {
      gaveUp = true
      return false
    }
    steps -= 1
    depth += 1
    if hasDynamicReferences { scope.append(entries[index].resource) }
    return true
  }

  @inline(__always) mutating func leave(_ index: Int) {
    depth -= 1
    if hasDynamicReferences { scope.removeLast() }
  }

  // MARK: marks

  mutating func openMarks(_ node: Int) -> Int {
    let start = marks.count
    let isObject = nodes[node].kind == .object
    guard isObject || nodes[node].kind == .array else { return start }
    var place = node + 1
    while place < Int(nodes[node].next) {
      marks.append(false)
      place = Int(isObject ? nodes[place + 1].next : nodes[place].next)
    }
    return start
  }

  /// Hands what was marked on to the marks of the same value further out, if there are any.
  mutating func closeMarks(_ own: Int, into outer: Int) {
    if outer >= 0 { for place in own..<marks.count where marks[place] { marks[outer + place - own] = true } }
    marks.removeLast(marks.count - own)
  }

  mutating func markAll(_ own: Int, _ count: Int) { for place in own..<own + count { marks[place] = true } }
}

extension KeyTables {
  func withLookup<Answer>(_ body: (KeyLookup) -> Answer) -> Answer {
    slots.withUnsafeBufferPointer { slots in
      entries.withUnsafeBufferPointer { entries in
        bytes.withUnsafeBufferPointer { bytes in body(KeyLookup(slots: slots, entries: entries, bytes: bytes)) }
      }
    }
  }
}
