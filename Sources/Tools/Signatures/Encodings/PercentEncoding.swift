/// Percent-encoding as ECMAScript's `encodeURIComponent` does it.
package enum PercentEncoding {
  /// Keeps letters, digits and `-_.!~*'()`; every other byte of the UTF-8 text becomes `%XX` in upper case.
  package static func component(_ text: String) -> String {
    var out: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      if kept(byte) {
        out.append(byte)
      } else {
        out += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func kept(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x2D, 0x5F, 0x2E, 0x21, 0x7E, 0x2A, 0x27, 0x28, 0x29: true
    default: false
    }
  }
}
