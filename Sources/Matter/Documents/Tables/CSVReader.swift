/// Reads a table (RFC 4180) row by row. Lines end in CR LF or LF; a byte order mark at the start is skipped, empty lines are.
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

  /// The names of the columns; empty without a header.
  package private(set) var names: [String] = []

  private let bytes: [UInt8]
  private let separator: UInt8
  private var i = 0
  private var line = 1
  /// An offset in this line and its column: counted once, going forward.
  private var counted = (offset: 0, column: 1)

  /// Checks the encoding and reads the header. The separator is one ASCII character.
  package init(_ bytes: [UInt8], header: Header = .firstRow, separator: Unicode.Scalar = ",") throws(CSVRefusal) {
    self.bytes = bytes
    self.separator = UInt8(truncatingIfNeeded: separator.value)
    do throws(UTF8Flaw) {
      try bytes.withUnsafeBufferPointer { buffer throws(UTF8Flaw) in try UTF8Check.check(buffer) }
    } catch {
      let place = JSONRefusal.place(of: error.offset, in: bytes)
      throw CSVRefusal(line: place.line, column: place.column, why: "bytes that are not UTF-8", next: "save the table as UTF-8")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { (i, counted) = (3, (3, 1)) }
    switch header {
    case .none: break
    case .names(let given): names = given
    case .firstRow: names = try readHeader()
    }
  }

  /// The next row; nil at the end.
  package mutating func next() throws(CSVRefusal) -> CSVRow? {
    while i < bytes.count, endOfLine() {}
    guard i < bytes.count else { return nil }
    let rowStart = i
    var fields: [CSVRow.Field] = []
    repeat {
      guard fields.count < Self.mostColumns else {
        throw refusal("more than \(Self.mostColumns) fields in a row", "check the separator and the line ends")
      }
      fields.append(try field(rowStart))
    } while eatSeparator()
    _ = endOfLine()
    if !names.isEmpty, fields.count != names.count {
      let last = fields[fields.count - 1]
      throw CSVRefusal(
        line: last.line, column: last.column, why: "\(fields.count) fields, and the table has \(names.count) columns",
        next: "give one field for each of \(names.joined(separator: ", ")), and quote a field that holds the separator")
    }
    return CSVRow(fields: fields, names: names)
  }

  /// All rows that are left.
  package mutating func rows() throws(CSVRefusal) -> [CSVRow] {
    var rows: [CSVRow] = []
    while let row = try next() { rows.append(row) }
    return rows
  }

  private mutating func readHeader() throws(CSVRefusal) -> [String] {
    guard let row = try next() else {
      throw CSVRefusal(line: 1, column: 1, why: "no row at all", next: "begin with a row that names the columns")
    }
    for (place, field) in row.fields.enumerated() {
      let why: String
      if field.text.isEmpty {
        why = "a column without a name"
      } else if row.fields[..<place].contains(where: { $0.text.utf8.elementsEqual(field.text.utf8) }) {
        why = "a second column \"\(field.text)\""
      } else {
        continue
      }
      throw CSVRefusal(line: field.line, column: field.column, why: why, next: "name each column once in the first row")
    }
    return row.texts
  }

  // MARK: fields

  private mutating func field(_ rowStart: Int) throws(CSVRefusal) -> CSVRow.Field {
    let start = place(of: i)
    if i < bytes.count, bytes[i] == 0x22 {
      return CSVRow.Field(text: try quoted(from: start, rowStart), line: start.line, column: start.column, isQuoted: true)
    }
    let from = i
    while i < bytes.count, bytes[i] != separator, !isLineEnd(i) {
      if bytes[i] == 0x22 {
        throw refusal("a quote within a field that is not quoted", "quote the whole field and double the quotes in it")
      }
      i += 1
    }
    try checkLength(rowStart)
    return CSVRow.Field(text: String(decoding: bytes[from..<i], as: UTF8.self), line: start.line, column: start.column, isQuoted: false)
  }

  private mutating func quoted(from start: (line: Int, column: Int), _ rowStart: Int) throws(CSVRefusal) -> String {
    var text: [UInt8] = []
    i += 1
    while true {
      guard i < bytes.count else {
        throw CSVRefusal(
          line: start.line, column: start.column, why: "a quoted field is not closed", next: "close it, and double quotes within")
      }
      try checkLength(rowStart)
      let byte = bytes[i]
      i += 1
      if byte == 0x22 {
        guard i < bytes.count, bytes[i] == 0x22 else { break }
        i += 1
      } else if byte == 0x0A {
        (line, counted) = (line + 1, (i, 1))
      }
      text.append(byte)
    }
    guard i == bytes.count || bytes[i] == separator || isLineEnd(i) else {
      throw refusal("text after the closing quote", "put it within the quotes, and double quotes within")
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func checkLength(_ rowStart: Int) throws(CSVRefusal) {
    guard i - rowStart <= Self.longestRow else {
      throw refusal("a row longer than \(Self.longestRow) bytes", "look for a quote that is not closed")
    }
  }

  private mutating func eatSeparator() -> Bool {
    guard i < bytes.count, bytes[i] == separator else { return false }
    i += 1
    return true
  }

  private func isLineEnd(_ place: Int) -> Bool {
    bytes[place] == 0x0A || (bytes[place] == 0x0D && place + 1 < bytes.count && bytes[place + 1] == 0x0A)
  }

  private mutating func endOfLine() -> Bool {
    guard i < bytes.count, isLineEnd(i) else { return false }
    i += bytes[i] == 0x0D ? 2 : 1
    (line, counted) = (line + 1, (i, 1))
    return true
  }

  /// Only forward within a line.
  private mutating func place(of offset: Int) -> (line: Int, column: Int) {
    counted = (offset, bytes[counted.offset..<offset].reduce(counted.column) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 })
    return (line, counted.column)
  }

  private mutating func refusal(_ why: String, _ next: String) -> CSVRefusal {
    let place = place(of: i)
    return CSVRefusal(line: place.line, column: place.column, why: why, next: next)
  }
}
