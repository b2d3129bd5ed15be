import Documents

/// A body laid out for reading, with the node that a failure points at.
struct BodyView {
  /// Larger ones are not laid out, and shown in part.
  private static let longest = 65_536
  private(set) var before = ""
  private(set) var marked: String?
  private(set) var after = ""
  /// `JSON, 912 bytes`
  private(set) var kind: String
  /// Where the marked node stands in the bytes as they were sent.
  private(set) var range: Range<Int>?

  var text: String { before + (marked ?? "") + after }

  init(_ body: [UInt8], marking pointer: JSONPointer? = nil) {
    let size = body.count == 1 ? "1 byte" : "\(body.count) bytes"
    guard body.count <= Self.longest else {
      before = String(decoding: body.prefix(Self.longest), as: UTF8.self)
      after = "\n... \(body.count - Self.longest) bytes more are in the run's folder"
      kind = size
      return
    }
    if let document = try? Document(parsing: body), document.root.kind == .object || document.root.kind == .array {
      kind = "JSON, \(size)"
      layOut(document, pointer)
      return
    }
    let source = String(decoding: body, as: UTF8.self)
    let xml = XMLLayout.text(source)
    before = xml ?? source
    kind = xml == nil ? size : "XML, \(size)"
  }

  private mutating func layOut(_ document: Document, _ pointer: JSONPointer?) {
    let pretty = document.root.json.encoded(pretty: true)
    // The whole body is no node to point at.
    if let pointer, pointer != .root, let sent = document[pointer], let shown = (try? Document(parsing: pretty))?[pointer]?.byteRange {
      range = sent.byteRange
      before = String(decoding: pretty[..<shown.lowerBound], as: UTF8.self)
      marked = String(decoding: pretty[shown], as: UTF8.self)
      after = String(decoding: pretty[shown.upperBound...], as: UTF8.self)
    } else {
      before = String(decoding: pretty, as: UTF8.self)
    }
  }

  static func holds(_ body: [UInt8], _ pointer: JSONPointer) -> Bool {
    guard body.count <= longest, let document = try? Document(parsing: body) else { return false }
    return document[pointer] != nil
  }
}
