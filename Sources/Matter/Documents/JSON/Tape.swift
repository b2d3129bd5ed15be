/// A parsed document: its bytes, and one node for each value and name, in document order.
final class Tape: Sendable {
  let bytes: [UInt8]
  let nodes: [Node]
  /// The nodes of names that an earlier name of the same object already used.
  let repeatedNames: [Int]

  init(bytes: [UInt8], nodes: [Node], repeatedNames: [Int]) {
    (self.bytes, self.nodes, self.repeatedNames) = (bytes, nodes, repeatedNames)
  }

  /// 16 bytes. Offset and length are those of the text between the quotes for strings and names, of the whole value otherwise.
  struct Node: Sendable {
    let offset: UInt32
    var length: UInt32
    /// The node after this value and all within it.
    var next: UInt32
    let kind: Kind
    let traits: Traits

    var range: Range<Int> { Int(offset)..<Int(offset) + Int(length) }
  }

  enum Kind: UInt8, Sendable { case null, yes, no, number, string, name, array, object }

  struct Traits: OptionSet, Sendable {
    let rawValue: UInt8
    /// The text holds a backslash, so it is not what it means.
    static let escaped = Traits(rawValue: 1)
    /// The text holds an escaped surrogate without its other half.
    static let halfCharacter = Traits(rawValue: 2)
  }

  /// The text a string or name node means. Half characters read as U+FFFD.
  func text(_ node: Node) -> String {
    let slice = bytes[node.range]
    return node.traits.contains(.escaped) ? JSONText.unescaped(slice) : String(decoding: slice, as: UTF8.self)
  }

  /// The value of the member of that name; the last one when a name is repeated.
  func member(of place: Int, named name: [UInt8]) -> Int? {
    let object = nodes[place]
    guard object.kind == .object else { return nil }
    var found: Int?
    var here = place + 1
    while here < Int(object.next) {
      if self.name(nodes[here], is: name) { found = here + 1 }
      here = Int(nodes[here + 1].next)
    }
    return found
  }

  private func name(_ node: Node, is name: [UInt8]) -> Bool {
    if node.traits.contains(.escaped) { return text(node).utf8.elementsEqual(name) }
    guard Int(node.length) == name.count else { return false }
    let start = Int(node.offset)
    for place in name.indices where bytes[start + place] != name[place] { return false }
    return true
  }
}
