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
    #expect(first.texts == ["1", "Amina, \"A\"\nK", "20.00"] && first["amount"]?.text == "20.00" && first["none"] == nil && first[3] == nil)
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
  }
}
