struct UTF8Flaw: Error { let offset: Int }

/// Whether bytes are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
enum UTF8Check {
  static func check(_ bytes: UnsafeBufferPointer<UInt8>) throws(UTF8Flaw) {
    var i = 0
    while i < bytes.count {
      let lead = bytes[i]
      if lead < 0x80 {
        i += 1
        continue
      }
      let (length, second): (Int, ClosedRange<UInt8>)
      switch lead {
      case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      default: throw UTF8Flaw(offset: i)
      }
      guard i + length <= bytes.count, second.contains(bytes[i + 1]) else { throw UTF8Flaw(offset: i) }
      for place in i + 2..<max(i + 2, i + length) where bytes[place] & 0xC0 != 0x80 { throw UTF8Flaw(offset: i) }
      i += length
    }
  }
}
