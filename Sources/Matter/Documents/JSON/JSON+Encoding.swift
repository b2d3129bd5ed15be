extension JSON {
  /// Appends a text as JSON writes it, quotes and escapes included: for lines that are written without a tree.
  package static func write(text: String, to out: inout [UInt8]) { JSONText.write(text, to: &out) }

  /// The value as UTF-8 bytes: on one line without spaces, or indented by two.
  package func encoded(pretty: Bool = false) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(2048)
    if pretty { write(to: &out, indent: 0) } else { write(to: &out) }
    return out
  }

  /// The same as text.
  package func encodedText(pretty: Bool = false) -> String { String(decoding: encoded(pretty: pretty), as: UTF8.self) }

  /// On one line, as messages are: most of what is ever written.
  private func write(to out: inout [UInt8]) {
    switch self {
    case .null: out += "null".utf8
    case .bool(let value): out += (value ? "true" : "false").utf8
    case .number(let text): out += text.utf8
    case .string(let text): JSONText.write(text, to: &out)
    case .array(let items):
      out.append(0x5B)
      for at in items.indices {
        if at > 0 { out.append(0x2C) }
        items[at].write(to: &out)
      }
      out.append(0x5D)
    case .object(let members):
      out.append(0x7B)
      members.list.withUnsafeBufferPointer { list in
        for at in list.indices {
          if at > 0 { out.append(0x2C) }
          JSONText.write(list[at].name, to: &out)
          out.append(0x3A)
          list[at].value.write(to: &out)
        }
      }
      out.append(0x7D)
    }
  }

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
