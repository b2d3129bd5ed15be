package import Documents
package import SourceText

extension Node {
  /// The page as JSON, its plain scalars read by YAML 1.2's core schema: for documents of others, such as OpenAPI descriptions. Our own
  /// pages are read field by field.
  ///
  /// Keys are taken as written. Infinity and not-a-number, which JSON lacks, stay text, as do numbers in hexadecimal beyond 64 bits.
  package var json: JSON {
    switch form {
    case .sequence(let items): .array(items.map(\.json))
    case .mapping(let entries): .object(Members(entries.map { Member($0.name, $0.value.json) }))
    case .scalar(let scalar): scalar.style == .plain ? CoreSchema.value(of: scalar.text) : .string(scalar.text)
    }
  }
}

/// What a plain scalar means (YAML 1.2.2, section 10.3.2).
package enum CoreSchema {
  package static func value(of text: String) -> JSON {
    switch text {
    case "", "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: number(text).map { .number($0) } ?? .string(text)
    }
  }

  /// The number as JSON writes it, its digits kept.
  private static func number(_ text: String) -> String? {
    if text.hasPrefix("0x") { return UInt64(text.dropFirst(2), radix: 16).map { String($0) } }
    if text.hasPrefix("0o") { return UInt64(text.dropFirst(2), radix: 8).map { String($0) } }
    var rest = text[...]
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest = rest.dropFirst() }
    let whole = takeDigits(&rest)
    var part: Substring?
    if rest.first == "." {
      rest = rest.dropFirst()
      part = takeDigits(&rest)
    }
    guard !whole.isEmpty || part?.isEmpty == false else { return nil }
    let digits = whole.drop { $0 == "0" }
    var out = (isNegative ? "-" : "") + (digits.isEmpty ? "0" : digits)
    if let part, !part.isEmpty { out += "." + part }
    guard let mark = rest.first else { return out }
    guard mark == "e" || mark == "E" else { return nil }
    rest = rest.dropFirst()
    let sign = rest.first == "-" || rest.first == "+" ? String(rest.removeFirst()) : ""
    let exponent = takeDigits(&rest)
    return exponent.isEmpty || !rest.isEmpty ? nil : out + "e" + sign + exponent
  }

  private static func takeDigits(_ rest: inout Substring) -> Substring {
    let digits = rest.prefix { "0" <= $0 && $0 <= "9" && $0.utf8.count == 1 }
    rest = rest.dropFirst(digits.count)
    return digits
  }
}
