import CLibXML2

/// A name in a parser's own dictionary: compared by pointer.
struct InternedName {
  let local: UnsafePointer<xmlChar>?
  let uri: UnsafePointer<xmlChar>?

  init(_ name: MarkupName, _ parser: xmlParserCtxtPtr) {
    local = xmlDictLookup(parser.pointee.dict, name.local, -1)
    uri = name.namespace.isEmpty ? nil : xmlDictLookup(parser.pointee.dict, name.namespace, -1)
  }

  @inline(__always)
  func matches(_ element: ElementStart) -> Bool { element.local == local && element.uri == uri }
}
