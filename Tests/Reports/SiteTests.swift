import Foundation
import Reports
import Testing

@Suite("A site of documents")
struct SiteTests {
  static func page(_ text: String, file: String = "a/b.html") -> SitePage {
    let place = SitePlace("a/c.html", SitePlace.anchor("r", text))
    return SitePage(
      file: file, title: text, trail: [.init(text, SitePlace("index.html"))], siblings: [.init(text, place)],
      blocks: [
        .heading(text, anchor: SitePlace.anchor("h", text)), .part(text, anchor: SitePlace.anchor("p", text)),
        .text([.plain(text), .code(text), .strong(text), .dim(text), .tag(text), .link(.init(text, place)), .end]),
        .list([[.plain(text)]]), .facts([(text, [.plain(text)])]),
        .table([text], [SiteRow([[.plain(text)]], anchor: SitePlace.anchor("r", text))]), .source(text, title: text),
        .picture(
          SequenceDiagram(
            participants: [.init(name: text, kind: text)],
            rows: [.mark(text, .quiet), .arrow(.init(from: text, to: text, label: text, status: text, tone: .ok, anchor: "x"))]),
          title: text),
      ])
  }
  static func html(_ page: SitePage) throws -> String {
    String(decoding: try #require(try Site.files([page], Templates.settings).first).bytes, as: UTF8.self)
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{title}}", "{{{content}}}", "<\u{301}script>", "a\u{202E}b",
    "</pre></style>",
    "' onclick='x",
  ])
  func hostileTextStaysText(_ text: String) throws {
    let page = try Self.html(Self.page(text))
    #expect(page.contains(Markup.escape(text)))
    #expect(!page.contains("<script") && !page.contains("<img") && !page.contains("\u{202E}"))
    #expect(page.components(separatedBy: "</style").count == 2)
    // Within quotes it is a value, whatever it says.
    #expect(page.replacing(/"[^"]*"/, with: "").firstMatch(of: /<[a-z][^>]*\son[a-z]+=/) == nil)
    #expect(page.unicodeScalars.split(separator: "<").allSatisfy { !$0.starts(with: "\u{301}".unicodeScalars) })
  }

  @Test func itNeedsNothingBesideItself() throws {
    let page = try Self.html(Self.page("A"))
    for word in ["src=", "@import", "<link rel=\"stylesheet\"", "url(", "<script"] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.contains("default-src 'none'") && page.contains("prefers-color-scheme: dark"))
    let template = String(decoding: try #require(Templates.resource("templates/site.mustache")), as: UTF8.self)
    #expect(template.hasPrefix("{{% CONTENT_TYPE:ASSAY-HTML}}") && !template.contains("{{&"))
    #expect(template.components(separatedBy: "{{{").dropFirst().map { $0.prefix { $0 != "}" } } == ["content"])
  }

  @Test func linksAreFoundFromWhereverThePageIs() throws {
    let deep = try Self.html(Self.page("A"))
    #expect(deep.contains("href=\"../index.html\"") && deep.contains("href=\"../a/c.html#r-A\""))
    #expect(try Self.html(Self.page("A", file: "a/c.html")).contains("href=\"#r-A\""))
    #expect(try Self.html(Self.page("A", file: "index.html")).contains("href=\"a/c.html#r-A\""))
  }
}
