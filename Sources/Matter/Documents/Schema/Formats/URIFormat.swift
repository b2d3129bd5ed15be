/// The grammar of RFC 3986, and of RFC 3987 for IRIs.
struct URIFormat {
  typealias Text = Slice<UnsafeBufferPointer<UInt8>>

  let isIRI: Bool

  func accepts(_ text: Text, needsScheme: Bool) -> Bool {
    var rest = text
    if let hash = rest.firstIndex(of: 0x23) {
      guard isMade(rest[(hash + 1)...], of: "/?:@") else { return false }
      rest = rest[..<hash]
    }
    if let mark = rest.firstIndex(of: 0x3F) {
      guard isMade(rest[(mark + 1)...], of: "/?:@") else { return false }
      rest = rest[..<mark]
    }
    var hasScheme = false
    if let end = rest.firstIndex(where: { $0 == 0x3A || $0 == 0x2F }), rest[end] == 0x3A {
      // A relative path has no colon in its first segment, so this is a scheme or nothing.
      guard isScheme(rest[..<end]) else { return false }
      hasScheme = true
      rest = rest[(end + 1)...]
    }
    guard hasScheme || !needsScheme else { return false }
    if rest.starts(with: [0x2F, 0x2F]) {
      let start = rest.index(rest.startIndex, offsetBy: 2)
      let end = rest[start...].firstIndex(of: 0x2F) ?? rest.endIndex
      guard isAuthority(rest[start..<end]) else { return false }
      rest = rest[end...]
    }
    return isMade(rest, of: "/:@")
  }

  private func isScheme(_ text: Text) -> Bool {
    guard let first = text.first, FormatScanner.isLetter(first) else { return false }
    return text.allSatisfy { FormatScanner.isAlphanumeric($0) || "+-.".utf8.contains($0) }
  }

  private func isAuthority(_ text: Text) -> Bool {
    var rest = text
    if let at = rest.firstIndex(of: 0x40) {
      guard isMade(rest[..<at], of: ":") else { return false }
      rest = rest[(at + 1)...]
    }
    if rest.first == 0x5B {
      guard let end = rest.firstIndex(of: 0x5D), isLiteral(rest[(rest.startIndex + 1)..<end]) else { return false }
      let port = rest[(end + 1)...]
      return port.isEmpty || (port.first == 0x3A && port.dropFirst().allSatisfy(FormatScanner.isDigit))
    }
    let colon = rest.firstIndex(of: 0x3A) ?? rest.endIndex
    return isMade(rest[..<colon], of: "") && rest[colon...].dropFirst().allSatisfy(FormatScanner.isDigit)
  }

  private func isLiteral(_ text: Text) -> Bool {
    guard let first = text.first, first | 0x20 == 0x76 else { return HostFormats.isIPv6(text) }
    guard let dot = text.firstIndex(of: 0x2E) else { return false }
    let (version, rest) = (text[(text.startIndex + 1)..<dot], text[(dot + 1)...])
    return !version.isEmpty && version.allSatisfy(FormatScanner.isHex) && !rest.isEmpty && !rest.contains(0x25) && isMade(rest, of: ":")
  }

  /// Unreserved characters, sub-delimiters, percent-encodings, and the extra ones.
  private func isMade(_ text: Text, of extra: StaticString) -> Bool {
    var i = text.startIndex
    while i < text.endIndex {
      let byte = text[i]
      if byte == 0x25 {
        guard i + 2 < text.endIndex, FormatScanner.isHex(text[i + 1]), FormatScanner.isHex(text[i + 2]) else { return false }
        i += 2
      } else if byte >= 0x80 {
        guard isIRI else { return false }
      } else if !FormatScanner.isAlphanumeric(byte), !Self.plain.contains(byte),
        !extra.withUTF8Buffer({ $0.contains(byte) })
      {
        return false
      }
      i += 1
    }
    return true
  }

  private static let plain = Array("-._~!$&'()*+,;=".utf8)
}

// RFC 6570.
extension FormatScanner {
  mutating func uriTemplate() -> Bool {
    while let byte = peek {
      i += 1
      switch byte {
      case 0x7B: if !expression() { return false }
      case 0...0x20, 0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7C, 0x7D, 0x7F: return false
      case 0x25: if !hexPair() { return false }
      default: break
      }
    }
    return true
  }

  private mutating func hexPair() -> Bool {
    guard i + 1 < text.count, Self.isHex(text[i]), Self.isHex(text[i + 1]) else { return false }
    i += 2
    return true
  }

  private mutating func expression() -> Bool {
    _ = eat("+", "#", ".", "/", ";", "?", "&", "=", ",", "!", "@", "|")
    repeat { if !variable() { return false } } while eat(",")
    return eat("}")
  }

  private mutating func variable() -> Bool {
    repeat {
      let start = i
      while let byte = peek {
        if byte == 0x25 {
          i += 1
          if !hexPair() { return false }
        } else if Self.isAlphanumeric(byte) || byte == 0x5F {
          i += 1
        } else {
          break
        }
      }
      if i == start { return false }
    } while eat(".")
    if eat("*") { return true }
    guard eat(":") else { return true }
    let start = i
    let digits = skip(while: Self.isDigit)
    return (1...4).contains(digits) && text[start] != 0x30
  }
}
