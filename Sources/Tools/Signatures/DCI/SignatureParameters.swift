/// `name="value"` pairs divided by commas, as draft-cavage writes them. A value that is a number may stand without quotes.
struct SignatureParameters {
  private var values: [(name: String, value: String)] = []

  init(_ text: String) throws(SignatureRefusal) {
    guard text.utf8.count <= 8192 else { throw SignatureRefusal(.tooLong, "a signature text of more than 8 KiB") }
    var rest = Array(text.utf8)[...]
    if rest.starts(with: Array("Signature:".utf8)) { rest = rest.dropFirst(10) }
    repeat {
      let (name, value) = try Self.pair(&rest)
      guard self[name] == nil else { throw SignatureRefusal(.malformed, "\(name) stands twice in the signature") }
      values.append((name, value))
    } while try Self.comma(&rest)
  }

  subscript(_ name: String) -> String? { values.first { $0.name == name }?.value }

  func required(_ name: String, or other: String? = nil) throws(SignatureRefusal) -> String {
    guard let value = self[name] ?? other.flatMap({ self[$0] }) else {
      throw SignatureRefusal(.malformed, "the signature has no \(name)")
    }
    return value
  }

  private static func pair(_ rest: inout ArraySlice<UInt8>) throws(SignatureRefusal) -> (String, String) {
    skipSpaces(&rest)
    let name = rest.prefix { $0 != 0x3D && $0 != 0x2C }
    rest = rest.dropFirst(name.count)
    guard !name.isEmpty, rest.popFirst() == 0x3D else {
      throw SignatureRefusal(.malformed, "a signature is made of name=\"value\" pairs divided by commas")
    }
    let isQuoted = rest.first == 0x22
    if isQuoted { rest = rest.dropFirst() }
    let value = rest.prefix { isQuoted ? $0 != 0x22 : (0x30...0x39).contains($0) }
    rest = rest.dropFirst(value.count)
    if isQuoted, rest.popFirst() != 0x22 { throw SignatureRefusal(.malformed, "a quote is not closed in the signature") }
    return (String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self))
  }

  /// True when another pair follows; false at the end.
  private static func comma(_ rest: inout ArraySlice<UInt8>) throws(SignatureRefusal) -> Bool {
    skipSpaces(&rest)
    guard let next = rest.popFirst() else { return false }
    guard next == 0x2C else { throw SignatureRefusal(.malformed, "pairs of a signature are divided by commas") }
    return true
  }

  private static func skipSpaces(_ rest: inout ArraySlice<UInt8>) { rest = rest.drop { $0 == 0x20 } }
}
