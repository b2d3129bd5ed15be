/// Text made safe for HTML, SVG and XML: by scalar, so that a combining mark cannot hide a quote from us.
package enum Markup {
  /// For element content and double-quoted attributes alike.
  package static func escape(_ text: some StringProtocol) -> String {
    var out = ""
    out.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars { append(scalar, to: &out) }
    return out
  }

  private static func append(_ scalar: Unicode.Scalar, to out: inout String) {
    switch scalar {
    case "<": out += "&lt;"
    case ">": out += "&gt;"
    case "&": out += "&amp;"
    case "\"": out += "&quot;"
    case "'": out += "&#39;"
    case "\t", "\n": out.unicodeScalars.append(scalar)
    case "\r": out += "&#13;"
    default:
      if isShown(scalar.value) { out.unicodeScalars.append(scalar) } else { out += "\u{27E8}U+\(hex(scalar.value))\u{27E9}" }
    }
  }

  /// Control characters, what XML forbids, and what turns the direction of text are written out: `⟨U+202E⟩`.
  static func isShown(_ value: UInt32) -> Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE...0xFFFF: false
    default: true
    }
  }

  private static func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
