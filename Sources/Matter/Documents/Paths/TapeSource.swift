/// A document where it stands; a place is a node of its tape.
struct TapeSource: PathSource {
  let tape: Tape

  func kind(_ place: Int) -> JSONKind { Cursor(tape: tape, index: place).kind }

  func member(_ place: Int, _ name: PathName) -> Int? { tape.member(of: place, named: name.utf8) }

  func element(_ place: Int, _ index: Int) -> Int? {
    let node = tape.nodes[place]
    guard node.kind == .array, index >= 0 else { return nil }
    var here = place + 1
    var left = index
    while here < Int(node.next) {
      if left == 0 { return here }
      left -= 1
      here = Int(tape.nodes[here].next)
    }
    return nil
  }

  func count(_ place: Int) -> Int {
    var count = 0
    forEachChild(place) { _ in count += 1 }
    return count
  }

  func forEachChild<E: Error>(_ place: Int, _ body: (Int) throws(E) -> Void) throws(E) {
    let node = tape.nodes[place]
    let step = node.kind == .object ? 1 : 0
    guard node.kind == .object || node.kind == .array else { return }
    var here = place + 1
    while here < Int(node.next) {
      try body(here + step)
      here = Int(tape.nodes[here + step].next)
    }
  }

  func forEachParent<E: Error>(_ place: Int, _ body: (Int) throws(E) -> Void) throws(E) {
    for here in place..<Int(tape.nodes[place].next) {
      switch tape.nodes[here].kind {
      case .array, .object: try body(here)
      default: continue
      }
    }
  }

  func scalar(_ place: Int) -> PathScalar {
    let node = tape.nodes[place]
    switch node.kind {
    case .null: return .null
    case .yes: return .bool(true)
    case .no: return .bool(false)
    case .string, .name: return .string(tape.text(node))
    case .array, .object: return .container
    case .number:
      if let small = PathNumber.small(tape.bytes[node.range]) { return .number(.small(small)) }
      return PathNumber(String(decoding: tape.bytes[node.range], as: UTF8.self)).map { .number($0) } ?? .null
    }
  }

  func isText(_ place: Int, _ utf8: [UInt8]) -> Bool? {
    let node = tape.nodes[place]
    return node.kind == .string ? tape.text(node, is: utf8) : nil
  }

  func json(_ place: Int) -> JSON { Cursor(tape: tape, index: place).json }
}
