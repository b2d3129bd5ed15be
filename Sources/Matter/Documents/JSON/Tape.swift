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
  struct Node: Sendable, BitwiseCopyable {
    let offset: UInt32
    var length: UInt32
    /// The node after this value and all within it.
    var next: UInt32
    let kind: Kind
    let traits: Traits

    var range: Range<Int> { Int(offset)..<Int(offset) + Int(length) }
  }

  enum Kind: UInt8, Sendable, BitwiseCopyable { case null, yes, no, number, string, name, array, object }

  struct Traits: OptionSet, Sendable, BitwiseCopyable {
    let rawValue: UInt8
    /// The text holds a backslash, so it is not what it means.
    static let escaped = Traits(rawValue: 1)
    /// The text holds an escaped surrogate without its other half.
    static let halfCharacter = Traits(rawValue: 2)
  }

  /// The text a string or name node means. Half characters read as U+FFFD.
  func text(_ node: Node) -> String {
    if node.traits.contains(.escaped) { return JSONText.unescaped(bytes[node.range]) }
    return plainText(node)
  }

  /// The bytes as they stand.
  func plainText(_ node: Node) -> String {
    bytes.withUnsafeBufferPointer { String(decoding: UnsafeBufferPointer(rebasing: $0[node.range]), as: UTF8.self) }
  }

  /// The value of the member of that name; the last one when a name is repeated.
  func member(of place: Int, named name: [UInt8]) -> Int? {
    nodes.withUnsafeBufferPointer { nodes in
      bytes.withUnsafeBufferPointer { bytes in
        let object = nodes[place]
        guard object.kind == .object else { return nil }
        let (end, isLast) = (Int(object.next), repeatedNames.isEmpty)
        var found: Int?
        var here = place + 1
        while here < end {
          let node = nodes[here]
          let isIt = node.traits.contains(.escaped) ? text(node).utf8.elementsEqual(name) : Self.equal(bytes, node, name)
          if isIt {
            found = here + 1
            if isLast { break }
          }
          here = Int(nodes[here + 1].next)
        }
        return found
      }
    }
  }

  @inline(__always) private static func equal(_ bytes: UnsafeBufferPointer<UInt8>, _ node: Node, _ name: [UInt8]) -> Bool {
    guard Int(node.length) == name.count else { return false }
    let start = Int(node.offset)
    return name.withUnsafeBufferPointer { name in
      for place in 0..<name.count where bytes[start &+ place] != name[place] { return false }
      return true
    }
  }

  /// Whether the text a string node means is this one.
  func text(_ node: Node, is text: [UInt8]) -> Bool {
    node.traits.contains(.escaped)
      ? self.text(node).utf8.elementsEqual(text) : bytes.withUnsafeBufferPointer { Self.equal($0, node, text) }
  }
}
