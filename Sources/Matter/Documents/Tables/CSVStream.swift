/// Reads a table (RFC 4180) from bytes as they arrive. Lines end in CR LF or LF; empty lines and a byte order mark are skipped.
///
/// Feed bytes, take rows until there is none, feed again; say when it is finished. Holds no more than what was fed and not yet taken.
package struct CSVStream: Sendable {
  /// The names of the columns: empty without a header, and until the first row was whole.
  package private(set) var names: [String] = []

  private let separator: UInt8
  private let encoding: CSVEncoding
  private var awaitsHeader: Bool
  private var isFinished = false
  private var isBegun = false

  var bytes: [UInt8] = []
  /// What is read next.
  var i = 0
  var line = 1
  /// An offset in this line and its column: counted once, going forward.
  var counted = (offset: 0, column: 1)
  private var scan = Scan()

  /// How far the next row's end was looked for, so that no byte is looked at twice.
  private struct Scan {
    enum State { case fieldStart, plain, quoted, quoteInQuoted }
    var offset = 0
    var state = State.fieldStart
  }

  /// The separator is one ASCII character.
  package init(header: CSVReader.Header = .firstRow, separator: Unicode.Scalar = ",", encoding: CSVEncoding = .utf8) {
    self.separator = UInt8(truncatingIfNeeded: separator.value)
    self.encoding = encoding
    awaitsHeader = header == .firstRow
    if case .names(let given) = header { names = given }
  }

  package mutating func feed(_ more: some Collection<UInt8>) {
    if i > 1 << 16, i > bytes.count / 2 {
      bytes.removeFirst(i)
      scan.offset -= i
      counted.offset -= i
      i = 0
    }
    bytes += more
  }

  /// Nothing more will come.
  package mutating func finish() { isFinished = true }

  /// The next row; nil when more must be fed first, or at the end of what was finished.
  package mutating func next() throws(CSVRefusal) -> CSVRow? {
    if awaitsHeader { try readHeader() }
    guard !awaitsHeader, let row = try bareRow() else { return nil }
    if !names.isEmpty, row.fields.count != names.count {
      let last = row.fields[row.fields.count - 1]
      throw CSVRefusal(
        line: last.line, column: last.column, why: "\(row.fields.count) fields, and the table has \(names.count) columns",
        next: "give one field for each of \(names.joined(separator: ", ")), and quote a field that holds the separator")
    }
    return row
  }

  /// All rows that are there.
  package mutating func rows() throws(CSVRefusal) -> [CSVRow] {
    var rows: [CSVRow] = []
    while let row = try next() { rows.append(row) }
    return rows
  }

  mutating func readHeader() throws(CSVRefusal) {
    guard awaitsHeader else { return }
    guard let row = try bareRow() else {
      if isFinished { throw CSVRefusal(line: 1, column: 1, why: "no row at all", next: "begin with a row that names the columns") }
      return
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
    names = row.texts
    awaitsHeader = false
  }

  // MARK: rows

  private mutating func bareRow() throws(CSVRefusal) -> CSVRow? {
    guard try begin() else { return nil }
    while i < bytes.count, endOfLine() {}
    // Perhaps half of a line end.
    if !isFinished, i + 1 == bytes.count, bytes[i] == 0x0D { return nil }
    scan.offset = max(scan.offset, i)
    let rowStart = i
    guard try findEnd(), i < bytes.count else { return nil }
    try check(rowStart..<scan.offset)
    var fields: [CSVRow.Field] = []
    repeat {
      guard fields.count < CSVReader.mostColumns else {
        throw refusal("more than \(CSVReader.mostColumns) fields in a row", "check the separator and the line ends")
      }
      fields.append(try field())
    } while eatSeparator()
    _ = endOfLine()
    scan = Scan(offset: i)
    return CSVRow(fields: fields, names: names)
  }

  /// Looks at the first bytes, once there are enough of them to tell.
  private mutating func begin() throws(CSVRefusal) -> Bool {
    guard !isBegun else { return true }
    guard bytes.count >= 4 || isFinished else { return false }
    isBegun = true
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || Self.hasZeros(bytes.prefix(4)) {
      throw refusal("the table is UTF-16", "save it as UTF-8")
    }
    guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return true }
    guard encoding == .utf8 else {
      throw refusal("a byte order mark of UTF-8, and \(encoding.name) was asked for", "read it as UTF-8")
    }
    (i, counted) = (3, (3, 1))
    return true
  }

  /// Each second byte is 0: ASCII in UTF-16.
  private static func hasZeros(_ first: ArraySlice<UInt8>) -> Bool {
    first.count == 4 && ((first[0] == 0 && first[2] == 0) || (first[1] == 0 && first[3] == 0))
  }

  /// Whether the row at `i` is whole: its end, or the end of the table, was fed.
  private mutating func findEnd() throws(CSVRefusal) -> Bool {
    while scan.offset < bytes.count {
      let byte = bytes[scan.offset]
      scan.offset += 1
      guard scan.offset - i <= CSVReader.longestRow else {
        throw CSVRefusal(
          line: line, column: 1, why: "a row longer than \(CSVReader.longestRow) bytes", next: "look for a quote that is not closed")
      }
      switch (scan.state, byte) {
      case (.quoted, 0x22): scan.state = .quoteInQuoted
      case (.quoted, _): break
      case (.quoteInQuoted, 0x22), (.fieldStart, 0x22): scan.state = .quoted
      case (_, 0x0A): return true
      case (_, separator): scan.state = .fieldStart
      default: scan.state = .plain
      }
    }
    return isFinished
  }

  private mutating func check(_ range: Range<Int>) throws(CSVRefusal) {
    guard let wrong = encoding.firstWrong(in: bytes[range]) else { return }
    throw refusal("bytes that are not \(encoding.name)", "save the table as UTF-8, or say how it is encoded", at: range.lowerBound + wrong)
  }

  /// The encoding of all that was fed, before any row is taken.
  func checkAll() throws(CSVRefusal) {
    guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else { return }
    var stream = self
    try stream.check(0..<bytes.count)
  }
}

// MARK: fields

extension CSVStream {
  private mutating func field() throws(CSVRefusal) -> CSVRow.Field {
    let start = place(of: i)
    if i < bytes.count, bytes[i] == 0x22 {
      return CSVRow.Field(text: try quoted(from: start), line: start.line, column: start.column, isQuoted: true)
    }
    let from = i
    while i < bytes.count, bytes[i] != separator, !isLineEnd(i) {
      if bytes[i] == 0x22 {
        throw refusal("a quote within a field that is not quoted", "quote the whole field and double the quotes in it")
      }
      i += 1
    }
    return CSVRow.Field(text: encoding.text(bytes[from..<i]), line: start.line, column: start.column, isQuoted: false)
  }

  private mutating func quoted(from start: (line: Int, column: Int)) throws(CSVRefusal) -> String {
    var text: [UInt8] = []
    i += 1
    while true {
      guard i < bytes.count else {
        throw CSVRefusal(
          line: start.line, column: start.column, why: "a quoted field is not closed", next: "close it, and double quotes within")
      }
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
    return encoding.text(text)
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

  /// Only forward, over lines that end within.
  private mutating func place(of offset: Int) -> (line: Int, column: Int) {
    for place in counted.offset..<max(offset, counted.offset) where encoding.begins(bytes[place]) { counted.column += 1 }
    counted.offset = max(offset, counted.offset)
    return (line, counted.column)
  }

  private mutating func refusal(_ why: String, _ next: String, at offset: Int? = nil) -> CSVRefusal {
    let end = offset ?? i
    while let lineEnd = bytes[counted.offset..<max(end, counted.offset)].firstIndex(of: 0x0A) {
      (line, counted) = (line + 1, (lineEnd + 1, 1))
    }
    let place = place(of: end)
    return CSVRefusal(line: place.line, column: place.column, why: why, next: next)
  }
}
