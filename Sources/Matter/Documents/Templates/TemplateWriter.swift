/// Expands the parts of a template, in order.
struct TemplateWriter {
  private(set) var out: [UInt8] = []

  private enum Value {
    case text(String)
    case list([String])
    case pairs([(String, String)])
  }

  mutating func literal(_ text: String) { encode(text, keepsReserved: true) }

  mutating func expression(_ style: TemplateStyle, _ variables: [TemplateVariable], _ values: Members) throws(TemplateRefusal) {
    var isFirst = true
    for variable in variables {
      guard out.count <= URITemplate.longestExpansion, let value = try Self.value(of: variable, values) else { continue }
      out += (isFirst ? style.first : style.separator).utf8
      isFirst = false
      switch value {
      case .text(let text): try write(prefix(of: text, variable, style), variable, style)
      case .list(let items) where variable.explodes: write(items.map { (variable.name, $0) }, keyed: style.isNamed, style)
      case .pairs(let pairs) where variable.explodes: write(pairs, keyed: true, style)
      case .list(let items): write(joined: items, variable, style)
      case .pairs(let pairs): write(joined: pairs.flatMap { [$0.0, $0.1] }, variable, style)
      }
    }
  }

  private mutating func write(_ text: String, _ variable: TemplateVariable, _ style: TemplateStyle) throws(TemplateRefusal) {
    write(joined: [text], variable, style)
  }

  private mutating func write(joined texts: [String], _ variable: TemplateVariable, _ style: TemplateStyle) {
    if style.isNamed {
      out += variable.name.utf8
      out += (texts == [""] ? style.ifEmpty : "=").utf8
    }
    for (place, text) in texts.enumerated() {
      if place > 0 { out.append(0x2C) }
      encode(text, keepsReserved: style.keepsReserved)
    }
  }

  private mutating func write(_ pairs: [(String, String)], keyed: Bool, _ style: TemplateStyle) {
    for (place, pair) in pairs.enumerated() {
      if place > 0 { out += style.separator.utf8 }
      if keyed {
        encode(pair.0, keepsReserved: style.keepsReserved)
        out += (pair.1.isEmpty && style.isNamed ? style.ifEmpty : "=").utf8
      }
      encode(pair.1, keepsReserved: style.keepsReserved)
    }
  }

  /// So many characters of the text; a percent-encoded one counts as one where it stays as it is.
  private func prefix(of text: String, _ variable: TemplateVariable, _ style: TemplateStyle) throws(TemplateRefusal) -> String {
    guard let count = variable.prefix else { return text }
    let scalars = Array(text.unicodeScalars)
    var i = 0
    for _ in 0..<count where i < scalars.count {
      i += style.keepsReserved && Self.isPercentEncoded(scalars, i) ? 3 : 1
    }
    return String(String.UnicodeScalarView(scalars[..<i]))
  }

  private static func isPercentEncoded(_ scalars: [Unicode.Scalar], _ i: Int) -> Bool {
    i + 2 < scalars.count && scalars[i] == "%" && scalars[i + 1...i + 2].allSatisfy(\.properties.isASCIIHexDigit)
  }

  // MARK: values

  /// Nil when undefined.
  private static func value(of variable: TemplateVariable, _ values: Members) throws(TemplateRefusal) -> Value? {
    func scalar(_ json: JSON) throws(TemplateRefusal) -> String? {
      switch json {
      case .null: nil
      case .bool(let value): value ? "true" : "false"
      case .number(let text), .string(let text): text
      case .array, .object:
        throw TemplateRefusal(
          column: variable.column, why: "\(variable.name) holds a list within a list", next: "give texts, numbers, or one level of them")
      }
    }
    guard let json = values[variable.name] else { return nil }
    if variable.prefix != nil, json.kind == .array || json.kind == .object {
      throw TemplateRefusal(
        column: variable.column, why: "\(variable.name) is \(json.kind), and only a text has a beginning", next: "drop the :length")
    }
    switch json {
    case .array(let items):
      var list: [String] = []
      for item in items { if let text = try scalar(item) { list.append(text) } }
      return list.isEmpty ? nil : .list(list)
    case .object(let members):
      var pairs: [(String, String)] = []
      for member in members { if let text = try scalar(member.value) { pairs.append((member.name, text)) } }
      return pairs.isEmpty ? nil : .pairs(pairs)
    default: return try scalar(json).map { .text($0) }
    }
  }

  // MARK: encoding

  private mutating func encode(_ text: String, keepsReserved: Bool) {
    let bytes = Array(text.utf8)
    for (i, byte) in bytes.enumerated() {
      let isKept =
        Self.isUnreserved(byte)
        || (keepsReserved
          && (":/?#[]@!$&'()*+,;=".utf8.contains(byte)
            || (byte == 0x25 && i + 2 < bytes.count && JSONText.hexValue(bytes[i + 1]) != nil && JSONText.hexValue(bytes[i + 2]) != nil)))
      if isKept {
        out.append(byte)
      } else {
        let digits = Array("0123456789ABCDEF".utf8)
        out += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }
}
