/// Writes a value on one line without spaces, as messages are: most of what is ever written.
struct JSONWriter: ~Copyable {
  private var out: GrowingBuffer<UInt8>
  /// Bytes on the stack; a longer message takes more.
  private static let room = 4096

  static func line(_ value: JSON) -> [UInt8] {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { lent in
      var writer = JSONWriter(out: GrowingBuffer(lent: lent))
      writer.write(value)
      return writer.out.array
    }
  }

  private mutating func write(_ value: JSON) {
    switch value {
    case .null: write(plain: "null")
    case .bool(let value): write(plain: value ? "true" : "false")
    case .number(let text): write(plain: text)
    case .string(let text): write(quoted: text)
    case .array(let items): write(items)
    case .object(let members): write(members.list)
    }
  }

  private mutating func write(_ items: [JSON]) {
    out.append(0x5B)
    for at in items.indices {
      if at > 0 { out.append(0x2C) }
      write(items[at])
    }
    out.append(0x5D)
  }

  private mutating func write(_ members: [Member]) {
    out.append(0x7B)
    for at in members.indices {
      if at > 0 { out.append(0x2C) }
      write(quoted: members[at].name)
      out.append(0x3A)
      write(members[at].value)
    }
    out.append(0x7D)
  }

  private mutating func write(plain text: String) {
    var text = text
    text.withUTF8 { out.append(contentsOf: $0) }
  }

  private mutating func write(quoted text: String) {
    var text = text
    let isPlain = text.withUTF8 { bytes in
      guard !JSONText.hasEscapes(bytes) else { return false }
      out.append(0x22)
      out.append(contentsOf: bytes)
      out.append(0x22)
      return true
    }
    if !isPlain {
      var escaped: [UInt8] = []
      JSONText.write(text, to: &escaped)
      escaped.withUnsafeBufferPointer { out.append(contentsOf: $0) }
    }
  }
}
