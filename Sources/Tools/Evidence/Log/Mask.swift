import Signatures

/// Keeps people who are not ours out of what is written: their names, numbers and days of birth, however a wire spells them.
///
/// What is taken out leaves its place in the story behind: `[deceased.UIN]`. Whoever reads a report still sees who is meant.
package struct Mask: Sendable {
  package struct Entry: Sendable {
    let value: String
    let name: String
    let isWord: Bool
    /// `isWord`: only where nothing that belongs to a word stands beside it.
    package init(_ value: String, as name: String, isWord: Bool = false) {
      self.value = value
      self.name = name
      self.isWord = isWord
    }
  }

  private struct Pattern: Sendable {
    let bytes: [UInt8]
    let mark: [UInt8]
    let isWord: Bool
  }
  /// By their first two bytes, longest first; letters in small.
  private let patterns: [UInt16: [Pattern]]
  package var isEmpty: Bool { patterns.isEmpty }

  package init(_ entries: [Entry] = []) {
    var all: [UInt16: [Pattern]] = [:]
    var known: Set<[UInt8]> = []
    for entry in entries where entry.value.utf8.count >= 2 {
      for spelling in Self.spellings(entry.value) {
        let bytes = spelling.utf8.map(Self.small)
        guard known.insert(bytes).inserted else { continue }
        let isWord = entry.isWord || bytes.count < 8
        all[Self.key(bytes, 0), default: []].append(Pattern(bytes: bytes, mark: Array("[\(entry.name)]".utf8), isWord: isWord))
      }
    }
    patterns = all.mapValues { $0.sorted { $0.bytes.count > $1.bytes.count } }
  }

  package func text(_ text: String) -> String { isEmpty ? text : String(decoding: bytes(Array(text.utf8)), as: UTF8.self) }

  package func bytes(_ body: [UInt8]) -> [UInt8] {
    guard !isEmpty, body.count >= 2 else { return body }
    var out: [UInt8] = []
    var i = 0
    var copied = 0
    func take(_ mark: [UInt8], _ length: Int) {
      out += body[copied..<i] + mark
      i += length
      copied = i
    }
    while i < body.count {
      if let length = sealed(body, i) {
        take(Array("[masked]".utf8), length)
      } else if let found = pattern(body, i) {
        take(found.mark, found.bytes.count)
      } else {
        i += 1
      }
    }
    return copied == 0 ? body : out + body[copied...]
  }

  private func pattern(_ body: [UInt8], _ i: Int) -> Pattern? {
    guard i + 1 < body.count, let near = patterns[Self.key(body, i)] else { return nil }
    return near.first { p in
      let end = i + p.bytes.count
      guard end <= body.count, p.bytes.indices.allSatisfy({ Self.small(body[i + $0]) == p.bytes[$0] }) else { return false }
      return !p.isWord || (!Self.isLetter(body, i - 1) && !Self.isLetter(body, end))
    }
  }

  /// The length of a signed or encoded text that begins here (`eyJ...`) and says of somebody what it must not; nil where there is none.
  private func sealed(_ body: [UInt8], _ i: Int) -> Int? {
    guard body[i] == 0x65, body[i...].starts(with: Array("eyJ".utf8)), !Self.isLetter(body, i - 1) else { return nil }
    let text = body[i...].prefix { Self.isEncoded($0) || $0 == 0x2E || $0 == 0x7E }
    let parts = text.split { $0 == 0x2E || $0 == 0x7E }
    let says = parts.contains { part in
      guard let plain = Base64.urlEitherPadding.decode(String(decoding: part, as: UTF8.self)) else { return false }
      return plain.indices.contains { pattern(plain, $0) != nil }
    }
    return says ? text.count : nil
  }

  /// As JSON, an address, a form and XML write it.
  private static func spellings(_ text: String) -> [String] {
    let escaped = text.utf16.map { unit in
      unit < 0x80 ? String(decoding: [unit], as: UTF16.self) : "\\u" + padded(String(unit, radix: 16))
    }.joined()
    let quoted = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("/", with: "\\/")
    let markup = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    let percent = PercentEncoding.component(text)
    return [
      text, escaped, quoted, markup, markup.replacing("'", with: "&apos;"), markup.replacing("'", with: "&#39;"), percent,
      percent.replacing("%20", with: "+"),
    ]
  }
  private static func padded(_ digits: String) -> String { String(repeating: "0", count: max(0, 4 - digits.count)) + digits }

  private static func small(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }
  private static func key(_ bytes: [UInt8], _ i: Int) -> UInt16 { UInt16(small(bytes[i])) << 8 | UInt16(small(bytes[i + 1])) }
  private static func isLetter(_ body: [UInt8], _ i: Int) -> Bool {
    guard body.indices.contains(i) else { return false }
    let b = small(body[i])
    return (97...122).contains(b) || (48...57).contains(b) || b >= 0x80
  }
  private static func isEncoded(_ b: UInt8) -> Bool { (97...122).contains(small(b)) || (48...57).contains(b) || [0x2D, 0x5F].contains(b) }
}
