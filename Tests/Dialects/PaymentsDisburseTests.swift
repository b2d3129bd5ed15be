import DialectsPayments
import Documents
import Facts
import Synchronization
import Testing

@Suite("g2p-connect disbursement")
struct PaymentsDisburseTests {
  private func list(account: Bool = true) -> Message {
    var facts = Facts()
    facts[.programme] = "CHA"
    facts[.listReference] = "CHA-2026-12-1"
    facts[.declaredCount] = 2
    facts[.currency] = "USD"
    let rows = [("R-1", "20.00", "7001"), ("R-2", "40.50", "7002")].map { reference, amount, number in
      var row = Facts()
      row[.reference] = reference
      row[.payee] = [account ? Identifier(.account, number) : Identifier(.uin, number)]
      row[.payer] = [Identifier(.account, "treasury")]
      row[.payeeName] = "Anna Example"
      row[.provider] = reference == "R-2" ? "pay-point-delta-1" : "assay"
      row[.account] = account ? [Identifier(.account, number)] : nil
      row[.amount] = ExactDecimal(amount)
      row[.currency] = "USD"
      row[.narrative] = "CHA 2026-12"
      row[.replaces] = reference == "R-2" ? "R-0" : nil
      return row
    }
    return Message(.list, from: .mis, to: .payments, facts: facts, lines: Rows(rows))
  }
  private func row(_ reference: String, _ state: String, settled: String? = nil, reason: String? = nil) -> Facts {
    var row = Facts()
    row[.reference] = reference
    row[.amount] = ExactDecimal(reference == "R-1" ? "20.00" : "40.50")
    row[.state] = state
    row[.settledAmount] = settled.flatMap { ExactDecimal($0) }
    row[.reason] = reason
    return row
  }
  private func report(_ rows: [Facts], fault: String? = nil) -> Message {
    var facts = Facts()
    facts[.listReference] = "CHA-2026-12-1"
    return Message(.report, from: .payments, to: .mis, facts: facts, lines: Rows(rows), fault: fault.map { FaultName($0) })
  }
  /// The payment side tells; it has taken the list before, and so knows whose lines they are.
  private func told(_ rows: [Facts], fault: String? = nil, _ register: @escaping PaymentsWire.Register = { _ in .accepted }) -> (
    Reply?, [Facts]
  ) {
    let wire = PaymentsWire(G2PConnect(), client: .payments, server: .mis)
    _ = wire.answer(
      WireRequest("POST", "/disburse", body: Self.body(of: list())), "disburse"
    ) { _ in .accepted }
    let reply = wire.say(report(rows, fault: fault), register)
    return (reply, wire.readingsOfServer.filter { $0.message.kind == .report }.flatMap { Array($0.message.lines) })
  }
  @Test(
    "A line that breaks the rules is marked, and the others are taken as they are",
    arguments: [
      ("amount", "x", "malformed-amount"), ("amount", "250", "malformed-amount"), ("amount", .number("20.00"), "malformed-amount"),
      ("payee_fa", nil, "missing-payee"), ("payer_fa", nil, "missing-payer"),
    ] as [(String, JSON?, String)])
  func oneBadLine(_ member: String, _ value: JSON?, _ reason: String) throws {
    var body = try JSON(parsing: Self.body(of: list()))
    var items = try #require(body["message"]?["disbursements"]?.items)
    items[0][member] = value
    var message = try #require(body["message"])
    message["disbursements"] = .array(items)
    body["message"] = message
    let wire = PaymentsWire(G2PConnect(), client: .mis, server: .payments)
    let told = Mutex<[String?]>([])
    _ = wire.answer(WireRequest("POST", "/disburse", body: body.encoded()), "disburse") { message in
      told.withLock { $0 = message.lines.map { $0[.reason] } }
      return .accepted
    }
    #expect(told.withLock { $0 } == [reason, nil])
  }

  private static func body(of list: Message) -> [UInt8] {
    let wire = PaymentsWire(G2PConnect(), client: .mis, server: .payments)
    _ = wire.say(list) { _ in .accepted }
    return wire.seen.exchanges.first?.request.body ?? []
  }

  @Test("A list arrives as it was said, with the account where there is one", arguments: [true, false])
  func listArrives(account: Bool) throws {
    let wire = PaymentsWire(G2PConnect(), client: .mis, server: .payments)
    let said = list(account: account)
    let reply = wire.say(said) { $0 == said ? .accepted : .refused("other") }
    #expect(reply?.taken == .accepted && reply?.facts[.listReference] == "CHA-2026-12-1")
    #expect(wire.readings.map(\.message) == [said])
    let request = try #require(wire.seen.exchanges.first?.request)
    let json = try JSON(parsing: request.body)
    #expect(json["header"]?["total_count"]?.int == 2)
    #expect(json["message"]?["disbursements"]?[1]?["amount"]?.text == "40.50")
    #expect(json["message"]?["disbursements"]?[0]?["payee_fa"]?.text == (account ? "account:7001@assay" : "uin:7001@assay"))
  }

  @Test(
    "What a register says of a message comes back as it was said",
    arguments: [
      Reply.Taken.accepted, .refused, .refusedAsDuplicate, .rowRefused, .fileRefused, .failed,
    ])
  func taken(taken: Reply.Taken) {
    let wire = PaymentsWire(G2PConnect(), client: .mis, server: .payments)
    #expect(wire.say(list()) { _ in Reply(taken, reason: "untrusted") }?.taken == taken)
  }

  @Test(
    "What has not the shape is refused, and no register hears of it",
    arguments: [
      (#""reference_id":"R-1","#, ""),
      (#""transaction_id":"CHA-2026-12-1","#, ""), (#""disbursements":["#, #""disburemsents":["#),
    ])
  func malformed(find: String, by: String) throws {
    let body = String(decoding: Self.body(of: list()), as: UTF8.self)
    try #require(body.contains(find), "\(body)")
    let wire = PaymentsWire(G2PConnect(), client: .mis, server: .payments)
    let answer = wire.answer(WireRequest("POST", "/disburse", body: Array(body.replacing(find, with: by).utf8)), "disburse") { _ in
      Issue.record("a register heard of it")
      return .accepted
    }
    let ack = try JSON(parsing: try #require(answer).body)["message"]
    #expect(ack?["ack_status"]?.text == "ERR" && ack?["error"]?["code"]?.text == "err.request.bad")
  }

  @Test(
    "The states of a report arrive, and less than was asked is a part",
    arguments: [
      ("received", nil, "received"), ("open", nil, "open"), ("settled", "20.00", "settled"), ("partly-settled", "10.00", "partly-settled"),
      ("rejected", nil, "rejected"), ("vanished", nil, "vanished"),
    ] as [(String, String?, String)])
  func states(state: String, settled: String?, read: String) throws {
    let (reply, rows) = told([row("R-1", state, settled: settled, reason: state == "rejected" ? "account-closed" : nil)])
    #expect(reply == .accepted)
    let row = try #require(rows.first)
    #expect(row[.state] == read)
    #expect(row[.payee] == [Identifier(.account, "7001")])
    #expect(row[.settledAmount] == settled.flatMap { ExactDecimal($0) })
    #expect(row[.reason] == (state == "rejected" ? "account-closed" : nil))
  }

  @Test("Money that came back has no word, and is not told as something else")
  func returned() {
    #expect(told([row("R-1", "returned", settled: "20.00")]).0?.taken == .failed)
  }

  /// A payer that cannot be called asks; the register's answers are these, round after round.
  private func asked(_ rounds: [[Facts]], settings: [(String, String)] = [("callbacks", "none")]) -> (reply: Reply?, wire: PaymentsWire) {
    let wire = PaymentsWire(G2PConnect(), client: .mis, server: .payments, settings: settings)
    _ = wire.say(list()) { _ in .accepted }
    var facts = Facts()
    facts[.listReference] = "CHA-2026-12-1"
    let rest = Mutex(rounds[...])
    let reply = wire.say(Message(.report, from: .mis, to: .payments, facts: facts)) { question in
      guard question.kind == .report, question.facts[.listReference] == "CHA-2026-12-1" else { return .refused("unknown-list") }
      return rest.withLock { $0.popFirst() }.map { Reply(.accepted, rows: Rows($0)) } ?? .refused("unknown-list")
    }
    return (reply, wire)
  }

  @Test("Where no callback can come the status of a list is asked until every line has ended, and says what a callback would")
  func polled() throws {
    let open = [row("R-1", "open"), row("R-2", "rejected", reason: "account-closed")]
    let ended = [row("R-1", "settled", settled: "20.00"), row("R-2", "rejected", reason: "account-closed")]
    let (reply, wire) = asked([open, ended])
    #expect(reply == .accepted && wire.seen.slept.count == 2)
    let reports = wire.seen.delivered
    #expect(reports.map(\.kind) == [.report, .report])
    #expect(reports.last?.lines.map { $0[.state] } == ["settled", "rejected"])
    #expect(reports.last?.lines.map { $0[.payee] } == [[Identifier(.account, "7001")], [Identifier(.account, "7002")]])
    // What the evidence shows is the same message from the same side, fetched.
    let seen = wire.readings.filter { $0.message.from == .payments }
    #expect(seen.map(\.half) == [.response, .response] && seen.map(\.message) == reports)
    #expect(seen.allSatisfy { $0.thread == "CHA-2026-12-1" })
  }

  @Test("A list that is not known, and a system that faults, are asked again, and say nothing")
  func polledInVain() {
    let (reply, wire) = asked([])
    #expect(reply == .accepted && wire.seen.delivered.isEmpty && wire.seen.slept.count > 10)
  }

  @Test("Where callbacks come nothing is asked")
  func told() {
    let (reply, wire) = asked([[row("R-1", "open")]], settings: [])
    #expect(reply == .accepted && wire.seen.slept.isEmpty && wire.seen.delivered.isEmpty)
  }

  @Test(
    "A question for a status that has not the shape is refused",
    arguments: [
      (#""txnstatus_request":"#, #""txn_request":"#), (#""attribute_type":"transaction_id","#, ""),
      (#""attribute_value":"CHA-2026-12-1""#, #""attribute_value":7"#),
    ])
  func malformedStatus(find: String, by: String) throws {
    let (_, wire) = asked([[row("R-1", "settled", settled: "20.00"), row("R-2", "settled", settled: "40.50")]])
    let body = try #require(
      wire.seen.exchanges.last { $0.operation == "txn-status" }.map { String(decoding: $0.request.body, as: UTF8.self) })
    try #require(body.contains(find), "\(body)")
    let server = PaymentsWire(G2PConnect(), client: .mis, server: .payments)
    let answer = server.answer(
      WireRequest("POST", "/disburse/sync/txn/status", body: Array(body.replacing(find, with: by).utf8)), "txn-status"
    ) { _ in
      Issue.record("a register heard of it")
      return .accepted
    }
    #expect(try JSON(parsing: try #require(answer).body)["header"]?["status"]?.text == "rjct")
  }

  @Test("Each impossible row is there to be seen", arguments: ReportFault.allCases)
  func faults(fault: ReportFault) {
    let right = [row("R-1", "settled", settled: "20.00"), row("R-2", "open")]
    let (_, rows) = told(right, fault: fault.rawValue) { _ in Reply(.rowRefused, reason: "row") }
    #expect(!rows.isEmpty && rows != told(right).1)
  }
}
