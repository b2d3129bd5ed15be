/// Bytes as hexadecimal text.
package enum Hex {
  package static func lower(_ bytes: [UInt8]) -> String { text(bytes, "0123456789abcdef") }

  package static func upper(_ bytes: [UInt8]) -> String { text(bytes, "0123456789ABCDEF") }

  /// The bytes behind hexadecimal text of either case; nil when the text is anything else.
  package static func decode(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for i in stride(from: 0, to: digits.count, by: 2) {
      guard let high = value(digits[i]), let low = value(digits[i + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  /// The value of one digit, nil when the byte is none.
  static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x41 + 10
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
  }

  private static func text(_ bytes: [UInt8], _ digits: StaticString) -> String {
    String(unsafeUninitializedCapacity: bytes.count * 2) { room in
      for (i, byte) in bytes.enumerated() {
        room[2 * i] = digits.utf8Start[Int(byte >> 4)]
        room[2 * i + 1] = digits.utf8Start[Int(byte & 15)]
      }
      return bytes.count * 2
    }
  }
}
