/// What is refused before the YAML parser sees it: it would be slow, endless, or badly explained there.
struct TextScan {
  private(set) var diagnostics: [Diagnostic] = []
  private let file: SourceFile

  init(_ file: SourceFile) {
    self.file = file
    tabs()
    aliases()
  }

  private mutating func tabs() {
    for number in 1...file.lineCount where diagnostics.count < 20 {
      let line = file.line(number)
      let indent = line.prefix { $0 == " " || $0 == "\t" }
      guard indent.count < line.count, let tab = indent.firstIndex(of: "\t") else { continue }
      let column = line.distance(from: line.startIndex, to: tab) + 1
      let span = SourceSpan(file: file, start: SourcePoint(line: number, column: column))
      diagnostics.append(Diagnostic(.tab, "this line is indented with a tab", at: span))
    }
  }

  /// A few aliases can do no harm before they are refused one by one; many that build on each other can.
  private mutating func aliases() {
    var anchors = 0
    var aliases = 0
    for number in 1...file.lineCount {
      var before: UInt8 = 32
      var column = 0
      let line = Array(file.line(number).utf8)
      for (at, byte) in line.enumerated() {
        if byte & 0xC0 != 0x80 { column += 1 }
        defer { before = byte }
        guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"), at + 1 < line.count else { continue }
        guard [32, 91, 123, 44, 58].contains(before), isWord(line[at + 1]) else { continue }
        if byte == UInt8(ascii: "&") { anchors += 1 } else { aliases += 1 }
        guard aliases > 16, anchors > 0 else { continue }
        let span = SourceSpan(file: file, start: SourcePoint(line: number, column: column))
        diagnostics.append(Diagnostic(.anchor, "the file is full of anchors and aliases", at: span))
        return
      }
    }
  }

  private func isWord(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95 || byte >= 0x80
  }
}
