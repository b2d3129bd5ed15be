import CLibXML2

/// Builds one record at a time below the elements that are open around it, shows it, and frees it.
final class RecordVisitor: Visitor {
  typealias Show = (MarkupRecord) -> Result<MarkupRecords.Wish, MarkupRefusal>

  private let path: ElementPath
  private var show: Show?
  private var names: [InternedName] = []
  /// How many names of the path are open.
  private var matched = 0
  /// Open elements that are on no path and not in a record.
  private var astray = 0
  /// Open elements of the record, itself included; 0 outside.
  private var inRecord = 0
  private var number = 0
  private var nodesAround = 0
  private var base: MarkupTree.RecordBase?
  private var paths: PathEvaluator?

  init(_ path: ElementPath, _ show: @escaping Show) { (self.path, self.show) = (path, show) }

  func letGo() { show = nil }

  override var builds: Bool { true }

  override func begin(_ run: ParserRun) { names = path.names.map { InternedName($0, run.context) } }

  override func start(_ element: ElementStart, _ run: ParserRun) {
    if inRecord > 0 {
      inRecord += 1
    } else if astray > 0 || matched >= names.count || !names[matched].matches(element) {
      astray += 1
      return
    } else {
      matched += 1
      if matched == names.count {
        inRecord = 1
        nodesAround = run.state.pointee.nodes
      }
    }
    guard run.keep(1 + Int(element.attributeCount)) else { return }
    TreeBuilder.build(element, run)
    if inRecord == 1, let node = run.context.pointee.node { base = MarkupTree.RecordBase(node: node, path: run.place.path) }
  }

  override func end(_ element: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?, _ run: ParserRun)
  {
    if astray > 0 {
      astray -= 1
      return
    }
    guard let node = run.context.pointee.node else { return }
    if inRecord == 1 { present(run) }
    xmlSAX2EndElementNs(run.context, element, prefix, uri)
    if inRecord > 1 {
      inRecord -= 1
      return
    }
    // A record, or an element around records: nothing of it is needed any more.
    if inRecord == 1 { run.state.pointee.nodes = nodesAround }
    inRecord = 0
    matched -= 1
    if matched > 0 {
      xmlUnlinkNode(node)
      xmlFreeNode(node)
    }
  }

  private func present(_ run: ParserRun) {
    guard let document = run.context.pointee.myDoc, let base, let show else { return }
    number += 1
    let paths = paths ?? PathEvaluator(document)
    self.paths = paths
    let tree = MarkupTree(record: base, in: document, paths: paths)
    defer { tree.close() }
    switch show(MarkupRecord(number: number, root: MarkupNode(tree, base.node))) {
    case .success(.next): break
    case .success(.stop): run.stop()
    case .failure(let refusal): run.refuse(refusal)
    }
  }

  override func text(_ bytes: UnsafePointer<xmlChar>, _ count: Int32, _ run: ParserRun) {
    guard inRecord > 0, run.keep(run.context.pointee.node?.pointee.last?.pointee.type == XML_TEXT_NODE ? 0 : 1) else { return }
    xmlSAX2Characters(run.context, bytes, count)
  }

  override func comment(_ text: UnsafePointer<xmlChar>, _ run: ParserRun) {
    if inRecord > 0, run.keep(1) { xmlSAX2Comment(run.context, text) }
  }

  override func finish(_ run: ParserRun) { paths?.close() }
}
