/// Base64 and base64url (RFC 4648), strict: one text for each run of bytes, nothing skipped, length bounded.
package struct Base64: Sendable {
  /// What a reader does about `=` at the end.
  package enum Padding: Sendable { case required, forbidden, either }

  private let alphabet: StaticString
  private let padding: Padding

  /// The alphabet of PEM and of most JSON APIs, padded.
  package static let standard = Base64(
    alphabet: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", padding: .required)
  /// The alphabet of JOSE, not padded.
  package static let url = Base64(
    alphabet: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", padding: .forbidden)
  /// Base64url as MOSIP clients write it: some pad, some do not.
  package static let urlEitherPadding = url.reading(.either)

  package func reading(_ padding: Padding) -> Base64 { Base64(alphabet: alphabet, padding: padding) }

  package func encode(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    out.reserveCapacity((bytes.count + 2) / 3 * 4)
    var i = 0
    while i < bytes.count {
      let left = min(3, bytes.count - i)
      var group = UInt32(bytes[i]) << 16
      if left > 1 { group |= UInt32(bytes[i + 1]) << 8 }
      if left > 2 { group |= UInt32(bytes[i + 2]) }
      for k in 0...left { out.append(alphabet.utf8Start[Int(group >> (18 - 6 * UInt32(k)) & 63)]) }
      if padding == .required { for _ in left..<3 { out.append(0x3D) } }
      i += 3
    }
    return String(decoding: out, as: UTF8.self)
  }

  package func encode(_ text: String) -> String { encode(Array(text.utf8)) }

  /// Standard base64 with padding left out or bits astray at the end, which readers of structured fields must take (RFC 9651 4.2.7).
  static func lenient(_ text: String) -> [UInt8]? {
    var digits = Array(text.utf8)
    while digits.last == 0x3D { digits.removeLast() }
    guard digits.count % 4 != 1, text.utf8.count - digits.count <= (4 - digits.count % 4) % 4 else { return nil }
    return standard.unpack(digits, straying: true)
  }

  /// The bytes behind the text; nil for a foreign character, wrong padding, stray bits at the end, or more than `limit` characters.
  package func decode(_ text: String, limit: Int = 64 << 20) -> [UInt8]? {
    var digits = Array(text.utf8)
    guard digits.count <= limit else { return nil }
    let whole = digits.count
    while digits.last == 0x3D, whole - digits.count < 2 { digits.removeLast() }
    let pads = whole - digits.count
    let due = (4 - digits.count % 4) % 4
    guard due < 3 else { return nil }
    switch padding {
    case .required: guard pads == due else { return nil }
    case .forbidden: guard pads == 0 else { return nil }
    case .either: guard pads == 0 || pads == due else { return nil }
    }
    return unpack(digits)
  }

  private func unpack(_ digits: [UInt8], straying: Bool = false) -> [UInt8]? {
    let values = reverse
    var out: [UInt8] = []
    out.reserveCapacity(digits.count / 4 * 3 + 2)
    var group: UInt32 = 0
    var bits = 0
    for digit in digits {
      let value = values[Int(digit)]
      guard value < 64 else { return nil }
      group = group << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        out.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
        group &= (1 << UInt32(bits)) - 1
      }
    }
    return straying || group == 0 ? out : nil
  }

  private var reverse: [UInt8] {
    var values = [UInt8](repeating: 255, count: 256)
    for i in 0..<64 { values[Int(alphabet.utf8Start[i])] = UInt8(i) }
    return values
  }
}
