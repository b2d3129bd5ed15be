/// RFC 6901: the way from a document's root to one value, as names and places.
package struct JSONPointer: Hashable, Sendable, CustomStringConvertible, ExpressibleByArrayLiteral {
  package let tokens: [String]

  package static let root = JSONPointer([])

  package init(_ tokens: [String]) { self.tokens = tokens }

  package init(arrayLiteral tokens: String...) { self.tokens = tokens }

  /// From text such as `/message/0/id`; nil when it does not begin with `/` (the root is the empty text) or holds a bare `~`.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.isEmpty || bytes[0] == 0x2F else { return nil }
    var tokens: [String] = []
    for part in bytes.split(separator: 0x2F, omittingEmptySubsequences: false).dropFirst() {
      var token: [UInt8] = []
      var rest = part.makeIterator()
      while let byte = rest.next() {
        guard byte == 0x7E else {
          token.append(byte)
          continue
        }
        switch rest.next() {
        case 0x30: token.append(0x7E)
        case 0x31: token.append(0x2F)
        default: return nil
        }
      }
      tokens.append(String(decoding: token, as: UTF8.self))
    }
    self.tokens = tokens
  }

  package var text: String {
    var out: [UInt8] = []
    for token in tokens {
      out.append(0x2F)
      for byte in token.utf8 {
        switch byte {
        case 0x7E: out += [0x7E, 0x30]
        case 0x2F: out += [0x7E, 0x31]
        default: out.append(byte)
        }
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  package var description: String { text }
  package var parent: JSONPointer? { tokens.isEmpty ? nil : JSONPointer(Array(tokens.dropLast())) }
  package var last: String? { tokens.last }

  package func appending(_ token: String) -> JSONPointer { JSONPointer(tokens + [token]) }
  package func appending(_ index: Int) -> JSONPointer { appending(String(index)) }

  package func isPrefix(of other: JSONPointer) -> Bool {
    tokens.count <= other.tokens.count && zip(tokens, other.tokens).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
  }

  /// The place a token means in an array: digits without a leading zero.
  static func arrayIndex(_ token: String) -> Int? {
    guard token.utf8.allSatisfy({ $0 &- 0x30 < 10 }), token == "0" || token.utf8.first != 0x30 else { return nil }
    return Int(token)
  }
}
