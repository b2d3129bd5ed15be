import Evidence
import Facts
import Foundation
import Reports
import Testing

@Suite("Whatever a vendor sends shows as text")
struct EscapingTests {
  @Test(arguments: [
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"), ("\"'&", "&quot;&#39;&amp;"),
    ("\"\u{338}onload=x", "&quot;\u{338}onload=x"), ("<\u{338}img>", "&lt;\u{338}img&gt;"), ("a\u{0}b", "a\u{27E8}U+0000\u{27E9}b"),
    ("\u{202E}txt", "\u{27E8}U+202E\u{27E9}txt"), ("Zoë\tÅsa\n", "Zoë\tÅsa\n"),
  ])
  func scalars(text: String, safe: String) {
    #expect(Array(Markup.escape(text).unicodeScalars) == Array(safe.unicodeScalars))
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "<\u{338}script>", "\"\u{338}><svg onload=x>", "{{sentence}}", "{{{diagram}}}", "</template></details>",
    "]]>", "</pre></script>", String(repeating: "A", count: 20_000), "\u{202E}\u{2066}x", "a\u{0}\u{1B}[2J",
  ])
  func namesInThePage(name: String) throws {
    let page = String(decoding: try HTMLPage().bytes(SampleRun.ledger(person: name), Templates.settings), as: UTF8.self)
    #expect(!page.unicodeScalars.contains("\u{0}"))
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(page.components(separatedBy: "</script").count == 2)
    #expect(!page.contains("</template"))
    for bidi in ["\u{202E}", "\u{2066}", "\u{1B}"] as [Unicode.Scalar] { #expect(!page.unicodeScalars.contains(bidi)) }
    #expect(!page.contains("<svg onload"))
    #expect(page.unicodeScalars.split(separator: "<").allSatisfy { !$0.starts(with: "\u{338}".unicodeScalars) })
    if name.hasPrefix("{") { #expect(page.contains("0 lines for \(name)")) }
  }

  @Test func namesInTheOtherFormats() throws {
    let ledger = SampleRun.ledger(person: "<script>]]>\u{1}\u{1B}[2J")
    let junit = String(decoding: try JUnitXML().bytes(ledger, Templates.settings), as: UTF8.self)
    #expect(!junit.contains("<script"))
    #expect(!junit.contains("]]>"))
    #expect(!junit.contains("\u{1B}"))
    let console = ConsoleSummary.text(ledger, Templates.settings)
    #expect(!console.contains("\u{1B}"))
  }

  @Test func everyTemplateEscapes() throws {
    for name in ["page", "filter", "failure", "message", "requirements", "scenario", "proof"] {
      let text = String(decoding: try #require(Templates.resource("templates/\(name).mustache")), as: UTF8.self)
      #expect(text.hasPrefix("{{% CONTENT_TYPE:ASSAY-HTML}}"), "\(name)")
      let raw = text.components(separatedBy: "{{{").dropFirst().map { $0.prefix { $0 != "}" } }
      #expect(raw.allSatisfy { $0 == "diagram" || $0 == "script" }, "\(name)")
      #expect(!text.contains("{{&"), "\(name)")
    }
  }

  @Test func thePageFetchesNothing() throws {
    let page = String(decoding: try HTMLPage().bytes(SampleRun.ledger(), Templates.settings), as: UTF8.self)
    for word in ["src=", "@import", "<link rel=\"stylesheet\"", "url("] { #expect(!page.contains(word), "\(word)") }
    #expect(page.contains("default-src 'none'"))
    #expect(page.firstMatch(of: /<[a-z][^>]*\son[a-z]+=/) == nil)
  }
}
