extension Tape {
  /// Whether two values mean the same: numbers by value, members in any order, texts by their characters.
  /// Recursion goes as deep as documents may be nested.
  func isEquivalent(_ a: Int, _ other: Tape, _ b: Int) -> Bool {
    let (x, y) = (nodes[a], other.nodes[b])
    guard x.kind == y.kind else { return false }
    switch x.kind {
    case .null, .yes, .no: return true
    case .string, .name: return hasSameText(x, other, y)
    case .number:
      if bytes[x.range].elementsEqual(other.bytes[y.range]) { return true }
      guard let p = number(x), let q = other.number(y) else { return false }
      return p == q
    case .array:
      let (p, q) = (children(a), other.children(b))
      return p.count == q.count && zip(p, q).allSatisfy { isEquivalent($0, other, $1) }
    case .object:
      let (p, q) = (members(a), other.members(b))
      return p.count == q.count
        && zip(p, q).allSatisfy { hasSameText(nodes[$0], other, other.nodes[$1]) && isEquivalent($0 + 1, other, $1 + 1) }
    }
  }

  /// The places of an element and of an earlier one that means the same, counted from 0.
  func firstRepetition(in array: Int) -> (earlier: Int, later: Int)? {
    let items = children(array)
    guard items.count > 1 else { return nil }
    let hashes = items.map { node in
      var hasher = Hasher()
      hash(node, into: &hasher)
      return hasher.finalize()
    }
    // Hashes differ from run to run, and so does this order; what is found first must not.
    let order = items.indices.sorted { (hashes[$0], $0) < (hashes[$1], $1) }
    var best: (earlier: Int, later: Int)?
    var start = 0
    for place in order.indices.dropFirst() {
      if hashes[order[place]] != hashes[order[start]] { start = place }
      for earlier in order[start..<place] where isEquivalent(items[earlier], self, items[order[place]]) {
        if order[place] < best?.later ?? Int.max { best = (earlier, order[place]) }
        break
      }
    }
    return best
  }

  private func hash(_ node: Int, into hasher: inout Hasher) {
    let it = nodes[node]
    hasher.combine(it.kind)
    switch it.kind {
    case .null, .yes, .no: break
    case .number: hasher.combine(number(it))
    case .string, .name: JSON.hash(text(it), into: &hasher)
    case .array: for child in children(node) { hash(child, into: &hasher) }
    case .object:
      for name in members(node) {
        hash(name, into: &hasher)
        hash(name + 1, into: &hasher)
      }
    }
  }

  private func number(_ node: Node) -> NumberText? { NumberText(String(decoding: bytes[node.range], as: UTF8.self)) }

  private func hasSameText(_ x: Node, _ other: Tape, _ y: Node) -> Bool {
    if x.traits.contains(.escaped) || y.traits.contains(.escaped) { return text(x).utf8.elementsEqual(other.text(y).utf8) }
    return x.length == y.length && bytes[x.range].elementsEqual(other.bytes[y.range])
  }

  private func children(_ array: Int) -> [Int] {
    var found: [Int] = []
    var place = array + 1
    while place < Int(nodes[array].next) {
      found.append(place)
      place = Int(nodes[place].next)
    }
    return found
  }

  /// The names of an object, in the order of their bytes.
  private func members(_ object: Int) -> [Int] {
    var found: [(name: Int, text: [UInt8])] = []
    var place = object + 1
    while place < Int(nodes[object].next) {
      found.append((place, Array(text(nodes[place]).utf8)))
      place = Int(nodes[place + 1].next)
    }
    return found.sorted { $0.text.lexicographicallyPrecedes($1.text) || ($0.text == $1.text && $0.name < $1.name) }.map(\.name)
  }
}
