import CLibXML2

extension MarkupNode {
  /// Line, column and path. For an attribute or text, line and column of its element.
  package var place: MarkupPlace { tree.document == nil ? MarkupPlace() : Self.place(of: raw, record: tree.base) }

  static func place(of raw: xmlNodePtr, record: MarkupTree.RecordBase? = nil) -> MarkupPlace {
    var steps: [String] = []
    var start = ""
    var marked: xmlNodePtr?
    var next: xmlNodePtr? = raw
    while let node = next, node.pointee.type != XML_DOCUMENT_NODE {
      if marked == nil, node.pointee.type == XML_ELEMENT_NODE { marked = node }
      if let record, node == record.node {
        start = record.path
        break
      }
      steps.append(step(node))
      next = node.pointee.parent
    }
    let path = start + steps.reversed().map { "/" + $0 }.joined()
    guard let marked else { return MarkupPlace(path: path) }
    let mark = NodeMark(marked)
    return MarkupPlace(line: mark.line, column: mark.column, path: path)
  }

  private static func step(_ node: xmlNodePtr) -> String {
    switch node.pointee.type {
    case XML_ELEMENT_NODE: name(node) + index(node)
    case XML_ATTRIBUTE_NODE: "@" + name(node)
    case XML_COMMENT_NODE: "comment()"
    case XML_PI_NODE: "processing-instruction()"
    default: "text()"
    }
  }

  private static func name(_ node: xmlNodePtr) -> String {
    let prefix = node.pointee.ns?.pointee.prefix
    return (prefix.map { String(xml: $0) + ":" } ?? "") + String(xml: node.pointee.name)
  }

  /// `[3]` for the third of siblings with the same name, nothing for an only one.
  private static func index(_ node: xmlNodePtr) -> String {
    func isTwin(_ other: xmlNodePtr) -> Bool {
      other.pointee.type == XML_ELEMENT_NODE && xmlStrEqual(other.pointee.name, node.pointee.name) != 0
        && xmlStrEqual(other.pointee.ns?.pointee.href, node.pointee.ns?.pointee.href) != 0
    }
    var count = 1
    var before = node.pointee.prev
    while let other = before {
      if isTwin(other) { count += 1 }
      before = other.pointee.prev
    }
    if count > 1 { return "[\(count)]" }
    var after = node.pointee.next
    while let other = after {
      if isTwin(other) { return "[1]" }
      after = other.pointee.next
    }
    return ""
  }
}
