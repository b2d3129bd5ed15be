import CLibXML2
import Documents

/// Follows the paths of a tally through the document. The hot loop of large files: pointers, no allocation.
final class TallyVisitor: Visitor {
  /// One step of the paths, merged where they share their beginning.
  private struct Step {
    var name: InternedName?
    var parent: Int32
    var firstChild: Int32 = -1
    var nextSibling: Int32 = -1
    /// Its cell among the sums; -1 where it is only counted.
    var cell: Int32 = -1
    var count = 0
  }

  private let tally: MarkupTally
  private var names: [MarkupName?] = [nil]
  private let steps: UnsafeMutablePointer<Step>
  private let capacity: Int
  private var used = 1
  private var places: [[MarkupName]: Int] = [:]
  private let cells: UnsafeMutablePointer<Cell>
  private let mostCells: Int
  private var usedCells = 0
  private let progress: UnsafeMutablePointer<Progress>

  private struct Progress {
    /// The step whose element is open.
    var at: Int32 = 0
    /// Open elements below that are on no path.
    var astray: Int32 = 0
  }

  private struct Cell {
    var digits = NumberSpace()
    var sum = RunningSum()
  }

  init(_ tally: MarkupTally) {
    self.tally = tally
    capacity = 1 + (tally.counts + tally.sums).reduce(0) { $0 + $1.names.count }
    steps = .allocate(capacity: capacity)
    steps.initialize(repeating: Step(name: nil, parent: -1), count: capacity)
    progress = .allocate(capacity: 1)
    progress.initialize(to: Progress())
    mostCells = tally.sums.count
    cells = .allocate(capacity: mostCells)
    for n in 0..<mostCells { (cells + n).initialize(to: Cell()) }
    super.init()
    for path in tally.counts { _ = place(path) }
    for path in tally.sums {
      let place = place(path)
      guard steps[place].cell < 0 else { continue }
      steps[place].cell = Int32(usedCells)
      usedCells += 1
    }
  }

  deinit {
    steps.deinitialize(count: capacity)
    steps.deallocate()
    cells.deinitialize(count: mostCells)
    cells.deallocate()
    progress.deinitialize(count: 1)
    progress.deallocate()
  }

  func count(at path: ElementPath) -> Int { places[path.names].map { steps[$0].count } ?? 0 }
  func sum(at path: ElementPath) -> ExactDecimal { places[path.names].map { cells[Int(steps[$0].cell)].sum.total } ?? .zero }

  /// The step of a path; made where it is missing.
  private func place(_ path: ElementPath) -> Int {
    var at = 0
    for end in 1...max(1, path.names.count) where end <= path.names.count {
      let prefix = Array(path.names[..<end])
      if let known = places[prefix] {
        at = known
        continue
      }
      steps[used] = Step(name: nil, parent: Int32(at), nextSibling: steps[at].firstChild)
      steps[at].firstChild = Int32(used)
      names.append(path.names[end - 1])
      places[prefix] = used
      at = used
      used += 1
    }
    return at
  }

  override func begin(_ run: ParserRun) {
    for n in 1..<max(1, used) where n < used { steps[n].name = names[n].map { InternedName($0, run.context) } }
  }

  override func start(_ element: ElementStart, _ run: ParserRun) {
    if progress.pointee.astray > 0 {
      progress.pointee.astray &+= 1
      return
    }
    var child = steps[Int(progress.pointee.at)].firstChild
    while child >= 0 {
      if let name = steps[Int(child)].name, name.matches(element) {
        progress.pointee.at = child
        steps[Int(child)].count &+= 1
        let cell = Int(steps[Int(child)].cell)
        if cell >= 0 { cells[cell].digits.clear() }
        return
      }
      child = steps[Int(child)].nextSibling
    }
    progress.pointee.astray = 1
  }

  override func text(_ bytes: UnsafePointer<xmlChar>, _ count: Int32, _ run: ParserRun) {
    guard progress.pointee.astray == 0 else { return }
    let cell = Int(steps[Int(progress.pointee.at)].cell)
    if cell >= 0 { cells[cell].digits.append(bytes, Int(count)) }
  }

  override func end(_ element: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?, _ run: ParserRun)
  {
    if progress.pointee.astray > 0 {
      progress.pointee.astray &-= 1
      return
    }
    let at = Int(progress.pointee.at)
    let cell = Int(steps[at].cell)
    if cell >= 0, !cells[cell].sum.add(cells[cell].digits) {
      run.refuse(
        .number, "'\(MarkupWords.cut(cells[cell].digits.text))' is not a decimal number of at most \(ExactDecimal.digitLimit) digits")
    }
    progress.pointee.at = steps[at].parent
  }
}
