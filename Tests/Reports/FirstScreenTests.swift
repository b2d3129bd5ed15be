import Foundation
import Reports
import Testing

/// What a reader sees without scrolling, measured in a browser. Skipped where none is installed, which `BrowserTests` says aloud.
@Suite("The first screen of a failing run", .enabled(if: Browser.path != nil))
struct FirstScreenTests {
  /// Selector and text of everything that must be in view at 1280 x 800.
  static let wanted: [(selector: String, text: String)] = [
    ("h1", "NOT MET"), (".cause .role", "mis"), (".cause .id", "UC-CR06-NO-LINE"),
    (".cause h3", "No list after a registered death holds a line for the deceased."), (".cause .pair div:nth-child(1) dd", "0 lines for"),
    (".cause .pair div:nth-child(2) dd", "1 line for"), (".cause .command", "curl -i -X POST"),
  ]

  @Test(arguments: ["PAULO", "<script>document.title='broken'</script>", String(repeating: "Wolfeschlegel ", count: 90) + "x"])
  func holdsVerdictRoleRequirementExpectedActualAndCurl(person: String) throws {
    let page = String(decoding: try HTMLPage().bytes(SampleRun.ledger(person: person), Templates.settings), as: UTF8.self)
    let seen = try #require(try Browser.measure(page, Self.wanted.map(\.selector)))
    try #require(seen.count == Self.wanted.count)
    for (wanted, box) in zip(Self.wanted, seen) {
      #expect(box.text.contains(wanted.text), "\(wanted.selector)")
      #expect(box.top >= 0 && box.left >= 0 && box.bottom <= 800 && box.right <= 1280, "\(wanted.selector) ends at \(box.bottom)")
    }
    #expect(seen[4].text.contains(person))
    #expect(page.components(separatedBy: "<script").count == 2)
  }

  /// Who, what, where, how to reproduce, what first, and what goes away with it.
  static let answers: [(selector: String, text: String)] = [
    ("#first", "Fix this first"), (".cause .who", "under test: Acme MIS 4.2.1"), (".cause .why", "fail.assertion"),
    (".cause .where", "at 4.1 /message/disbursements/1 (bytes"), (".cause .proof", "exchange 4.1"), (".cause .next", "next"),
    (".cause .how:nth-of-type(2)", "assay run crvs-mis --target acme.yaml --only 'CR-06'"), (".folded li", "UC-CR06-ENDED"),
  ]

  @Test func twoScreensAnswerEveryQuestion() throws {
    let page = String(decoding: try HTMLPage().bytes(LongRun.folded, Templates.settings), as: UTF8.self)
      .replacing("<details class=\"folded\">", with: "<details class=\"folded\" open>")
    let there = try Browser.ask(page, "return \(Self.answers.map(\.selector)).filter(s => !document.querySelector(s));")
    #expect(there == "[]", "what the page lacks")
    let seen = try #require(try Browser.measure(page, Self.answers.map(\.selector)))
    for (wanted, box) in zip(Self.answers, seen) {
      #expect(box.text.contains(wanted.text), "\(wanted.selector): \(box.text)")
      #expect(box.top >= 0 && box.bottom <= 1600 && box.right <= 1280, "\(wanted.selector) ends at \(box.bottom)")
    }
  }
}
