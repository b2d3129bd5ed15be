extension JSON {
  /// Appends a text as JSON writes it, quotes and escapes included: for lines that are written without a tree.
  package static func write(text: String, to out: inout [UInt8]) { JSONText.write(text, to: &out) }

  /// The value as UTF-8 bytes: on one line without spaces, or indented by two.
  package func encoded(pretty: Bool = false) -> [UInt8] {
    guard pretty else { return JSONWriter.line(self) }
    var out: [UInt8] = []
    write(to: &out, indent: 0)
    return out
  }

  /// The same as text.
  package func encodedText(pretty: Bool = false) -> String { String(decoding: encoded(pretty: pretty), as: UTF8.self) }

  private func write(to out: inout [UInt8], indent: Int) {
    switch self {
    case .null: out += "null".utf8
    case .bool(let value): out += (value ? "true" : "false").utf8
    case .number(let text): out += text.utf8
    case .string(let text): JSONText.write(text, to: &out)
    case .array(let items):
      Self.write(items, between: (0x5B, 0x5D), to: &out, indent: indent) { $0.write(to: &$1, indent: $2) }
    case .object(let members):
      Self.write(members, between: (0x7B, 0x7D), to: &out, indent: indent) { member, out, inner in
        JSONText.write(member.name, to: &out)
        out.append(0x3A)
        out.append(0x20)
        member.value.write(to: &out, indent: inner)
      }
    }
  }

  private static func write<C: Collection>(
    _ parts: C, between brackets: (UInt8, UInt8), to out: inout [UInt8], indent: Int, _ writePart: (C.Element, inout [UInt8], Int) -> Void
  ) {
    out.append(brackets.0)
    var isFirst = true
    for part in parts {
      if !isFirst { out.append(0x2C) }
      isFirst = false
      newLine(indent + 2, &out)
      writePart(part, &out, indent + 2)
    }
    if !isFirst { newLine(indent, &out) }
    out.append(brackets.1)
  }

  private static func newLine(_ indent: Int, _ out: inout [UInt8]) {
    out.append(0x0A)
    out.append(contentsOf: repeatElement(0x20, count: indent))
  }
}

extension JSON: CustomStringConvertible {
  package var description: String { encodedText() }
}
