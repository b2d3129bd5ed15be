import CLibXML2

/// Validates what a parser tells, event by event.
final class StreamValidator {
  private let handle: SchemaHandle
  private var context: xmlSchemaValidCtxtPtr?
  private var plug: xmlSchemaSAXPlugPtr?
  private(set) var report = SchemaReport()

  init(_ handle: SchemaHandle) { self.handle = handle }

  /// Puts itself between the parser and its handler. False where libxml2 cannot.
  func join(_ parser: xmlParserCtxtPtr) -> Bool {
    guard let context = handle.makeContext() else { return false }
    self.context = context
    plug = xmlSchemaSAXPlug(context, &parser.pointee.sax, &parser.pointee.userData)
    return plug != nil
  }

  func leave() {
    if let plug { xmlSchemaSAXUnplug(plug) }
    plug = nil
    if let context { xmlSchemaFreeValidCtxt(context) }
    context = nil
  }

  deinit { leave() }

  /// Takes an error if it is the validator's.
  func hears(_ error: LibraryError, at place: () -> MarkupPlace) -> Bool {
    guard error.domain == Int32(XML_FROM_SCHEMASV.rawValue) else { return false }
    report.add(error, at: place)
    return true
  }
}
