/// A table in pieces of the first byte's size has the rows it has as a whole; what is written from rows is read back.
let tableTarget = FuzzTarget(name: "table") { bytes in
  guard let first = bytes.first else { return }
  let encoding = CSVEncoding.allCases[Int(first) % CSVEncoding.allCases.count]
  let header: CSVReader.Header = first & 0x40 == 0 ? .firstRow : .none
  let (size, table) = (Int(first & 0x0F) + 1, Array(bytes.dropFirst()))
  let whole = readWhole(table, header, encoding), pieces = readPieces(table, size, header, encoding)
  switch (whole, pieces) {
  case (let rows?, let others?): require(rows == others, "pieces make the same rows")
  case (nil, nil): break
  default: require(false, "refused only \(whole == nil ? "as a whole" : "in pieces")")
  }
  // Zeros at the start are taken for UTF-16.
  guard let rows = whole, header == .none, !table.contains(0) else { return }
  let written = rows.map { CSVRow.written($0.texts) }.joined()
  require(readWhole(Array(written.utf8), .none, .utf8)?.map(\.texts) == rows.map(\.texts), "what is written is read back")
}

private func readWhole(_ table: [UInt8], _ header: CSVReader.Header, _ encoding: CSVEncoding) -> [CSVRow]? {
  guard var reader = try? CSVReader(table, header: header, encoding: encoding) else { return nil }
  return try? reader.rows()
}

private func readPieces(_ table: [UInt8], _ size: Int, _ header: CSVReader.Header, _ encoding: CSVEncoding) -> [CSVRow]? {
  var stream = CSVStream(header: header, encoding: encoding)
  var rows: [CSVRow] = []
  for start in stride(from: 0, to: table.count, by: size) {
    stream.feed(table[start..<min(start + size, table.count)])
    guard let more = try? stream.rows() else { return nil }
    rows += more
  }
  stream.finish()
  guard let more = try? stream.rows() else { return nil }
  return rows + more
}
