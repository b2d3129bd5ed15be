/// Reads a table (RFC 4180) that is there as a whole, row by row. `CSVStream` reads one that arrives in pieces.
package struct CSVReader: Sendable {
  package enum Header: Hashable, Sendable {
    /// The first row names the columns.
    case firstRow
    /// The columns are known; the first row is data.
    case names([String])
    /// Columns have no names, and rows may differ in length.
    case none
  }

  /// The longest row that is read, in bytes.
  package static let longestRow = 1 << 20
  package static let mostColumns = 4_096

  private var stream: CSVStream

  /// The names of the columns; empty without a header.
  package var names: [String] { stream.names }

  /// Checks the encoding and reads the header. The separator is one ASCII character.
  package init(
    _ bytes: [UInt8], header: Header = .firstRow, separator: Unicode.Scalar = ",", encoding: CSVEncoding = .utf8
  ) throws(CSVRefusal) {
    stream = CSVStream(header: header, separator: separator, encoding: encoding)
    stream.feed(bytes)
    stream.finish()
    try stream.checkAll()
    try stream.readHeader()
  }

  /// The next row; nil at the end.
  package mutating func next() throws(CSVRefusal) -> CSVRow? { try stream.next() }

  /// All rows that are left.
  package mutating func rows() throws(CSVRefusal) -> [CSVRow] { try stream.rows() }
}
