/// Finds what a message itself calls a secret: `client_secret=...` in a form, `"access_token": "..."` in JSON. Pure; one pass over the bytes.
struct NamedSecrets {
  /// OAuth 2 (RFC 6749 §4.4, §5.1, §6), OpenID Connect and the usual names of passwords.
  static let names = [
    "client_secret", "access_token", "refresh_token", "id_token", "client_assertion", "password", "license_key", "licenseKey",
  ]
  .map { Array($0.utf8) }

  /// The ranges of the values, in order. A value that is not closed ends with the bytes.
  static func ranges(in body: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var i = 0
    while let next = candidate(body, from: i) {
      i = next
      guard let name = names.first(where: { starts(body, with: $0, at: i) }), i == 0 || !isWord(body[i - 1]) else {
        i += 1
        continue
      }
      i += name.count
      if let value = formValue(body, at: i) ?? jsonValue(body, at: i) {
        if !value.isEmpty { found.append(value) }
        i = value.upperBound
      }
    }
    return found
  }

  /// The next place where a name may start, by its first two letters: every byte of every body is asked this.
  private static func candidate(_ body: [UInt8], from start: Int) -> Int? {
    body.withUnsafeBufferPointer { bytes in
      var i = start
      while i + 1 < bytes.count {
        switch (bytes[i], bytes[i + 1]) {
        case (0x63, 0x6C), (0x61, 0x63), (0x72, 0x65), (0x69, 0x64), (0x70, 0x61), (0x6C, 0x69): return i
        default: i += 1
        }
      }
      return nil
    }
  }
  private static func starts(_ body: [UInt8], with name: [UInt8], at i: Int) -> Bool {
    body[i] == name[0] && i + name.count <= body.count && body[i..<i + name.count].elementsEqual(name)
  }
  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
    default: false
    }
  }
  private static func formValue(_ body: [UInt8], at i: Int) -> Range<Int>? {
    guard i < body.count, body[i] == UInt8(ascii: "=") else { return nil }
    let end = body[(i + 1)...].firstIndex { $0 == UInt8(ascii: "&") || $0 <= 0x20 || $0 == UInt8(ascii: "\"") } ?? body.count
    return i + 1..<end
  }
  private static func jsonValue(_ body: [UInt8], at i: Int) -> Range<Int>? {
    guard i < body.count, body[i] == UInt8(ascii: "\"") else { return nil }
    let colon = skip(body, from: i + 1)
    guard colon < body.count, body[colon] == UInt8(ascii: ":") else { return nil }
    let quote = skip(body, from: colon + 1)
    guard quote < body.count, body[quote] == UInt8(ascii: "\"") else { return nil }
    var end = quote + 1
    while end < body.count, body[end] != UInt8(ascii: "\"") { end += body[end] == UInt8(ascii: "\\") ? 2 : 1 }
    return quote + 1..<min(end, body.count)
  }
  private static func skip(_ body: [UInt8], from i: Int) -> Int { body[min(i, body.count)...].firstIndex { $0 > 0x20 } ?? body.count }
}
