import Scenarios
import SourceText
import Testing

/// A page that uses words of a table is told once for each row; what it says of the row is said in the row's own words.
@Suite struct TellingTableTests {
  static func node(_ text: String) throws -> Node { try YAMLReader().read(Array(text.utf8), name: "page.yaml").get() }
  static func table(_ text: String = "A: { role: crvs, path: \"$.a[?@.b=='C']\" }\nB: { role: ibr, path: \"$.b\" }\n") throws
    -> TellingTable
  {
    TellingTable(try node(text))
  }

  @Test func `a page is told for each row, as value, as key and within a text`() throws {
    let page = try Self.node("call: <role>\nwhere: { <role>: yes }\nthat: \"<role> says <path>\"\n")
    let pages = try Self.table().tellings(of: page).get()
    #expect(pages.map { $0["call"]?.text } == ["crvs", "ibr"])
    #expect(pages.map { $0["where"]?.entries?.map(\.name) } == [["crvs"], ["ibr"]])
    #expect(pages.map { $0["that"]?.text } == ["crvs says $.a[?@.b=='C']", "ibr says $.b"])
  }

  @Test func `a page without words of the table is told once, and comparisons are no words`() throws {
    let page = try Self.node("path: \"$[?@.a<3 && @.b>4]\"\n")
    let pages = try Self.table().tellings(of: page).get()
    #expect(pages.count == 1 && pages[0].says(same: page))
  }

  @Test func `a word that is a list stands for its items, in a list and alone`() throws {
    let table = try Self.table("A: { own: [ X, Y ] }\nB: { own: [ ] }\n")
    let pages = try table.tellings(of: try Self.node("core: [ C, <own> ]\nonly: <own>\n")).get()
    #expect(pages.map { $0["core"]?.items?.compactMap(\.text) } == [["C", "X", "Y"], ["C"]])
    #expect(pages[0]["only"]?.items?.count == 2)
  }

  @Test func `over keeps a page to its rows, and names only rows that there are`() throws {
    let page = try Self.node("over: [ B ]\ncall: <role>\n")
    let pages = try Self.table().tellings(of: page).get()
    #expect(pages.map { $0["call"]?.text } == ["ibr"] && pages[0]["over"] == nil)
    let wrong = try Self.table().tellings(of: try Self.node("over: [ B, D ]\ncall: <role>\n"))
    #expect(wrong.diagnostics.map(\.code) == [.unknownName])
  }

  @Test func `a word that the row has not is told where it stands`() throws {
    let told = try Self.table().tellings(of: try Self.node("title: x\ncall: <rule>\n"))
    // Once for each row.
    #expect(told.diagnostics.map(\.code) == [.unknownReference, .unknownReference])
    #expect(told.diagnostics.allSatisfy { $0.span.start.line == 2 })
  }

  @Test func `entries are told each for its rows, and those without words once`() throws {
    let entries = try Self.node("<role>-X: { binds: <role> }\nY: { binds: mis }\n<role>-Z: { over: [ A ], binds: <role> }\n")
    let told = try Self.table().entries(of: entries).get()
    #expect(told.entries?.map(\.name) == ["crvs-X", "Y", "crvs-Z", "ibr-X"])
  }
}
