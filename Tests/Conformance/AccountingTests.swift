import Conformance
import Testing

@Suite("Accounting: planned equals accounted for")
struct AccountingTests {
  static func id(_ check: String) -> CheckID { CheckID(instance: 3, step: "told", check: check) }
  static let plan = [id("a"), id("b"), id("c")]

  @Test func allThere() {
    let books = Accounting(planned: Self.plan, judged: Self.plan.reversed())
    #expect(books.holds)
    #expect(books.description == "3 checks planned, all accounted for")
  }

  @Test func vanished() {
    let books = Accounting(planned: Self.plan, judged: [Self.id("a"), Self.id("c")])
    #expect(!books.holds)
    #expect(books.accounted == 2)
    #expect(books.description == "3 checks planned, 1 vanished (first: 3/told.b)")
  }

  @Test func neverPlannedOrJudgedTwice() {
    let books = Accounting(planned: Self.plan, judged: Self.plan + [Self.id("x"), Self.id("x"), Self.id("a"), Self.id("a")])
    #expect(!books.holds)
    #expect(books.unplanned == [Self.id("x")])
    #expect(books.twice == [Self.id("x"), Self.id("a")])
  }
}
