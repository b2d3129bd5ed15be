import CLibXML2

/// A node of a document or record. A node of a record that is over reads as empty.
package struct MarkupNode {
  package enum Kind: Hashable, Sendable { case document, element, attribute, text, comment, instruction }

  let tree: MarkupTree
  let raw: xmlNodePtr

  init(_ tree: MarkupTree, _ raw: xmlNodePtr) { (self.tree, self.raw) = (tree, raw) }

  private var isOpen: Bool { tree.document != nil }

  package var kind: Kind {
    guard isOpen else { return .text }
    return switch raw.pointee.type {
    case XML_ELEMENT_NODE: .element
    case XML_ATTRIBUTE_NODE: .attribute
    case XML_COMMENT_NODE: .comment
    case XML_PI_NODE: .instruction
    case XML_DOCUMENT_NODE: .document
    default: .text
    }
  }

  /// The name without prefix; empty for what has none.
  package var name: String {
    guard isOpen, [.element, .attribute, .instruction].contains(kind) else { return "" }
    return String(xml: raw.pointee.name)
  }

  /// Empty for none.
  package var namespace: String {
    guard isOpen, [.element, .attribute].contains(kind) else { return "" }
    return String(xml: raw.pointee.ns?.pointee.href)
  }

  /// The name as the document writes it, prefix included.
  var writtenName: String {
    guard isOpen, kind != .document, let prefix = raw.pointee.ns?.pointee.prefix else { return name }
    return String(xml: prefix) + ":" + name
  }

  /// The string-value of XPath: of an element, all text below it, as it is written.
  package var text: String {
    guard isOpen, let content = xmlNodeGetContent(raw) else { return "" }
    defer { clibxml2_free(content) }
    return String(xml: content)
  }

  /// The text without white space at its ends: what a value of XML Schema is, except for xs:string.
  package var trimmed: String { XMLSpace.trimmed(text) }

  package func attribute(_ name: String, in namespace: String? = nil) -> String? {
    guard isOpen, kind == .element else { return nil }
    let value = namespace.map { xmlGetNsProp(raw, name, $0) } ?? xmlGetNoNsProp(raw, name)
    guard let value else { return nil }
    defer { clibxml2_free(value) }
    return String(xml: value)
  }

  /// The elements below, in order.
  package var elements: [MarkupNode] {
    guard isOpen, [.element, .document].contains(kind) else { return [] }
    var found: [MarkupNode] = []
    var next = raw.pointee.children
    while let node = next {
      if node.pointee.type == XML_ELEMENT_NODE { found.append(MarkupNode(tree, node)) }
      next = node.pointee.next
    }
    return found
  }

  /// The first element below with this name, in this node's namespace.
  package func first(_ name: String) -> MarkupNode? {
    let namespace = namespace
    return elements.first { $0.name == name && $0.namespace == namespace }
  }

  /// What the expression gives from here.
  package func evaluate(_ path: XPath) throws(MarkupRefusal) -> XPathValue {
    guard isOpen else { return .nodes([]) }
    return try tree.paths.evaluate(path, from: raw, in: tree)
  }
}
