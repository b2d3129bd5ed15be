import Documents
import Testing

@Suite struct CSVTests {
  private func reader(_ text: String, header: CSVReader.Header = .firstRow, separator: Unicode.Scalar = ",") throws -> CSVReader {
    try CSVReader(Array(text.utf8), header: header, separator: separator)
  }

  @Test func rowsKnowTheirNamesAndPlaces() throws {
    var reader = try reader("\u{FEFF}id,name,amount\r\n1,\"Amina, \"\"A\"\"\nK\",20.00\n\n2,,\"\"\n")
    #expect(reader.names == ["id", "name", "amount"])
    let first = try #require(try reader.next())
    #expect(
      first.texts == ["1", "Amina, \"A\"\nK", "20.00"] && first["amount"]?.text == "20.00" && first["none"] == nil && first[3] == nil)
    #expect(first.line == 2 && first["amount"]?.line == 3 && first["amount"]?.column == 4)
    let second = try #require(try reader.next())
    #expect(second.line == 5 && second["name"]?.isQuoted == false && second["amount"]?.isQuoted == true)
    #expect(try reader.next() == nil)
  }

  @Test func headersMayBeGivenOrMissing() throws {
    var named = try reader("1;2", header: .names(["a", "b"]), separator: ";")
    #expect(try named.next()?["b"]?.text == "2")
    var bare = try reader("1,2\n3\n", header: .none)
    #expect(try bare.rows().map(\.texts) == [["1", "2"], ["3"]])
    var empty = try reader("", header: .none)
    #expect(try empty.next() == nil)
    var trailing = try reader("a,b\n1,")
    #expect(try trailing.next()?.texts == ["1", ""])
  }

  @Test(arguments: [
    ("", 1, 1, "no row"), ("a,b\n1", 2, 1, "1 fields"), ("a,b\n1,2,3", 2, 5, "3 fields"), ("a\n\"x", 2, 1, "not closed"),
    ("a\nx\"y", 2, 2, "quote within"),
    ("a\n\"x\"y", 2, 4, "after the closing"), ("a,a\n", 1, 3, "second column"), ("a,,b\n", 1, 3, "without a name"),
    ("é,b\né\"", 2, 2, "quote within"),
  ])
  func refusalsSayWhere(text: String, line: Int, column: Int, why: String) {
    let refusal = #expect(throws: CSVRefusal.self) {
      var reader = try reader(text)
      _ = try reader.rows()
    }
    #expect(refusal?.line == line && refusal?.column == column && refusal?.why.contains(why) == true, "\(String(describing: refusal))")
  }

  @Test func hostileTablesAreBounded() {
    #expect(throws: CSVRefusal.self) { _ = try CSVReader([0x61, 0x0A, 0xFF]) }
    #expect(throws: CSVRefusal.self) {
      var reader = try reader("a\n\"" + String(repeating: "x\n", count: 1 << 20))
      _ = try reader.next()
    }
    #expect(throws: CSVRefusal.self) { _ = try reader(String(repeating: "a,", count: 400_000)) }
  }

  @Test func whatIsWrittenIsReadBack() throws {
    var dice = Dice(seed: 3)
    let table = (0..<200).map { _ in (0..<3).map { _ in dice.text() + [",", "\r\n", "", "\""][dice.roll(4)] } }
    let text = table.map { CSVRow.written($0) }.joined()
    var reader = try reader(text, header: .none)
    #expect(try reader.rows().map(\.texts) == table)
    #expect(CSVRow.written([""]) == "\"\"\r\n")
    // Found by fuzzing: a zero character is not UTF-16, and a first text may begin with U+FEFF.
    for texts in [["a10\0\0"], ["\u{FEFF}a"]] {
      var reader = try self.reader(CSVRow.written(texts), header: .none)
      #expect(try reader.rows().map(\.texts) == [texts])
    }
  }

  /// However the bytes are cut, the rows are the same, and so are the refusals.
  @Test(arguments: [
    "a,b\r\n1,\"x\"\"\r\ny\"\r\n\r\n2,é\n", "\u{FEFF}a\n1\n", "a\n\"x", "a,b\n1,2,3\n", "a\r\n\r\n\r\n1\r\n", "a\n\"x\"y\n", "a\nb\r",
    "é,b\né\"",
  ])
  func piecesMakeTheSameRows(text: String) {
    func rows(_ cuts: Int) -> Result<[CSVRow], CSVRefusal> {
      Result { () throws(CSVRefusal) in
        var stream = CSVStream()
        var rows: [CSVRow] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: cuts) {
          stream.feed(bytes[start..<min(start + cuts, bytes.count)])
          rows += try stream.rows()
        }
        stream.finish()
        return try rows + stream.rows()
      }
    }
    let whole = Result { () throws(CSVRefusal) in
      var reader = try CSVReader(Array(text.utf8))
      return try reader.rows()
    }
    for cuts in 1...8 { #expect(rows(cuts) == whole, "in pieces of \(cuts)") }
  }

  /// A million rows go through in the memory of a few.
  @Test func aStreamForgetsWhatWasTaken() throws {
    var stream = CSVStream(header: .names(["n", "text"]))
    var rows = 0
    for piece in 0..<500 {
      stream.feed(Array(String(repeating: "\(piece),\"x,y\"\n", count: 100).utf8))
      while let row = try stream.next() {
        #expect(row["n"]?.text == "\(piece)")
        rows += 1
      }
    }
    stream.finish()
    #expect(try stream.next() == nil && rows == 50_000)
  }

  @Test(
    arguments: [
      (CSVEncoding.latin1, [0x61, 0x0A, 0xE9, 0x80], "é\u{80}"), (.windows1252, [0x61, 0x0A, 0xE9, 0x80, 0x93], "é€\u{201C}"),
      (.utf8, [0xEF, 0xBB, 0xBF, 0x61, 0x0A, 0xC3, 0xA9], "é"),
    ] as [(CSVEncoding, [UInt8], String)])
  func encodingsAreRead(encoding: CSVEncoding, bytes: [UInt8], text: String) throws {
    var reader = try CSVReader(bytes, encoding: encoding)
    #expect(try reader.next()?["a"]?.text == text)
  }

  @Test(
    arguments: [
      (CSVEncoding.utf8, [0xFF, 0xFE, 0x61, 0x00], 1, 1, "UTF-16"), (.latin1, [0xFE, 0xFF, 0x00, 0x61], 1, 1, "UTF-16"),
      (.utf8, [0x61, 0x00, 0x0A, 0x00], 1, 1, "UTF-16"), (.latin1, [0xEF, 0xBB, 0xBF, 0x61], 1, 1, "byte order mark"),
      (.windows1252, [0x61, 0x0A, 0xE9, 0x81, 0x0A], 2, 2, "Windows-1252"), (.utf8, [0x61, 0x0A, 0xC3, 0xA9, 0xE9, 0x0A], 2, 2, "UTF-8"),
    ] as [(CSVEncoding, [UInt8], Int, Int, String)])
  func wrongEncodingsAreSaid(encoding: CSVEncoding, bytes: [UInt8], line: Int, column: Int, why: String) {
    let whole = #expect(throws: CSVRefusal.self) {
      var reader = try CSVReader(bytes, encoding: encoding)
      _ = try reader.rows()
    }
    let pieces = #expect(throws: CSVRefusal.self) {
      var stream = CSVStream(encoding: encoding)
      stream.feed(bytes)
      stream.finish()
      _ = try stream.rows()
    }
    for refusal in [whole, pieces] {
      #expect(refusal?.line == line && refusal?.column == column && refusal?.why.contains(why) == true, "\(String(describing: refusal))")
    }
  }
}
