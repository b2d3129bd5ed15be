import CLibXML2

/// The elements that are open, with enough to say where we are. Fixed memory, whatever the document.
struct OpenElements {
  struct Frame {
    var local: UnsafePointer<xmlChar>
    var prefix: UnsafePointer<xmlChar>?
    /// Which one of its siblings with the same name; 0 where its parent has too many different children to keep count.
    var index: Int32
    var line: Int32
    var column: Int32
    /// Different names among the children so far.
    var kinds: Int32
  }
  /// How often a parent has seen a name among its children.
  private struct Tally {
    var local: UnsafePointer<xmlChar>
    var prefix: UnsafePointer<xmlChar>?
    var count: Int32
  }
  private static let mostKinds = 24

  private let frames: UnsafeMutablePointer<Frame>
  private let tallies: UnsafeMutablePointer<Tally>
  private let most: Int
  private(set) var depth = 0
  /// The element that has just ended is still the place of what is said about it.
  private var lingers = false

  init(depth: Int) {
    most = depth
    frames = .allocate(capacity: depth)
    tallies = .allocate(capacity: depth * Self.mostKinds)
  }

  func free() {
    frames.deallocate()
    tallies.deallocate()
  }

  /// False when it would be too deep.
  @inline(__always)
  mutating func push(_ element: ElementStart, line: Int32, column: Int32) -> Bool {
    lingers = false
    guard depth < most else { return false }
    let index = depth == 0 ? 1 : count(element.local, element.prefix, below: depth - 1)
    frames[depth] = Frame(local: element.local, prefix: element.prefix, index: index, line: line, column: column, kinds: 0)
    depth += 1
    return true
  }

  @inline(__always)
  mutating func pop() {
    guard depth > 0 else { return }
    depth -= 1
    lingers = true
  }

  @inline(__always)
  mutating func settle() { lingers = false }

  @inline(__always)
  private func count(_ local: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?, below parent: Int) -> Int32 {
    let row = tallies + parent * Self.mostKinds
    let kinds = Int(frames[parent].kinds)
    var n = kinds - 1
    while n >= 0 {
      if row[n].local == local, row[n].prefix == prefix {
        row[n].count &+= 1
        return row[n].count
      }
      n -= 1
    }
    guard kinds < Self.mostKinds else { return 0 }
    row[kinds] = Tally(local: local, prefix: prefix, count: 1)
    frames[parent].kinds = Int32(kinds + 1)
    return 1
  }

  /// The innermost element, or the one that has just ended.
  var current: Frame? {
    let shown = depth + (lingers ? 1 : 0)
    return shown == 0 ? nil : frames[shown - 1]
  }

  var path: String {
    var path = ""
    for n in 0..<depth + (lingers ? 1 : 0) {
      let frame = frames[n]
      path += "/" + (frame.prefix.map { String(xml: $0) + ":" } ?? "") + String(xml: frame.local)
      if frame.index > 1 { path += "[\(frame.index)]" }
    }
    return path
  }
}
