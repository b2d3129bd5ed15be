/// White space as XML knows it: space, tab, line feed, carriage return. Nothing else of Unicode.
enum XMLSpace {
  @inline(__always)
  static func holds(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  static func trimmed(_ text: String) -> String {
    let utf8 = text.utf8
    guard let first = utf8.firstIndex(where: { !holds($0) }), let last = utf8.lastIndex(where: { !holds($0) }) else { return "" }
    return String(text[first...last])
  }
}
