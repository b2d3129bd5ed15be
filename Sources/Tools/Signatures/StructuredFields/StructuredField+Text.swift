extension StructuredField {
  /// Reads the value of one or several field lines, joined by commas.
  package init(parsing text: String, as kind: Kind) throws(SignatureRefusal) {
    var parser = try StructuredFieldParser(text)
    self = try parser.field(kind)
  }

  /// The one text of this value (RFC 9651 section 4.1). Refuses what has none: numbers out of range, foreign characters, odd names.
  package func serialized() throws(SignatureRefusal) -> String {
    switch self {
    case .item(let item): return try item.serialized()
    case .list(let members):
      var texts: [String] = []
      for member in members { texts.append(try member.serialized()) }
      return texts.joined(separator: ", ")
    case .dictionary(let entries):
      var texts: [String] = []
      for entry in entries {
        let name = try Parameters.checked(entry.name)
        if case .item(let item) = entry.value, item.value == .boolean(true) {
          texts.append(name + (try item.parameters.serialized()))
        } else {
          texts.append("\(name)=\(try entry.value.serialized())")
        }
      }
      return texts.joined(separator: ", ")
    }
  }
}

extension StructuredField.Item {
  package func serialized() throws(SignatureRefusal) -> String { try value.serialized() + parameters.serialized() }
}

extension StructuredField.Member {
  package func serialized() throws(SignatureRefusal) -> String {
    switch self {
    case .item(let item): return try item.serialized()
    case .inner(let items, let parameters):
      var texts: [String] = []
      for item in items { texts.append(try item.serialized()) }
      return "(\(texts.joined(separator: " ")))\(try parameters.serialized())"
    }
  }
}

extension Parameters {
  package func serialized() throws(SignatureRefusal) -> String {
    var out = ""
    for pair in list {
      out += ";" + (try Self.checked(pair.name))
      if pair.value != .boolean(true) { out += "=" + (try pair.value.serialized()) }
    }
    return out
  }

  static func checked(_ name: String) throws(SignatureRefusal) -> String {
    guard let first = name.utf8.first, first == 0x2A || (0x61...0x7A).contains(first), name.utf8.allSatisfy(StructuredFieldParser.isKey)
    else {
      throw SignatureRefusal(.malformed, "\(name.prefix(40)) is no name of a structured field: a-z, 0-9, _ - . *")
    }
    return name
  }
}

extension BareItem {
  package func serialized() throws(SignatureRefusal) -> String {
    switch self {
    case .integer(let value): return String(try Self.bounded(value))
    case .date(let value): return "@\(try Self.bounded(value))"
    case .decimal(let thousandths):
      let size = try Self.bounded(thousandths).magnitude
      let digits = String(size % 1000)
      var fraction = String(repeating: "0", count: 3 - digits.utf8.count) + digits
      while fraction.utf8.count > 1, fraction.hasSuffix("0") { fraction.removeLast() }
      return "\(thousandths < 0 ? "-" : "")\(size / 1000).\(fraction)"
    case .string(let text):
      guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { throw Self.wrong("a string holds visible ASCII and spaces") }
      return "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    case .token(let text):
      guard let first = text.utf8.first, first == 0x2A || (0x41...0x5A).contains(first) || (0x61...0x7A).contains(first),
        text.utf8.allSatisfy(StructuredFieldParser.isToken)
      else { throw Self.wrong("a token starts with a letter or *") }
      return text
    case .bytes(let bytes): return ":\(Base64.standard.encode(bytes)):"
    case .boolean(let value): return value ? "?1" : "?0"
    case .displayString(let text):
      let body = text.utf8.map {
        (0x20...0x7E).contains($0) && $0 != 0x25 && $0 != 0x22 ? String(UnicodeScalar($0)) : "%" + Hex.lower([$0])
      }
      return "%\"\(body.joined())\""
    }
  }

  private static func bounded(_ value: Int64) throws(SignatureRefusal) -> Int64 {
    guard value.magnitude <= 999_999_999_999_999 else { throw wrong("a number has at most 15 digits") }
    return value
  }

  private static func wrong(_ why: String) -> SignatureRefusal { SignatureRefusal(.malformed, "structured field: \(why)") }
}
