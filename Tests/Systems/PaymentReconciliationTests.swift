import BeneficiarySystem
import Documents
import Facts
import PaymentSwitch
import Population
import Testing
import Timeline

/// PY-05 with both registers and no wire: ten lines, eight settle, one slowly, one is refused, one comes back.
@Suite("Payments: a list, its reports and what is paid again")
struct PaymentReconciliationTests {
  struct Row: Sendable {
    let payee: PersonKey
    let children: Int
    let does: String
    let ends: String
    let again: Int
  }
  static let rows = (1...10).map { n in
    let payee = PersonKey(n < 10 ? "P0\(n)" : "P10")
    let children = [1, 2, 3, 1, 2, 3, 1, 2, 3, 2][n - 1]
    return switch n {
    case 8: Row(payee: payee, children: children, does: "returns after 2 days account-closed", ends: "returned", again: 1)
    case 9: Row(payee: payee, children: children, does: "refuses account-closed", ends: "rejected", again: 1)
    case 10: Row(payee: payee, children: children, does: "settles after 1 day", ends: "settled", again: 0)
    default: Row(payee: payee, children: children, does: "settles", ends: "settled", again: 0)
    }
  }

  /// The world after the list and its first report.
  private func sent(
    _ defects: Set<String> = [], switch switchDefects: Set<String> = [], reports: String? = nil, edges: [String] = BeneficiaryWorld.all,
    lines: [Row] = rows
  ) async throws -> (world: BeneficiaryWorld, list: String) {
    let world = try BeneficiaryWorld(
      cast: lines.map { (name: $0.payee.text, archetype: "ADULT-WITH-ACCOUNT") }, defects: defects, switchDefects: switchDefects,
      edges: edges)
    try await world.begin()
    for row in lines {
      try await world.act("enrolled", people: [row.payee], ("programme", .text("CHA")), ("children", .count(row.children)))
      try world.payments.arrange(Arrangement("line", about: row.payee, does: row.does), at: world.timeline.now)
    }
    if let reports { try world.payments.arrange(Arrangement("reports", about: nil, does: reports), at: world.timeline.now) }
    try await world.nextCycle()
    try await world.advance(.minutes(30))
    return (world, try #require(world.said(.list).first?.facts[.listReference]))
  }
  private func state(_ world: BeneficiaryWorld, _ list: String, _ payee: PersonKey) -> String? {
    world.ask("line", payee, ("list", list)).word
  }
  private func cycle(_ world: BeneficiaryWorld, _ list: String) -> Answer { world.ask("cycle", nil, ("list", list)) }
  private func reports(_ world: BeneficiaryWorld) -> [BeneficiaryWorld.Heard] {
    world.log.filter { $0.message.kind == .report && $0.message.from == .payments }
  }

  @Test(
    "Every line ends as it should, the cycle closes to the cent, and only what failed is paid again",
    arguments: [nil, "report before the list is acknowledged", "lose 1", "split 4, 6"])
  func base(arranged: String?) async throws {
    let (world, list) = try await sent(reports: arranged)
    try await world.advance(.hours(2))
    #expect(cycle(world, list).word == "open")
    #expect(state(world, list, "P10") == "open")
    #expect(reports(world).allSatisfy { $0.reply.taken == .accepted })
    try await world.advance(.days(2))
    for row in Self.rows { #expect(state(world, list, row.payee) == row.ends, "\(row.payee)") }
    try await world.act("account-corrected", people: ["P08", "P09"])
    try await world.act("reissue", ("list", .text(list)), ("way", .text("next-list")))
    let followUp = try #require(world.said(.list).last)
    #expect(followUp.facts[.declaredTotal] == 75 && followUp.facts[.cycle] == world.said(.list).first?.facts[.cycle])
    for row in Self.rows {
      let again = world.lines(for: row.payee).filter { $0[.owedFor] == list }
      #expect(again.count == row.again)
      #expect(again.allSatisfy { $0[.amount] == world.lines(for: row.payee).first?[.amount] })
      #expect(again.allSatisfy { $0[.replaces] == world.lines(for: row.payee).first?[.reference] })
    }
    try await world.act("reissue", ("list", .text(list)))
    #expect(world.said(.list).count == 2)
    try await world.advance(.days(1))
    let end = cycle(world, list)
    #expect(end.word == "closed")
    #expect(end.facts[.paidTotal] == world.said(.list).first?.facts[.declaredTotal])
    #expect(world.payments.violations.isEmpty)
    #expect(world.timeline.faults.isEmpty)
  }

  @Test("The same report again, and an older one, change nothing")
  func repeated() async throws {
    let (world, list) = try await sent()
    let first = try #require(reports(world).last).message
    try await world.advance(.days(2))
    let second = try #require(reports(world).last).message
    #expect(try await world.tell(second).taken == .accepted)
    #expect(try await world.tell(first).taken == .accepted)
    for row in Self.rows { #expect(state(world, list, row.payee) == row.ends, "\(row.payee)") }
  }

  @Test("An impossible row is refused and named; a report of nobody's list is refused")
  func badRow() async throws {
    let (world, list) = try await sent()
    var report = try #require(reports(world).last).message
    var row = Facts()
    row[.reference] = "UNKNOWN"
    row[.state] = "settled"
    report.lines.append(row)
    let reply = try await world.tell(report)
    #expect(reply.taken == .rowRefused && reply.reason == "unknown-line")
    #expect(reply.rows.map { $0[.reference] } == ["UNKNOWN"])
    report.facts[.listReference] = "nobody's"
    #expect(try await world.tell(report) == .refused("unknown-list"))
    #expect(state(world, list, "P01") == "settled")
  }

  @Test("Every impossible row that a payment system may send is refused by the beneficiary system", arguments: ReportFault.allCases)
  func spoiled(fault: ReportFault) async throws {
    let (world, list) = try await sent()
    try world.payments.arrange(Arrangement("reports", about: nil, does: "spoil \(fault.rawValue)"), at: world.timeline.now)
    try await world.advance(.days(1))
    let reply = try #require(reports(world).last).reply
    #expect(reply.taken == .rowRefused && reply.rows.count == 1)
    #expect(state(world, list, "P10") == "settled")
    let composed = world.payments.compose(.report, about: nil, Facts(), at: world.timeline.now)
    #expect(composed?.lines.count == 10 && composed?.facts[.listReference] == list)
  }

  @Test("A payer that asks gets the same as one that is told")
  func asked() async throws {
    let (world, list) = try await sent(edges: ["list mis payments"])
    #expect(reports(world).isEmpty)
    var facts = Facts()
    facts[.listReference] = list
    let reply = try await world.tell(Message(.report, from: .mis, to: .payments, facts: facts))
    #expect(reply.rows.count == 10)
    var told = reply.facts
    told[.listReference] = list
    try await world.tell(Message(.report, from: .payments, to: .mis, facts: told, lines: reply.rows))
    #expect(state(world, list, "P09") == "rejected" && state(world, list, "P10") == "open")
  }

  @Test("Less than was asked is partly settled, and keeps the cycle open")
  func partly() async throws {
    let rows = [Row(payee: "P01", children: 3, does: "settles for 10.00", ends: "partly-settled", again: 0)]
    let (world, list) = try await sent(lines: rows)
    #expect(state(world, list, "P01") == "partly-settled")
    #expect(cycle(world, list).word == "open" && cycle(world, list).facts[.paidTotal] == 10)
  }

  @Test(
    "A defect of the beneficiary system breaks what it says",
    arguments: [
      "closes-early", "never-closes", "loses-returns", "stale-overwrites", "double-pays", "reissues-other-amount", "reissues-without-link",
      "paid-total-wrong", "refuses-reports", "count-wrong",
    ])
  func defects(defect: String) async throws {
    let (world, list) = try await sent([defect])
    let first = try #require(world.said(.list).first)
    if defect == "count-wrong" {
      #expect(first.facts[.declaredCount] == 9)
      return
    }
    let early = cycle(world, list).word
    let report = try #require(reports(world).first)
    try await world.advance(.days(2))
    if defect == "stale-overwrites" { try await world.tell(report.message) }
    let states = Self.rows.map { state(world, list, $0.payee) == $0.ends }
    try await world.act("reissue", ("list", .text(list)))
    let again = world.said(.list).count > 1 ? Array(try #require(world.said(.list).last).lines) : []
    try await world.advance(.days(1))
    switch defect {
    case "closes-early": #expect(early == "closed")
    case "never-closes": #expect(cycle(world, list).word == "open")
    case "loses-returns", "stale-overwrites": #expect(states.contains(false))
    case "double-pays": #expect(again.count == 10)
    case "reissues-other-amount": #expect(again.map { $0[.amount] } == [31, 46])
    case "reissues-without-link": #expect(again.count == 2 && again.allSatisfy { $0[.replaces] == nil })
    case "paid-total-wrong": #expect(cycle(world, list).facts[.paidTotal] != first.facts[.declaredTotal])
    default: #expect(report.reply.taken == .refused)
    }
  }

  @Test("A defect of the payment switch shows in its reports", arguments: PaymentDefect.allCases)
  func switchDefects(defect: PaymentDefect) async throws {
    let (world, _) = try await sent(switch: [defect.rawValue])
    try await world.advance(.days(2))
    let first = try #require(reports(world).first).message.lines
    let last = try #require(reports(world).last).message.lines
    let p08 = last.first { $0[.payee]?.names(world.ids("P08")) ?? false }
    switch defect {
    case .omitsALine, .forgetsOpenLines: #expect(first.count == 9)
    case .reportsAnUnaskedLine: #expect(first.count == 11)
    case .totalsDoNotBalance:
      #expect(try #require(reports(world).first).message.facts[.declaredTotal] != world.said(.list).first?.facts[.declaredTotal])
    case .paysMoreThanAsked: #expect(first.contains { ($0[.settledAmount] ?? 0) > ($0[.amount] ?? 0) })
    case .hidesReasons: #expect(last.allSatisfy { $0[.reason] == nil })
    case .datesAhead: #expect(first.contains { ($0[.lineDate] ?? world.story.today) > world.story.today.adding(days: 9) })
    case .losesReturns: #expect(p08?[.state] == "settled")
    case .rewritesOnReturn: #expect(p08?[.state] == "rejected")
    case .paysUnlinked, .refusesAllForOne: #expect(first.count == 10, "it shows where there is a mapper to ask: PY-07")
    case .paysBeforeDue, .findsOtherLines: #expect(first.count == 10, "it shows where a line has a time, and where lines are searched")
    case .acceptsWrongTotals, .paysRepeatedLists:
      var list = try #require(world.said(.list).first)
      list.facts[.listReference] = defect == .acceptsWrongTotals ? "OTHER" : list.facts[.listReference]
      list.facts[.declaredTotal] = 1
      if defect == .acceptsWrongTotals { list.lines = Rows([row("NEW-1")]) }
      #expect(try await world.tell(list).taken == .accepted)
    }
  }
  private func row(_ reference: String) -> Facts {
    var row = Facts()
    row[.reference] = reference
    row[.payee] = [Identifier(.uin, "1")]
    row[.amount] = 20
    return row
  }

  @Test("A list that is sent again is not paid again")
  func listAgain() async throws {
    let (world, _) = try await sent()
    let list = try #require(world.said(.list).first)
    #expect(try await world.tell(list).taken == .accepted)
    try await world.advance(.hours(1))
    #expect(reports(world).count == 1)
    #expect(world.payments.violations.isEmpty)
  }
}
