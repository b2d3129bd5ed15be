/// How the bytes of a table are text. UTF-16 is refused: whatever writes it can write UTF-8.
package enum CSVEncoding: Hashable, Sendable, CaseIterable {
  /// With or without a byte order mark.
  case utf8
  /// ISO 8859-1.
  case latin1
  /// What older spreadsheets call ANSI; five bytes of it mean nothing and are refused.
  case windows1252

  var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .latin1: "Latin-1"
    case .windows1252: "Windows-1252"
    }
  }

  /// Whether the byte begins a character, for counting columns.
  func begins(_ byte: UInt8) -> Bool { self != .utf8 || byte & 0xC0 != 0x80 }

  /// Nil, or the offset of the first byte that is not of this encoding.
  func firstWrong(in bytes: ArraySlice<UInt8>) -> Int? {
    switch self {
    case .latin1: return nil
    case .windows1252:
      return bytes.firstIndex { (0x80..<0xA0).contains($0) && Self.upper[Int($0) - 0x80] == 0 }.map { $0 - bytes.startIndex }
    case .utf8:
      do throws(UTF8Flaw) {
        try bytes.withUnsafeBufferPointer { buffer throws(UTF8Flaw) in try UTF8Check.check(buffer) }
        return nil
      } catch { return error.offset }
    }
  }

  /// Checked bytes as text.
  func text(_ bytes: some Sequence<UInt8>) -> String {
    if self == .utf8 { return String(decoding: Array(bytes), as: UTF8.self) }
    var out = String.UnicodeScalarView()
    for byte in bytes {
      let value = self == .windows1252 && (0x80..<0xA0).contains(byte) ? Self.upper[Int(byte) - 0x80] : UInt16(byte)
      out.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return String(out)
  }

  /// 0x80 to 0x9F of Windows-1252; 0 for what it leaves open.
  private static let upper: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}
