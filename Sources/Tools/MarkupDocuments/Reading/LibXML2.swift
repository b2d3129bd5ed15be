import CLibXML2

/// The library itself: made ready once a process, whoever comes first.
enum LibXML2 {
  static let ready: Void = clibxml2_begin()
}

extension String {
  /// Text of libxml2, which is always UTF-8; empty for none.
  init(xml text: UnsafePointer<xmlChar>?) {
    self = text.map { String(cString: $0) } ?? ""
  }
}
