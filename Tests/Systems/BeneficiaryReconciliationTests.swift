import BeneficiarySystem
import Documents
import Facts
import Testing

@Suite("Beneficiary system: reconciliation")
struct BeneficiaryReconciliationTests {
  static let today = Day(number: 20_000)
  static let rules = Reconciliation(today: today, opened: Day(number: 18_000))

  static func list(_ count: Int = 3, amount: String = "20.00") -> PaymentList {
    PaymentList(
      "L", "CHA", cycle: "2026-12", day: today,
      lines: (1...count).map { PaymentLine("R\($0)", payee: [Identifier(.uin, "\($0)")], amount: ExactDecimal(amount) ?? 0) })
  }
  static func row(_ reference: String, _ state: String, settled: String? = nil, _ more: [(String, FactValue)] = []) -> Facts {
    var facts = Facts()
    facts[.reference] = reference
    facts[.state] = state
    facts[.settledAmount] = settled.flatMap { ExactDecimal($0) }
    for (name, value) in more { facts[name] = value }
    return facts
  }

  @Test(
    "What was delivered decides the state of a line",
    arguments: [
      ("open", nil, PaymentLine.State.open), ("settled", nil, .settled), ("settled", "20.00", .settled), ("settled", "20", .settled),
      ("settled", "10.00", .partlySettled), ("partly-settled", "10.00", .partlySettled), ("settled", "0.00", .rejected),
      ("rejected", nil, .rejected), ("returned", nil, .returned), ("cancelled", nil, .cancelled),
    ])
  func delivered(state: String, settled: String?, becomes: PaymentLine.State) {
    var list = Self.list()
    let outcome = Self.rules.apply([Self.row("R1", state, settled: settled)], to: &list)
    #expect(list.lines[0].state == becomes)
    #expect(outcome.applied == ["R1"])
    #expect(list.lines[1].state == .received)
  }

  @Test(
    "A row that cannot be true is refused and named, the others are applied",
    arguments: [
      (RowFault.unknownLine, "R9", "settled", [("x", FactValue.count(0))]),
      (.anotherCycle, "OTHER", "settled", []),
      (.moreThanAsked, "R1", "settled", [("settled.amount", .amount(ExactDecimal(minor: 2001, scale: 2)))]),
      (.moreThanAsked, "R1", "settled", [("amount", .amount(21))]),
      (.otherAmount, "R1", "settled", [("amount", .amount(19))]),
      (.moreThanAsked, "R1", "returned", [("settled.amount", .amount(10)), ("returned.amount", .amount(11))]),
      (.inTheFuture, "R1", "settled", [("date", .day(today.adding(days: 1)))]),
      (.beforeProgramme, "R1", "settled", [("date", .day(Day(number: 17_999)))]),
      (.unknownState, "R1", "vanished", []),
      (.malformedAmount, "R1", "settled", [("settled.amount", .text("10,00"))]),
      (.malformedAmount, "R1", "settled", [("settled.amount", .amount(-1))]),
      (.malformedDate, "R1", "settled", [("date", .text("01.12.2026"))]),
      (.amountMissing, "R1", "partly-settled", []),
    ])
  func impossible(fault: RowFault, reference: String, state: String, more: [(String, FactValue)]) {
    var list = Self.list()
    let outcome = Self.rules.apply([Self.row(reference, state, more), Self.row("R2", "settled")], to: &list) { $0 == "OTHER" }
    #expect(outcome.refused.map(\.fault) == [fault])
    #expect(outcome.refused.map(\.reference) == [reference])
    #expect(list.lines[0].state == .received)
    #expect(list.lines[1].state == .settled)
  }

  @Test("A line that occurs twice in a report is not believed at all")
  func twice() {
    var list = Self.list()
    let outcome = Self.rules.apply([Self.row("R1", "settled"), Self.row("R1", "rejected")], to: &list)
    #expect(outcome.refused.map(\.reference) == ["R1"] && outcome.refused.map(\.fault) == [.sameLineTwice])
    #expect(list.lines[0].history == [.received])
  }

  @Test("Every pair of states: what may follow what", arguments: PaymentLine.State.allCases)
  func transitions(first: PaymentLine.State) {
    for second in PaymentLine.State.allCases where second != first && first != .received {
      var list = Self.list()
      _ = Self.rules.apply([Self.row("R1", first.rawValue, settled: first == .partlySettled ? "5.00" : nil)], to: &list)
      let outcome = Self.rules.apply([Self.row("R1", second.rawValue, settled: second == .partlySettled ? "5.00" : nil)], to: &list)
      let moves =
        first == .open && second != .received || second == .returned && (first == .settled || first == .partlySettled)
        || first == .partlySettled && second == .settled
      #expect(outcome.applied == (moves ? ["R1"] : []), "\(first) then \(second)")
      #expect(outcome.stale == (moves ? [] : ["R1"]), "\(first) then \(second)")
      #expect(list.lines[0].state == (moves ? second : first))
    }
  }

  @Test("A return appends: what was paid stays in the history")
  func returns() {
    var list = Self.list()
    _ = Self.rules.apply([Self.row("R1", "settled")], to: &list)
    _ = Self.rules.apply([Self.row("R1", "returned", [("reason", .text("account-closed"))])], to: &list)
    let line = list.lines[0]
    #expect(line.history == [.received, .settled, .returned])
    #expect(line.settled == 20 && line.returned == 20 && line.net == 0 && line.failed == 20)
    #expect(line.reason == "account-closed")
  }

  @Test("The same report again changes nothing")
  func idempotent() {
    var list = Self.list()
    let rows = [Self.row("R1", "settled"), Self.row("R2", "rejected"), Self.row("R3", "open")]
    _ = Self.rules.apply(rows, to: &list)
    let before = list
    let again = Self.rules.apply(rows, to: &list)
    #expect(list == before)
    #expect(again.repeated == ["R1", "R2", "R3"])
  }

  @Test("A cycle closes when all that was owed has arrived, through replacements too")
  func closing() {
    var first = Self.list(2)
    #expect(!CycleAccount([first]).isClosed)
    first.standing = .acknowledged
    _ = Self.rules.apply([Self.row("R1", "settled"), Self.row("R2", "rejected")], to: &first)
    #expect(!CycleAccount([first]).isClosed)
    #expect(Reissue.entries([first]).map(\.line.reference) == ["R2"])
    var second = PaymentList(
      "M", "CHA", cycle: "2026-12", day: Self.today, follows: "L",
      lines: [PaymentLine("N1", payee: [Identifier(.uin, "2")], amount: 20, replaces: "R2")])
    first.lines[1].replacedBy = "N1"
    #expect(Reissue.entries([first, second]).isEmpty)
    second.standing = .acknowledged
    _ = Self.rules.apply([Self.row("N1", "settled")], to: &second)
    let account = CycleAccount([first, second])
    #expect(account.isClosed)
    #expect(account.paid == 40 && account.owed == 40)
  }

  @Test("A cycle with nothing in it is over")
  func empty() { #expect(CycleAccount([]).isClosed) }
}
