/// How large a document may be before it is refused.
package struct JSONBounds: Hashable, Sendable {
  /// The deepest nesting a value tree can be asked for; larger wishes are cut to it, because trees are walked by recursion.
  package static let deepest = 512

  package let depth: Int
  package let bytes: Int
  package let nodes: Int

  package init(depth: Int = 64, bytes: Int = 1 << 20, nodes: Int = 1 << 18) {
    self.depth = min(max(1, depth), Self.deepest)
    self.bytes = min(max(0, bytes), Int(Int32.max))
    self.nodes = max(1, nodes)
  }

  /// For messages of peers: depth 64, 1 MiB.
  package static let standard = JSONBounds()
  /// For files and logs: depth 64, 256 MiB.
  package static let large = JSONBounds(bytes: 1 << 28, nodes: 1 << 26)
}
