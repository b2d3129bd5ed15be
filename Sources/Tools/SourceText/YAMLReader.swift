/// Reads one YAML document into nodes; refuses what would surprise an author or exhaust us.
package struct YAMLReader: Sendable {
  /// What a file may ask of us.
  package struct Bounds: Sendable {
    package var bytes = 4 << 20
    package var depth = 64
    package var nodes = 400_000

    package init() {}
  }

  package var bounds: Bounds

  package init(bounds: Bounds = Bounds()) { self.bounds = bounds }

  package func read(_ bytes: [UInt8], name: String) -> Diagnosed<Node> {
    guard bytes.count <= bounds.bytes else {
      let file = SourceFile(name: name, text: "")
      return Diagnosed(nil, [Diagnostic(.tooLarge, "the file has \(bytes.count) bytes, more than \(bounds.bytes)", at: file.start)])
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { return notUTF8(bytes, name) }
    return read(SourceFile(name: name, text: text))
  }

  package func read(_ file: SourceFile) -> Diagnosed<Node> {
    guard file.text.utf8.count <= bounds.bytes else {
      return Diagnosed(nil, [Diagnostic(.tooLarge, "the text has more than \(bounds.bytes) bytes", at: file.start)])
    }
    let early = TextScan(file).diagnostics
    guard early.isEmpty else { return Diagnosed(nil, early) }
    var walk = YAMLWalk(file: file, bounds: bounds)
    let root = walk.document()
    return Diagnosed(walk.diagnostics.contains { $0.severity == .error } ? nil : root, walk.diagnostics)
  }

  /// The text up to the first bad byte tells where it stands.
  private func notUTF8(_ bytes: [UInt8], _ name: String) -> Diagnosed<Node> {
    var good = String(decoding: bytes, as: UTF8.self)
    if let bad = good.unicodeScalars.firstIndex(where: { $0 == "\u{FFFD}" }) { good = String(good[..<bad]) }
    let file = SourceFile(name: name, text: good + "\u{FFFD}")
    let point = SourcePoint(line: file.lineCount, column: max(1, file.line(file.lineCount).unicodeScalars.count))
    return Diagnosed(nil, [Diagnostic(.notUTF8, "this is not UTF-8", at: SourceSpan(file: file, start: point))])
  }
}
