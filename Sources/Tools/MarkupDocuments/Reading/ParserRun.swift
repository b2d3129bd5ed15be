import CLibXML2

/// One reading of one source: libxml2's SAX2 parser, the bounds, and a visitor who is told of each piece.
///
/// Nothing else in this room parses. A DOCTYPE ends the reading; entities are never declared, so never expanded.
/// A refusal is noted and the rest falls silent: the source then ends early, because stopping within a callback would
/// pull the buffer away from under a validator that listens too.
final class ParserRun {
  let context: xmlParserCtxtPtr
  let bounds: MarkupBounds
  let visitor: Visitor
  let state: UnsafeMutablePointer<State>
  /// The column of each element costs a look back at each.
  private let wantsColumns: Bool

  /// What changes. Behind a pointer: the callbacks are the hot loop of large files.
  struct State {
    /// What libxml2 holds on to is the state, and through it the run.
    var run: Unmanaged<ParserRun>?
    var feed: ByteFeed
    var open: OpenElements
    /// Nodes in memory.
    var nodes = 0
    /// Bytes read when the last piece was told.
    var told = 0
    var refusal: MarkupRefusal?
    /// Refused, or the visitor has seen enough: nobody is told any more. Kept beside the refusal, whose texts are dear to look at.
    var isSilent = false
  }

  private init(context: xmlParserCtxtPtr, bounds: MarkupBounds, visitor: Visitor, state: UnsafeMutablePointer<State>, wantsColumns: Bool) {
    (self.context, self.bounds, self.visitor, self.state) = (context, bounds, visitor, state)
    self.wantsColumns = wantsColumns
  }

  /// Reads to the end, or throws the first thing that is wrong. `validator` listens to the same events.
  static func read(
    _ source: MarkupSource, _ visitor: Visitor, bounds: MarkupBounds, validator: StreamValidator? = nil
  ) throws(MarkupRefusal) {
    LibXML2.ready
    let feed = try ByteFeed(source)
    defer { feed.close() }
    if case .bytes(let bytes) = source, bytes.count > bounds.bytes { throw tooLarge(bounds) }
    let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
    state.initialize(to: State(feed: feed, open: OpenElements(depth: bounds.depth)))
    defer {
      state.pointee.open.free()
      state.deinitialize(count: 1)
      state.deallocate()
    }
    var handler = SAXHandlers.make(builds: visitor.builds)
    guard let context = clibxml2_parser(&handler, state, SAXHandlers.pull) else {
      throw MarkupRefusal(.unreadable, "libxml2 has no memory for a parser")
    }
    let run = ParserRun(
      context: context, bounds: bounds, visitor: visitor, state: state, wantsColumns: visitor.builds || validator != nil)
    state.pointee.run = Unmanaged.passUnretained(run)
    defer { clibxml2_parser_free(context) }
    try withExtendedLifetime(run) { () throws(MarkupRefusal) in try run.parse(validator) }
  }

  private func parse(_ validator: StreamValidator?) throws(MarkupRefusal) {
    var first: MarkupRefusal?
    ErrorEar.listening { error in
      if let validator, validator.hears(error, at: { self.place }) { return }
      if first == nil, !error.isWarning, !self.state.pointee.isSilent {
        first = MarkupRefusal(parsing: error, at: self.state.pointee.open.path)
      }
    } during: {
      visitor.begin(self)
      let joined = validator?.join(context) ?? true
      if joined { xmlParseDocument(context) }
      validator?.leave()
      visitor.finish(self)
      if !joined { refuse(MarkupRefusal(.schema, "libxml2 cannot validate while it streams")) }
    }
    if let refusal = state.pointee.refusal { throw refusal }
    if state.pointee.isSilent { return }
    if let first { throw first }
    guard context.pointee.wellFormed != 0, context.pointee.nsWellFormed != 0 else {
      throw MarkupRefusal(.grammar, "this is not well-formed XML", at: place)
    }
  }

  /// Notes the first refusal.
  func refuse(_ refusal: MarkupRefusal) {
    if state.pointee.isSilent { return }
    state.pointee.refusal = refusal
    state.pointee.isSilent = true
  }

  func refuse(_ code: MarkupRefusal.Code, _ why: String) { refuse(MarkupRefusal(code, why, at: place)) }

  /// Ends the reading without a complaint: the visitor has seen enough.
  func stop() { state.pointee.isSilent = true }

  static func tooLarge(_ bounds: MarkupBounds) -> MarkupRefusal {
    MarkupRefusal(.size, "the document is larger than \(bounds.bytes) bytes")
  }
}

extension ParserRun {
  /// The innermost element, or that which has just ended.
  var place: MarkupPlace {
    guard let frame = state.pointee.open.current else { return MarkupPlace(line: Int(line)) }
    return MarkupPlace(line: Int(frame.line), column: Int(frame.column), path: state.pointee.open.path)
  }

  var line: Int32 { context.pointee.input.map { $0.pointee.line } ?? 0 }

  /// Line and column of the `<` that was read last. Within a start tag libxml2 stands behind the attributes, and no attribute holds a `<`.
  private var opening: (line: Int32, column: Int32) {
    guard let input = context.pointee.input?.pointee, let base = input.base, var at = input.cur else { return (line, 0) }
    var (line, column, sameLine) = (input.line, input.col, true)
    while at > base {
      at -= 1
      if at.pointee == 0x0A {
        line -= 1
        sameLine = false
      } else if sameLine, at.pointee & 0xC0 != 0x80 {
        column -= 1
      }
      if at.pointee == 0x3C { break }
    }
    if sameLine { return (line, column) }
    // The tag began on a line before: its column is the way back to the end of the line above.
    column = 1
    while at > base {
      at -= 1
      if at.pointee == 0x0A { return (line, column) }
      if at.pointee & 0xC0 != 0x80 { column += 1 }
    }
    return (line, line == 1 ? column : 0)
  }

  // What libxml2 tells, in its order.

  @inline(__always)
  func started(_ element: ElementStart) {
    if state.pointee.isSilent { return }
    state.pointee.told = state.pointee.feed.given
    let at = wantsColumns ? opening : (line, 0)
    guard state.pointee.open.push(element, line: at.line, column: at.column) else {
      return refuse(.depth, "elements are nested more than \(bounds.depth) deep")
    }
    if element.attributeCount + element.namespaceCount > 0 { check(element) }
    if !state.pointee.isSilent { visitor.start(element, self) }
  }

  private func check(_ element: ElementStart) {
    if Int(element.attributeCount) + Int(element.namespaceCount) > bounds.attributes {
      refuse(.attributes, "the element has more than \(bounds.attributes) attributes and namespaces")
    } else if element.longestAttribute > bounds.attribute {
      refuse(.attributes, "the element has an attribute of more than \(bounds.attribute) bytes")
    }
  }

  @inline(__always)
  func ended(_ local: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?) {
    if state.pointee.isSilent { return }
    state.pointee.told = state.pointee.feed.given
    visitor.end(local, prefix, uri, self)
    state.pointee.open.pop()
  }

  @inline(__always)
  func wrote(_ bytes: UnsafePointer<xmlChar>, _ count: Int32) {
    if state.pointee.isSilent { return }
    state.pointee.told = state.pointee.feed.given
    state.pointee.open.settle()
    visitor.text(bytes, count, self)
  }

  func commented(_ text: UnsafePointer<xmlChar>) {
    if state.pointee.isSilent { return }
    state.pointee.told = state.pointee.feed.given
    visitor.comment(text, self)
  }

  func instructed(_ target: UnsafePointer<xmlChar>, _ data: UnsafePointer<xmlChar>?) {
    if state.pointee.isSilent { return }
    state.pointee.told = state.pointee.feed.given
    visitor.instruction(target, data, self)
  }

  func declaredDocumentType() {
    refuse(.doctype, "the document has a DOCTYPE declaration")
    // Safe here, and it keeps what is declared from being read at all.
    xmlStopParser(context)
  }

  /// More bytes for libxml2: their number, 0 at the end, -1 when it must end.
  func pull(_ space: UnsafeMutableRawBufferPointer) -> Int {
    if state.pointee.isSilent { return 0 }
    let waiting = state.pointee.feed.given - state.pointee.told
    let inSection = [XML_PARSER_CDATA_SECTION, XML_PARSER_COMMENT, XML_PARSER_PI].contains(context.pointee.instate)
    if waiting > (inSection ? bounds.section : bounds.tag) + space.count {
      refuse(.token, "a tag, comment or section is longer than \(inSection ? bounds.section : bounds.tag) bytes")
      return 0
    }
    guard let count = state.pointee.feed.read(into: space) else {
      refuse(.unreadable, "the file cannot be read further: \(ByteFeed.reason)")
      return 0
    }
    if state.pointee.feed.given > bounds.bytes {
      refuse(ParserRun.tooLarge(bounds))
      return 0
    }
    return count
  }

  /// Counts a node that stays in memory. False when there are too many.
  @inline(__always)
  func keep(_ count: Int) -> Bool {
    state.pointee.nodes += count
    if state.pointee.nodes <= bounds.nodes { return true }
    refuse(.nodes, "more than \(bounds.nodes) nodes are in memory at once")
    return false
  }
}
