/// Why bytes are not a JSON document, where, and what to do next.
package struct JSONRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Kind: Hashable, Sendable {
    /// Not RFC 8259.
    case grammar
    /// Not UTF-8, or text that no Unicode string can hold.
    case encoding
    /// Well-formed as far as read, but larger or deeper than allowed here.
    case bound
  }

  package let kind: Kind
  /// Bytes before the place.
  package let offset: Int
  /// Counted from 1.
  package let line: Int
  /// In characters (Unicode scalars) from 1.
  package let column: Int
  package let why: String
  package let next: String

  package var description: String { "line \(line), column \(column): \(why); \(next)" }

  init(_ flaw: Flaw, in bytes: [UInt8], _ bounds: JSONBounds) {
    (kind, offset) = (flaw.kind, flaw.offset)
    (why, next) = flaw.words(bounds)
    (line, column) = Self.place(of: flaw.offset, in: bytes)
  }

  /// Line and column of an offset. Reads the bytes before it, so it is for messages only.
  static func place(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    var (line, column) = (1, 1)
    for byte in bytes.prefix(offset) {
      if byte == 0x0A {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }
}
