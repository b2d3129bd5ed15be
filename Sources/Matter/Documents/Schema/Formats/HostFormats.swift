/// Hosts and addresses: RFC 1123, 5891, 2673, 4291, 5321, 6531.
enum HostFormats {
  typealias Text = Slice<UnsafeBufferPointer<UInt8>>

  static func isHostname(_ text: Text, international: Bool) -> Bool {
    var length = -1
    for part in labels(text, international) {
      guard let encoded = encodedLength(part, international) else { return false }
      length += encoded + 1
    }
    return length > 0 && length <= 253
  }

  /// The length of a label as it stands in the DNS, nil when it cannot.
  private static func encodedLength(_ label: String, _ international: Bool) -> Int? {
    let bytes = Array(label.utf8)
    if bytes.allSatisfy({ $0 < 0x80 }) {
      guard (1...63).contains(bytes.count), bytes.first != 0x2D, bytes.last != 0x2D else { return nil }
      guard bytes.allSatisfy({ FormatScanner.isAlphanumeric($0) || $0 == 0x2D }) else { return nil }
      guard bytes.count >= 4, bytes[2] == 0x2D, bytes[3] == 0x2D else { return bytes.count }
      let isEncoded = bytes[0] | 0x20 == 0x78 && bytes[1] | 0x20 == 0x6E
      // RFC 5891 keeps "--" at that place for encodings; RFC 1123 knows nothing of it.
      guard isEncoded else { return international ? nil : bytes.count }
      guard let decoded = Punycode.decode(bytes[4...]), decoded.contains(where: { $0.value >= 0x80 }) else { return nil }
      // The one spelling that encoding gives, but for the case of letters.
      guard let again = Punycode.encode(decoded), again.elementsEqual(bytes[4...].map { FormatScanner.isLetter($0) ? $0 | 0x20 : $0 })
      else {
        return nil
      }
      return InternationalLabel.isAllowed(decoded) ? bytes.count : nil
    }
    let scalars = Array(label.unicodeScalars)
    guard international, InternationalLabel.isAllowed(scalars), let encoded = Punycode.encode(scalars) else { return nil }
    return encoded.count + 4 <= 63 ? encoded.count + 4 : nil
  }

  private static func labels(_ text: Text, _ international: Bool) -> [String] {
    guard international else {
      return text.split(separator: 0x2E, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }
    // RFC 3490 takes the ideographic full stops for dots too.
    let dots: [Unicode.Scalar] = [".", "\u{3002}", "\u{FF0E}", "\u{FF61}"]
    return String(decoding: text, as: UTF8.self).unicodeScalars.split(omittingEmptySubsequences: false) { dots.contains($0) }.map {
      String($0)
    }
  }

  static func isIPv4(_ text: Text) -> Bool {
    let parts = text.split(separator: 0x2E, omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        guard (1...3).contains(part.count), part.allSatisfy(FormatScanner.isDigit), part.count == 1 || part.first != 0x30 else {
          return false
        }
        return part.reduce(0) { $0 * 10 + Int($1 &- 0x30) } < 256
      }
  }

  static func isIPv6(_ text: Text) -> Bool {
    let parts = text.split(separator: 0x3A, omittingEmptySubsequences: false)
    guard parts.count >= 3, parts.count <= 9 else { return false }
    var (groups, gaps) = (0, 0)
    for (place, part) in parts.enumerated() {
      let isLast = place == parts.count - 1
      if part.isEmpty {
        // "::" makes one empty part inside, and two at an edge.
        let isEdge = place == 0 || isLast
        if isEdge, !(place == 0 ? parts[1].isEmpty : parts[place - 1].isEmpty) { return false }
        if !isEdge { gaps += 1 }
      } else if isLast, part.contains(0x2E) {
        guard isIPv4(part) else { return false }
        groups += 2
      } else {
        guard part.count <= 4, part.allSatisfy(FormatScanner.isHex) else { return false }
        groups += 1
      }
    }
    return gaps == 0 ? groups == 8 : gaps == 1 && groups <= 7
  }

  /// RFC 5321's Mailbox; with RFC 6531's characters when international.
  static func isMailbox(_ scanner: FormatScanner, international: Bool) -> Bool {
    var scanner = scanner
    let isWide = { (byte: UInt8) in international && byte >= 0x80 }
    if scanner.eat("\"") {
      while let byte = scanner.peek, byte != 0x22 {
        if byte == 0x5C { scanner.i += 1 }
        guard let next = scanner.peek, (0x20...0x7E).contains(next) || isWide(next) else { return false }
        scanner.i += 1
      }
      guard scanner.eat("\"") else { return false }
    } else {
      let atoms = Array("!#$%&'*+-/=?^_`{|}~".utf8)
      repeat {
        guard scanner.skip(while: { FormatScanner.isAlphanumeric($0) || atoms.contains($0) || isWide($0) }) > 0 else { return false }
      } while scanner.eat(".")
    }
    guard scanner.eat("@"), !scanner.isAtEnd else { return false }
    let domain = scanner.text[scanner.i...]
    guard domain.first == 0x5B else { return isHostname(domain, international: international) }
    guard domain.last == 0x5D else { return false }
    let literal = domain.dropFirst().dropLast()
    let tag = Array("IPv6:".utf8)
    return literal.starts(with: tag) ? isIPv6(literal.dropFirst(tag.count)) : isIPv4(literal)
  }
}
