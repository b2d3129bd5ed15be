/// The text between the quotes of a JSON string: reading and writing its escapes.
enum JSONText {
  /// What checked text means. A surrogate without its other half reads as U+FFFD.
  static func unescaped(_ text: ArraySlice<UInt8>) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var i = text.startIndex
    while i < text.endIndex {
      guard text[i] == 0x5C else {
        out.append(text[i])
        i += 1
        continue
      }
      let letter = text[i + 1]
      i += 2
      switch letter {
      case 0x62: out.append(0x08)
      case 0x66: out.append(0x0C)
      case 0x6E: out.append(0x0A)
      case 0x72: out.append(0x0D)
      case 0x74: out.append(0x09)
      case 0x75:
        var unit = hex(text, at: i)
        i += 4
        if unit & 0xFC00 == 0xD800, i + 6 <= text.endIndex, text[i] == 0x5C, text[i + 1] == 0x75 {
          let low = hex(text, at: i + 2)
          if low & 0xFC00 == 0xDC00 {
            unit = 0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF)
            i += 6
          }
        }
        out.append(contentsOf: UTF8.encode(Unicode.Scalar(unit) ?? "\u{FFFD}").map(Array.init) ?? [])
      default: out.append(letter)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func hex(_ text: ArraySlice<UInt8>, at start: Int) -> UInt32 {
    text[start..<start + 4].reduce(0) { $0 << 4 | UInt32(hexValue($1) ?? 0) }
  }

  static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  /// Appends a quoted string with the least escapes: what RFC 8785 asks for, too. What stands before the first escape is copied whole.
  static func write(_ text: String, to out: inout [UInt8]) {
    out.append(0x22)
    var text = text
    text.withUTF8 { bytes in
      let at = firstEscaped(bytes)
      out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[..<at]))
      if at < bytes.count { writeEscaped(UnsafeBufferPointer(rebasing: bytes[at...]), to: &out) }
    }
    out.append(0x22)
  }

  /// Whether a text cannot stand between quotes as it is.
  static func hasEscapes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { firstEscaped(bytes) < bytes.count }

  /// The place of the first byte that is escaped; the count where there is none.
  @inline(__always) private static func firstEscaped(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var at = 0
    while at < bytes.count {
      if at + 8 <= bytes.count, !needsEscape(UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: at, as: UInt64.self)) {
        at += 8
      } else if isEscaped(bytes[at]) {
        break
      } else {
        at += 1
      }
    }
    return at
  }

  @inline(__always) private static func isEscaped(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C }

  /// Text that is full of escapes, as JSON within JSON is: piece by piece in a room of its own, so that an array is not asked at each byte.
  private static func writeEscaped(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    let piece = min(bytes.count, 256)
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: piece * longestEscape) { room in
      var start = 0
      while start < bytes.count {
        let end = min(bytes.count, start + piece)
        var count = 0
        for at in start..<end {
          if isEscaped(bytes[at]) {
            count += escape(bytes[at], to: room, at: count)
          } else {
            room[count] = bytes[at]
            count += 1
          }
        }
        out.append(contentsOf: UnsafeBufferPointer(rebasing: UnsafeBufferPointer(room)[..<count]))
        start = end
      }
    }
  }

  /// Whether one of eight bytes is a control character, a quote or a backslash: each byte's highest bit says so for itself.
  private static func needsEscape(_ word: UInt64) -> Bool {
    let (ones, high): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    let (quote, backslash) = (word ^ ones &* 0x22, word ^ ones &* 0x5C)
    return ((word &- ones &* 0x20) & ~word | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash) & high != 0
  }

  private static let longestEscape = 6

  /// Gives how many bytes it wrote.
  private static func escape(_ byte: UInt8, to room: UnsafeMutableBufferPointer<UInt8>, at place: Int) -> Int {
    room[place] = 0x5C
    let letter: UInt8? =
      switch byte {
      case 0x22, 0x5C: byte
      case 0x08: 0x62
      case 0x09: 0x74
      case 0x0A: 0x6E
      case 0x0C: 0x66
      case 0x0D: 0x72
      default: nil
      }
    if let letter {
      room[place + 1] = letter
      return 2
    }
    let digit = { (value: UInt8) -> UInt8 in value < 10 ? 0x30 + value : 0x61 + value - 10 }
    (room[place + 1], room[place + 2], room[place + 3]) = (0x75, 0x30, 0x30)
    (room[place + 4], room[place + 5]) = (digit(byte >> 4), digit(byte & 15))
    return longestEscape
  }
}
