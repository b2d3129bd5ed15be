/// Messages of libxml2, made readable.
enum MarkupWords {
  /// What a message shows of a foreign text, in characters.
  static let longest = 300

  /// Without line break and full stop, and no longer than fits.
  static func sentence(_ message: String) -> String {
    var text = message[...]
    while let last = text.last, last.isWhitespace || last == "." { text.removeLast() }
    return cut(String(text))
  }

  static func firstLine(_ text: String) -> String { String(text.prefix { $0 != "\n" }) }

  static func cut(_ text: String) -> String {
    text.unicodeScalars.count <= longest ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(longest))) + "..."
  }

  /// Takes the namespace out of names such as `{urn:iso:std:iso:20022:tech:xsd:pain.001.001.09}Amt`. A repetition such as `{2,3}` stays.
  static func withoutNamespaces(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      guard let close = rest[open...].firstIndex(of: "}") else {
        rest = rest[open...]
        break
      }
      let inner = rest[rest.index(after: open)..<close]
      if !inner.contains(":") { result += rest[open...close] }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
