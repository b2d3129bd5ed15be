/// Forms as the URL Standard reads them (application/x-www-form-urlencoded): of a query or a body. Never refuses: what is no escape is text.
package enum FormParameters {
  /// Names and values, decoded, in their order.
  package static func fields(_ form: String) -> [(name: String, value: String)] {
    form.split(separator: "&").map { part in
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(decoding: decoded(sides[0]), as: UTF8.self), sides.count > 1 ? String(decoding: decoded(sides[1]), as: UTF8.self) : "")
    }
  }

  /// The same, encoded again in one way (RFC 9421 section 2.2.8).
  static func pairs(_ query: String) -> [(name: String, value: String)] {
    fields(query).map { (recoded($0.name), recoded($0.value)) }
  }

  /// Percent-encoded but for letters, digits and `*-._`.
  private static func recoded(_ text: String) -> String {
    var out: [UInt8] = []
    for byte in text.utf8 {
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
