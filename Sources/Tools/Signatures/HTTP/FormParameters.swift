/// The query read as a form (URL Standard, application/x-www-form-urlencoded), names and values encoded again in one way.
enum FormParameters {
  static func pairs(_ query: String) -> [(name: String, value: String)] {
    query.split(separator: "&").map { part in
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (recoded(sides[0]), recoded(sides.count > 1 ? sides[1] : ""))
    }
  }

  /// Decoded, then percent-encoded but for letters, digits and `*-._`.
  private static func recoded(_ text: Substring) -> String {
    var out: [UInt8] = []
    for byte in decoded(text) {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2A, 0x2D, 0x2E, 0x5F: out.append(byte)
      default: out += Array("%\(Hex.upper([byte]))".utf8)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Bytes that are not UTF-8 become U+FFFD, as in the URL Standard.
  private static func decoded(_ text: Substring) -> [UInt8] {
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var i = 0
    while i < bytes.count {
      if bytes[i] == 0x25, i + 2 < bytes.count, let high = Hex.value(bytes[i + 1]), let low = Hex.value(bytes[i + 2]) {
        out.append(high << 4 | low)
        i += 3
      } else {
        out.append(bytes[i] == 0x2B ? 0x20 : bytes[i])
        i += 1
      }
    }
    return Array(String(decoding: out, as: UTF8.self).utf8)
  }
}
