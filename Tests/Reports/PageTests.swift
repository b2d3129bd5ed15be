import Evidence
import Facts
import Foundation
import Reports
import Testing

@Suite("The HTML page")
struct PageTests {
  static func page(_ ledger: Ledger) throws -> String { String(decoding: try HTMLPage().bytes(ledger, Templates.settings), as: UTF8.self) }

  @Test func everyLinkLeadsSomewhereAndNamesAreUnique() throws {
    let page = try Self.page(EveryVerdict.ledger())
    let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    let links = page.matches(of: /href="#([^"]*)"/).map { String($0.1) }
    #expect(links.count > 20)
    #expect(links.filter { !ids.contains($0) }.isEmpty)
  }

  @Test func anArrowLeadsToItsExchangeAndBack() throws {
    let page = try Self.page(SampleRun.ledger())
    #expect(page.contains("<a id=\"i0-a4.1\" href=\"#i0-x4.1\" aria-label=\"mis to payments: list, 200\">"))
    #expect(page.contains("<a class=\"back\" href=\"#i0-a4.1\">"))
  }

  @Test func theFailingNodeIsMarkedInTheBody() throws {
    let page = try Self.page(SampleRun.ledger())
    let marked = try #require(page.firstMatch(of: /<mark>([^<]*)<\/mark>/)).1
    #expect(marked.contains("PAULO") && marked.contains("20.00") && !marked.contains("OLU"))
    #expect(page.contains("/message/disbursements/1</code>, bytes 62 to 96"))
  }

  @Test func consequencesAreFoldedUnderTheirCause() throws {
    let page = try Self.page(LongRun.folded)
    let cause = try #require(page.range(of: "<details class=\"folded\">"))
    let end = try #require(page[cause.upperBound...].range(of: "</details>"))
    let folded = page[cause.upperBound..<end.lowerBound]
    #expect(folded.contains("1 more result goes away"))
    #expect(folded.contains("UC-CR06-ENDED"))
    #expect(folded.contains("because of it"))
    #expect(!page.contains("<h2 id=\"failures\">"), "what is folded is not listed again")
  }

  @Test(arguments: [
    ("<a><b>1.50</b><c/></a>", "<a>\n  <b>1.50</b>\n  <c/>\n</a>"),
    ("<?xml version=\"1.0\"?><a x='>'></a>", "<?xml version=\"1.0\"?>\n<a x='>'></a>"),
    ("<a><!-- <b> --><c><![CDATA[<d>]]></c></a>", "<a>\n  <!-- <b> -->\n  <c><![CDATA[<d>]]></c>\n</a>"),
    ("<a>one<b/></a>", "<a>one<b/></a>"), ("<a><b></a>x", "<a><b></a>x"), ("<a", "<a"), ("[1.50,1e400]", "[\n  1.50,\n  1e400\n]"),
  ])
  func bodiesAreLaidOutAndNumbersKeepTheirText(sent: String, shown: String) throws {
    var events = SampleRun.events()
    for (i, recorded) in events.enumerated() {
      guard case .exchange(var exchange) = recorded.event, exchange.id == "2.1" else { continue }
      exchange.request.body = Array(sent.utf8)
      events[i] = Recorded(recorded.place, .exchange(exchange))
    }
    let page = try Self.page(Ledger(events))
    #expect(page.contains("tabindex=\"0\">\(Markup.escape(shown))</pre>"))
  }

  @Test func aLongBodyIsKeptOnceAndAFailureShowsItsOwn() throws {
    let page = try Self.page(SampleRun.ledger(person: String(repeating: "long ", count: 200)))
    #expect(page.contains("the same body as in <a href=\"#i0-x2.1\">"))
  }
}

@Suite("The HTML page in a browser", .enabled(if: Browser.path != nil))
struct PageInBrowserTests {
  /// The digest in the page's policy is that of its script, or nothing of it would run.
  @Test func itsOwnScriptRunsUnderItsOwnPolicy() throws {
    let dom = try #require(try Browser.dom(PageTests.page(SampleRun.ledger())))
    #expect(dom.contains("<html lang=\"en\" class=\"js\">"))
    #expect(dom.contains(">Dark</button>") || dom.contains(">Light</button>"))
  }

  @Test func anotherScriptDoesNot() throws {
    let page = try PageTests.page(SampleRun.ledger()).replacing("</body>", with: "<script>document.title = 'broken'</script></body>")
    #expect(try #require(try Browser.dom(page)).contains("<title>NOT MET: crvs-mis</title>"))
  }

  /// What is not hidden, once every scenario was looked into.
  static let shown = """
    for (const d of document.querySelectorAll('details.scenario')) { d.open = true; d.dispatchEvent(new Event('toggle')) }
    const seen = s => [...document.querySelectorAll(s)].filter(e => !e.hidden && !e.closest('[hidden]')).length;
    return [seen('tr.requirement'), seen('tr.check'), seen('details.scenario'), document.getElementById('f-count').textContent].join('|');
    """

  @Test(arguments: [
    ("", "4|8|2|"), ("#?verdict=fail", "1|1|1|1 of 4 requirements, 1 of 8 checks in 1 scenario"),
    ("#?role=crvs", "1|2|2|1 of 4 requirements, 2 of 8 checks in 2 scenarios"),
    ("#?q=no-line", "1|2|2|1 of 4 requirements, 2 of 8 checks in 2 scenarios"),
    ("#?verdict=fail&role=crvs", "0|0|0|0 of 4 requirements, 0 of 8 checks in 0 scenarios"),
  ])
  func aFilterIsPartOfTheLink(fragment: String, counts: String) throws {
    #expect(try Browser.ask(PageTests.page(SampleRun.ledger()), fragment: fragment, Self.shown) == "\"\(counts)\"")
  }

  @Test func aLinkOpensTheExchangeAndEscapeGoesBack() throws {
    let script = """
      const message = document.getElementById('i0-x4.1'), before = message.open;
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
      return [before, message.open, document.activeElement.id];
      """
    let seen = try Browser.ask(PageTests.page(SampleRun.ledger()), fragment: "#i0-x4.1", script)
    #expect(seen == #"[true,false,"i0-a4.1"]"#)
  }

  /// Below the heading of a closed scenario a browser with scripts has one text until it is opened; one without has all of it.
  @Test func aClosedScenarioIsFilledWhenItIsLookedInto() throws {
    let page = try PageTests.page(LongRun.ledger(checks: 40))
    #expect(page.components(separatedBy: "<noscript>").count == 4)
    #expect(page.components(separatedBy: "<tr class=\"check ").count == 41)
    let script = """
      const d = document.getElementById('i1'), before = d.querySelectorAll('tr.check, svg').length;
      d.open = true; d.dispatchEvent(new Event('toggle'));
      return [before, d.querySelectorAll('svg').length, d.querySelectorAll('tr.check').length, d.querySelectorAll('noscript').length];
      """
    #expect(try Browser.ask(page, script) == "[0,1,10,0]")
  }

  @Test func aLinkIntoAClosedScenarioOpensIt() throws {
    let script = "const m = document.getElementById('i2-x2.1'); return [m.open, m.closest('details.scenario').open, m.className];"
    #expect(try Browser.ask(PageTests.page(LongRun.ledger(checks: 40)), fragment: "#i2-x2.1", script) == #"[true,true,"message here"]"#)
  }

  @Test func theFilterKnowsWhatNobodyOpened() throws {
    let page = try PageTests.page(LongRun.ledger(checks: 40))
    let counts = try Browser.ask(page, fragment: "#?q=s2.c4", "return document.getElementById('f-count').textContent;")
    #expect(counts == "\"0 of 40 requirements, 4 of 40 checks in 4 scenarios\"")
  }

  /// Nothing runs over the edge of a phone, whatever a name is made of.
  @Test(arguments: ["PAULO", String(repeating: "W", count: 3_000)])
  func nothingIsWiderThanTheScreen(person: String) throws {
    let page = try PageTests.page(SampleRun.ledger(person: person))
    let width = try Browser.ask(page, "return document.documentElement.scrollWidth <= innerWidth;")
    #expect(width == "true")
  }

  /// Opened and laid out, best of three. What it takes is printed; `ASSAY_TIMED=1` holds it to the second that is the goal.
  @Test func fiveThousandChecksOpen() throws {
    let page = try PageTests.page(LongRun.ledger(checks: 5_000))
    #expect(page.components(separatedBy: "<tr class=\"check ").count == 5_001)
    let script = """
      document.body.offsetHeight; const opened = performance.now();
      const f = document.getElementById('f-verdict'); f.value = 'fail'; f.dispatchEvent(new Event('input')); document.body.offsetHeight;
      return Math.round(opened);
      """
    var best = Int.max
    let isTimed = ProcessInfo.processInfo.environment["ASSAY_TIMED"] != nil
    for _ in 0..<(isTimed ? 3 : 1) where best >= 1_000 { best = min(best, try Int(#require(try Browser.ask(page, script))) ?? .max) }
    print("a page of \(page.utf8.count / 1_000_000) MB with 5,000 checks opened in \(best) ms")
    if isTimed { #expect(best < 1_000) }
  }
}
