import Documents
import Facts
import PaymentSwitch
import Testing

@Suite("Payment switch: books")
struct PaymentLedgerTests {
  static let start = WorldInstant(seconds: 1000)
  static func line(_ n: Int, _ amount: ExactDecimal = 20) -> Instruction {
    Instruction("R\(n)", receipt: "P\(n)", payee: [Identifier(.uin, "\(n)")], amount: amount, at: start)
  }
  static func ledger(_ count: Int = 4) throws(PaymentLedger.Fault) -> PaymentLedger {
    var ledger = PaymentLedger()
    try ledger.open(Batch("B", count: count, total: ExactDecimal(count * 20), at: start))
    try ledger.add((1...count).map { line($0) }, to: 0)
    return ledger
  }

  @Test(
    "Outcomes are read from the words of a scenario",
    arguments: [
      ("settles", PaymentOutcome.Kind.settles, Int64(0), nil), ("settles after 1 day", .settles, 86_400, nil),
      ("settles after 90 min", .settles, 5400, nil), ("settles for 10.00", .settles, 0, "10.00"),
      ("settles for 10.00 after 2 hours", .settles, 7200, "10.00"), ("refuses account-closed", .refuses("account-closed"), 0, nil),
      ("returns after 2 days account-closed", .returns("account-closed"), 172_800, nil),
    ] as [(String, PaymentOutcome.Kind, Int64, String?)])
  func outcomes(text: String, kind: PaymentOutcome.Kind, after: Int64, amount: String?) throws {
    let outcome = try #require(PaymentOutcome(text))
    #expect(outcome.kind == kind && outcome.after.seconds == after && outcome.amount?.text == amount)
  }

  @Test(
    "Other words are no outcome",
    arguments: [
      "", "pays", "settles soon", "settles after", "settles after one day", "settles for 10,00", "refuses", "returns after 2 days",
    ])
  func noOutcome(text: String) { #expect(PaymentOutcome(text) == nil) }

  @Test("Reports can be lost and split as arranged, once")
  func plans() {
    var plan = ReportPlan()
    let arranged = [plan.arrange("lose 1"), plan.arrange("split 4, 6"), plan.arrange("report before the list is acknowledged")]
    #expect(arranged == [true, true, true])
    let lost = [plan.losesNext(), plan.losesNext()]
    #expect(lost == [true, false])
    let parts = [plan.split(Array(1...10)), plan.split(Array(1...10))].map { $0.map(\.count) }
    #expect(parts == [[4, 6], [10]])
    _ = plan.arrange("split 2, 3")
    let rest = plan.split(Array(1...10)).map(\.count)
    #expect(rest == [2, 8] && plan.isHasty)
    for words in ["", "lose", "lose all", "split", "split 4, six", "report"] {
      let isArranged = plan.arrange(words)
      #expect(!isArranged, "\(words)")
    }
  }

  @Test("A list is taken whole, exact, and once", arguments: [
    (PaymentLedger.Fault.countExceedsDeclared, 1, ExactDecimal(40), [line(1), line(2)]),
    (.totalExceedsDeclared, 3, 30, [line(1), line(2)]),
    (.totalMismatch, 2, 41, [line(1), line(2)]),
    (.duplicateReference, 2, 40, [line(1), line(1)]),
    (.malformedAmount, 1, 0, [line(1, 0)]),
    (.malformedAmount, 1, 20, [line(1, ExactDecimal(minor: 20_001, scale: 3))]),
    (.missingReference, 1, 20, [Instruction("", receipt: "P", payee: [], amount: 20, at: start)]),
  ])
  func refusals(fault: PaymentLedger.Fault, count: Int, total: ExactDecimal, lines: [Instruction]) throws {
    var ledger = PaymentLedger()
    try ledger.open(Batch("B", count: count, total: total, at: Self.start))
    #expect(throws: fault) { try ledger.add(lines, to: 0) }
    #expect(ledger.batches[0].lines.isEmpty)
  }

  @Test("A part that comes again has no effect; the same reference with another amount is refused")
  func idempotent() throws {
    var ledger = try Self.ledger()
    try ledger.add([Self.line(1), Self.line(2)], to: 0)
    #expect(ledger.batches[0].lines.count == 4 && ledger.violations.isEmpty)
    #expect(throws: PaymentLedger.Fault.duplicateReference) { try ledger.add([Self.line(1, 21)], to: 0) }
    try ledger.open(Batch("C", count: 1, total: 20, at: Self.start))
    #expect(throws: PaymentLedger.Fault.duplicateReference) { try ledger.add([Self.line(1)], to: 1) }
  }

  @Test("Whatever happens to the lines, the books keep every invariant")
  func sound() throws {
    var ledger = try Self.ledger()
    let later = Self.start + .days(1)
    ledger.hold(0, 0, at: Self.start)
    ledger.settle(0, 1, at: later)
    ledger.settle(0, 2, for: 5, at: later)
    ledger.reject(0, 3, "account-closed", at: later)
    #expect(ledger.violations.isEmpty)
    ledger.giveBack(0, 1, "account-closed", at: later)
    let again = [ledger.settle(0, 1, at: later), ledger.settle(0, 3, at: later), ledger.giveBack(0, 3, "x", at: later)]
    #expect(again == [false, false, false])
    #expect(ledger.violations.isEmpty)
    let batch = ledger.batches[0]
    #expect(batch.totals.settled == 5 && batch.totals.returned == 20 && batch.totals.pending == 20 && batch.totals.shortfall == 15)
    #expect(batch.percentDone == 75)
    #expect(batch.lines[1].history.map(\.state) == [.received, .settled, .returned])
    #expect(ledger.entries.map(\.direction) == [.debit, .debit, .credit])
    #expect(throws: PaymentLedger.Fault.alreadyPaid) { try ledger.cancel(0, at: later) }
  }

  @Test("A list of which nothing is paid can be cancelled, and takes no more lines")
  func cancelled() throws {
    var ledger = try Self.ledger()
    try ledger.cancel(0, at: Self.start)
    #expect(ledger.batches[0].lines.allSatisfy { $0.state == .cancelled } && ledger.violations.isEmpty)
    #expect(throws: PaymentLedger.Fault.listCancelled) { try ledger.add([Self.line(9)], to: 0) }
  }

  @Test("Books that were tampered with are found out", arguments: [
    PaymentLedger.Invariant.declared, .sums, .totals, .debits, .returns, .receipts, .replay, .edges, .time,
  ])
  func tampered(invariant: PaymentLedger.Invariant) throws {
    var ledger = try Self.ledger()
    ledger.settle(0, 0, at: Self.start)
    switch invariant {
    case .declared: ledger.batches[0].lines[0] = Self.line(1, 19)
    case .sums, .totals: ledger.batches[0].totals.settled += 1
    case .debits: ledger.entries.append(LedgerEntry("P1", .debit, 20, at: Self.start))
    case .returns: ledger.batches[0].lines[0].returned = 21
    case .receipts: ledger.batches[0].lines[1] = Instruction("R2", receipt: "P1", payee: [], amount: 20, at: Self.start)
    case .replay: ledger.batches[0].lines[1] = Instruction("R1", receipt: "P2", payee: [], amount: 20, at: Self.start)
    case .edges: ledger.batches[0].lines[1].history += [.init(.rejected, Self.start), .init(.settled, Self.start)]
    default: ledger.batches[0].lines[1].history.append(.init(.open, WorldInstant(seconds: 0)))
    }
    #expect(ledger.violations.contains(invariant))
  }

  @Test("A list without lines has no percentage")
  func emptyList() { #expect(Batch("B", count: 0, total: 0, at: Self.start).percentDone == nil) }
}
