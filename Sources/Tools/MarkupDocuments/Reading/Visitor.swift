import CLibXML2

/// Who is told of each piece of a document while it is read. Runs within libxml2's callbacks: it may refuse, and must not wait.
class Visitor {
  /// Once, before the first byte.
  func begin(_ run: ParserRun) {}
  func start(_ element: ElementStart, _ run: ParserRun) {}
  func end(_ element: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?, _ run: ParserRun) {}
  func text(_ bytes: UnsafePointer<xmlChar>, _ count: Int32, _ run: ParserRun) {}
  func comment(_ text: UnsafePointer<xmlChar>, _ run: ParserRun) {}
  func instruction(_ target: UnsafePointer<xmlChar>, _ data: UnsafePointer<xmlChar>?, _ run: ParserRun) {}
  /// Once, after the last byte, also when the document is refused.
  func finish(_ run: ParserRun) {}
  /// Whether the visitor builds a tree.
  var builds: Bool { false }
}
