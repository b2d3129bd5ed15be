/// Reads structured fields (RFC 9651 section 4.2), strictly; at most 64 KiB, 1024 members, 256 parameters.
struct StructuredFieldParser {
  private let bytes: [UInt8]
  private var place = 0

  init(_ text: String) throws(SignatureRefusal) {
    bytes = Array(text.utf8)
    guard bytes.count <= 1 << 16 else { throw SignatureRefusal(.tooLong, "a structured field of more than 64 KiB") }
  }

  mutating func field(_ kind: StructuredField.Kind) throws(SignatureRefusal) -> StructuredField {
    skip(0x20)
    let field: StructuredField
    switch kind {
    case .item: field = .item(try item())
    case .list: field = .list(try list())
    case .dictionary: field = .dictionary(try dictionary())
    }
    skip(0x20)
    guard next == nil else { throw wrong("something stands behind the value") }
    return field
  }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private func wrong(_ why: String) -> SignatureRefusal {
    SignatureRefusal(.malformed, "structured field: \(why), at character \(place + 1) (RFC 9651)")
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    place += 1
    return true
  }

  private mutating func skip(_ blanks: UInt8...) { while let byte = next, blanks.contains(byte) { place += 1 } }

  private mutating func run(_ isMember: (UInt8) -> Bool) -> String {
    let start = place
    while let byte = next, isMember(byte) { place += 1 }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func list() throws(SignatureRefusal) -> [StructuredField.Member] {
    var members: [StructuredField.Member] = []
    while next != nil {
      members.append(try member())
      guard members.count <= 1024 else { throw SignatureRefusal(.tooLong, "a structured field of more than 1024 members") }
      guard try comma() else { break }
    }
    return members
  }

  private mutating func dictionary() throws(SignatureRefusal) -> [StructuredField.Entry] {
    var entries: [StructuredField.Entry] = []
    while next != nil {
      let name = try key()
      let value: StructuredField.Member = take(0x3D) ? try member() : .item(.init(.boolean(true), try parameters()))
      if let old = entries.firstIndex(where: { $0.name == name }) { entries[old].value = value } else { entries.append(.init(name, value)) }
      guard entries.count <= 1024 else { throw SignatureRefusal(.tooLong, "a structured field of more than 1024 members") }
      guard try comma() else { break }
    }
    return entries
  }

  /// True when another member follows a comma.
  private mutating func comma() throws(SignatureRefusal) -> Bool {
    skip(0x20, 0x09)
    guard next != nil else { return false }
    guard take(0x2C) else { throw wrong("members are divided by commas") }
    skip(0x20, 0x09)
    guard next != nil else { throw wrong("a comma ends the value") }
    return true
  }

  private mutating func member() throws(SignatureRefusal) -> StructuredField.Member {
    guard take(0x28) else { return .item(try item()) }
    var items: [StructuredField.Item] = []
    while true {
      skip(0x20)
      if take(0x29) { return .inner(items, try parameters()) }
      items.append(try item())
      guard items.count <= 1024 else { throw SignatureRefusal(.tooLong, "an inner list of more than 1024 items") }
      guard next == 0x20 || next == 0x29 else { throw wrong("items of an inner list are divided by spaces and closed by )") }
    }
  }

  private mutating func item() throws(SignatureRefusal) -> StructuredField.Item { .init(try bareItem(), try parameters()) }

  private mutating func parameters() throws(SignatureRefusal) -> Parameters {
    var parameters = Parameters()
    while take(0x3B) {
      skip(0x20)
      let name = try key()
      let value: BareItem = take(0x3D) ? try bareItem() : .boolean(true)
      parameters[name] = value
      guard parameters.list.count <= 256 else { throw SignatureRefusal(.tooLong, "more than 256 parameters") }
    }
    return parameters
  }

  private mutating func key() throws(SignatureRefusal) -> String {
    guard let first = next, first == 0x2A || (0x61...0x7A).contains(first) else { throw wrong("a name starts with a-z or *") }
    return run(Self.isKey)
  }

  static func isKey(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x30...0x39, 0x5F, 0x2D, 0x2E, 0x2A: true
    default: false
    }
  }

  private mutating func bareItem() throws(SignatureRefusal) -> BareItem {
    guard let first = next else { throw wrong("a value is missing") }
    switch first {
    case 0x2D, 0x30...0x39: return try number()
    case 0x22: return .string(try string())
    case 0x2A, 0x41...0x5A, 0x61...0x7A: return .token(run(Self.isToken))
    case 0x3A: return .bytes(try binary())
    case 0x3F: return .boolean(try boolean())
    case 0x40: return .date(try date())
    case 0x25: return .displayString(try displayString())
    default: throw wrong("a value is missing")
    }
  }

  static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x2F, 0x30...0x39, 0x3A, 0x41...0x5A, 0x5E...0x7A, 0x7C, 0x7E: true
    default: false
    }
  }

  private mutating func number() throws(SignatureRefusal) -> BareItem {
    let sign: Int64 = take(0x2D) ? -1 : 1
    let whole = run { (0x30...0x39).contains($0) }
    guard !whole.isEmpty else { throw wrong("digits are missing") }
    guard take(0x2E) else {
      guard whole.utf8.count <= 15, let value = Int64(whole) else { throw wrong("an integer has at most 15 digits") }
      return .integer(sign * value)
    }
    let fraction = run { (0x30...0x39).contains($0) }
    guard whole.utf8.count <= 12, (1...3).contains(fraction.utf8.count), let front = Int64(whole),
      let back = Int64(fraction + String(repeating: "0", count: 3 - fraction.utf8.count))
    else { throw wrong("a decimal has at most 12 digits before the point and 1 to 3 behind it") }
    return .decimal(thousandths: sign * (front * 1000 + back))
  }

  private mutating func string() throws(SignatureRefusal) -> String {
    place += 1
    var out: [UInt8] = []
    while let byte = next {
      place += 1
      switch byte {
      case 0x22: return String(decoding: out, as: UTF8.self)
      case 0x5C:
        guard let escaped = next, escaped == 0x22 || escaped == 0x5C else { throw wrong("only \\\" and \\\\ are escapes") }
        place += 1
        out.append(escaped)
      case 0x20...0x7E: out.append(byte)
      default: throw wrong("a string holds visible ASCII and spaces")
      }
    }
    throw wrong("a quote is not closed")
  }

  private mutating func binary() throws(SignatureRefusal) -> [UInt8] {
    place += 1
    let text = run { $0 != 0x3A }
    guard take(0x3A) else { throw wrong("bytes stand between two colons") }
    // The standard asks readers to take text without padding and with stray bits at the end.
    guard let bytes = Base64.lenient(text) else { throw wrong("bytes are written in base64") }
    return bytes
  }

  private mutating func boolean() throws(SignatureRefusal) -> Bool {
    place += 1
    if take(0x31) { return true }
    guard take(0x30) else { throw wrong("a boolean is ?0 or ?1") }
    return false
  }

  private mutating func date() throws(SignatureRefusal) -> Int64 {
    place += 1
    guard case .integer(let seconds) = try number() else { throw wrong("a date is @ and whole seconds") }
    return seconds
  }

  private mutating func displayString() throws(SignatureRefusal) -> String {
    place += 1
    guard take(0x22) else { throw wrong("a display string starts with %\"") }
    var out: [UInt8] = []
    while let byte = next {
      place += 1
      switch byte {
      case 0x22:
        guard let text = String(validating: out, as: UTF8.self) else { throw wrong("a display string is UTF-8") }
        return text
      case 0x25:
        guard place + 1 < bytes.count, let high = Self.hex(bytes[place]), let low = Self.hex(bytes[place + 1]) else {
          throw wrong("% stands before two lower-case hexadecimal digits")
        }
        place += 2
        out.append(high << 4 | low)
      case 0x20...0x7E: out.append(byte)
      default: throw wrong("a display string holds visible ASCII and spaces, all else as %xx")
      }
    }
    throw wrong("a quote is not closed")
  }

  private static func hex(_ digit: UInt8) -> UInt8? { (0x41...0x46).contains(digit) ? nil : Hex.value(digit) }
}
