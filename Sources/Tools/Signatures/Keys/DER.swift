/// The little of DER (X.690) that keys and certificates need: tag, definite length, contents. Bounded by the bytes given.
struct DERReader {
  struct Element {
    let tag: UInt8
    let contents: [UInt8]
    /// Tag, length and contents as they stand.
    let whole: [UInt8]
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  var isAtEnd: Bool { rest.isEmpty }
  var nextTag: UInt8? { rest.first }

  /// The next element; nil when there is none, it is cut short, or its length is not in DER's one form.
  mutating func next() -> Element? {
    guard rest.count >= 2, let tag = rest.first else { return nil }
    let start = rest.startIndex
    var index = start + 2
    var length = Int(rest[start + 1])
    if length >= 0x80 {
      let octets = length & 0x7F
      guard (1...4).contains(octets), index + octets <= rest.endIndex, rest[index] != 0 else { return nil }
      length = rest[index..<index + octets].reduce(0) { $0 << 8 | Int($1) }
      guard length >= 0x80 else { return nil }
      index += octets
    }
    guard length <= rest.endIndex - index else { return nil }
    let end = index + length
    defer { rest = rest[end...] }
    return Element(tag: tag, contents: Array(rest[index..<end]), whole: Array(rest[start..<end]))
  }

  /// The next element if it has this tag; nil otherwise.
  mutating func next(_ tag: UInt8) -> Element? {
    guard nextTag == tag else { return nil }
    return next()
  }
}

enum DER {
  static let integer: UInt8 = 0x02, bitString: UInt8 = 0x03, sequence: UInt8 = 0x30
  static let utcTime: UInt8 = 0x17, generalizedTime: UInt8 = 0x18

  static func element(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
    var length: [UInt8] = []
    if contents.count < 0x80 {
      length = [UInt8(contents.count)]
    } else {
      var left = contents.count
      while left > 0 {
        length.insert(UInt8(truncatingIfNeeded: left), at: 0)
        left >>= 8
      }
      length.insert(0x80 | UInt8(length.count), at: 0)
    }
    return [tag] + length + contents
  }

  /// A non-negative integer of big-endian bytes.
  static func unsigned(_ bytes: [UInt8]) -> [UInt8] {
    var digits = Array(bytes.drop { $0 == 0 })
    if digits.first.map({ $0 >= 0x80 }) ?? true { digits.insert(0, at: 0) }
    return element(integer, digits)
  }
}
