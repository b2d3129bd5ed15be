import CLibXML2

/// Builds the whole document, and keeps where each element began.
final class TreeBuilder: Visitor {
  private var document: xmlDocPtr?
  override var builds: Bool { true }

  deinit {
    if let document { xmlFreeDoc(document) }
  }

  /// The tree; from then on the caller's to free.
  func take() -> xmlDocPtr? {
    defer { document = nil }
    return document
  }

  override func finish(_ run: ParserRun) {
    document = run.context.pointee.myDoc
    run.context.pointee.myDoc = nil
  }

  override func start(_ element: ElementStart, _ run: ParserRun) {
    guard run.keep(1 + Int(element.attributeCount)) else { return }
    Self.build(element, run)
  }

  override func end(_ element: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?, _ run: ParserRun)
  {
    xmlSAX2EndElementNs(run.context, element, prefix, uri)
  }

  override func text(_ bytes: UnsafePointer<xmlChar>, _ count: Int32, _ run: ParserRun) {
    guard run.keep(run.context.pointee.node?.pointee.last?.pointee.type == XML_TEXT_NODE ? 0 : 1) else { return }
    xmlSAX2Characters(run.context, bytes, count)
  }

  override func comment(_ text: UnsafePointer<xmlChar>, _ run: ParserRun) {
    if run.keep(1) { xmlSAX2Comment(run.context, text) }
  }

  override func instruction(_ target: UnsafePointer<xmlChar>, _ data: UnsafePointer<xmlChar>?, _ run: ParserRun) {
    if run.keep(1) { xmlSAX2ProcessingInstruction(run.context, target, data) }
  }

  static func build(_ element: ElementStart, _ run: ParserRun) {
    xmlSAX2StartElementNs(
      run.context, element.local, element.prefix, element.uri, element.namespaceCount, element.namespaces, element.attributeCount,
      element.defaultedCount, element.attributes)
    guard let node = run.context.pointee.node, let frame = run.state.pointee.open.current else { return }
    node.pointee._private = NodeMark(line: frame.line, column: frame.column).packed
  }
}

/// Line and column of an element, in the pointer that libxml2 leaves to its user: its own field for lines ends at 65,535.
struct NodeMark {
  let line: Int
  let column: Int
  private static let columnBits = 20

  init(line: Int32, column: Int32) {
    (self.line, self.column) = (max(0, Int(line)), max(0, Int(column)))
  }

  init(_ node: xmlNodePtr) {
    let packed = Int(bitPattern: node.pointee._private)
    (line, column) = (packed >> Self.columnBits, packed & (1 << Self.columnBits - 1))
  }

  var packed: UnsafeMutableRawPointer? {
    UnsafeMutableRawPointer(bitPattern: line << Self.columnBits | (column < 1 << Self.columnBits ? column : 0))
  }
}
