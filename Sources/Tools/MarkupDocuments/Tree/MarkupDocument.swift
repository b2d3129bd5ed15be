import CLibXML2

/// An XML document in memory, read-only. Belongs to one task; hand on bytes, not documents.
package struct MarkupDocument {
  let tree: MarkupTree
  package let root: MarkupNode

  /// Parses and checks. Throws for anything that is not well-formed with namespaces, has a DOCTYPE, or is out of bounds.
  package init(_ source: MarkupSource, bounds: MarkupBounds = .standard) throws(MarkupRefusal) {
    let builder = TreeBuilder()
    try ParserRun.read(source, builder, bounds: bounds)
    guard let document = builder.take() else { throw MarkupRefusal(.empty, "there is no XML here") }
    tree = MarkupTree(owning: document)
    guard let root = xmlDocGetRootElement(document) else { throw MarkupRefusal(.empty, "there is no XML here") }
    // Makes comparing the order of nodes, hence sorting a result, independent of the number of siblings.
    _ = xmlXPathOrderDocElems(document)
    self.root = MarkupNode(tree, root)
  }

  package init(parsing bytes: [UInt8], bounds: MarkupBounds = .standard) throws(MarkupRefusal) {
    try self.init(.bytes(bytes), bounds: bounds)
  }

  /// What the expression gives from the root node (`/`).
  package func evaluate(_ path: XPath) throws(MarkupRefusal) -> XPathValue {
    guard let document = tree.document else { return .nodes([]) }
    return try tree.paths.evaluate(path, from: UnsafeMutableRawPointer(document).assumingMemoryBound(to: xmlNode.self), in: tree)
  }
}
