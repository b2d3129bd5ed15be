/// How large XML may be before it is refused. libxml2's own limits stand behind these.
package struct MarkupBounds: Hashable, Sendable {
  /// libxml2 goes no deeper.
  package static let deepest = 250

  /// Elements within each other.
  package var depth: Int
  package var bytes: Int
  /// Nodes that are in memory at once: the document's, or those of one record. Two `//` in an expression cost their square.
  package var nodes: Int
  /// The value of one attribute, in bytes.
  package var attribute: Int
  /// Attributes and namespace declarations of one element.
  package var attributes: Int
  /// One tag in bytes. Short, because libxml2 compares each attribute of a tag with each other.
  package var tag: Int
  /// One comment, processing instruction or CDATA section in bytes.
  package var section: Int

  package init(
    depth: Int = 64, bytes: Int = 1 << 20, nodes: Int = 1 << 16, attribute: Int = 1 << 14, attributes: Int = 128, tag: Int = 1 << 15,
    section: Int = 1 << 20
  ) {
    self.depth = min(max(1, depth), Self.deepest)
    self.bytes = min(max(0, bytes), Int(Int32.max))
    self.nodes = max(1, nodes)
    self.attribute = max(0, attribute)
    self.attributes = max(0, attributes)
    self.tag = max(1 << 12, tag)
    self.section = max(1 << 12, section)
  }

  /// For messages of peers: 1 MiB.
  package static let standard = MarkupBounds()
  /// For files that are streamed: 2 GiB.
  package static let large = MarkupBounds(bytes: Int(Int32.max))
}
