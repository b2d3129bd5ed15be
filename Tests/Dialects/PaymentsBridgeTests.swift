import DialectsPayments
import Documents
import Facts
import Synchronization
import Testing

/// Ids as the Sandbox makes them: another one at each call, the same in every run.
private final class Ids: Sendable {
  private let n = Mutex(0)
  func next(_ kind: String) -> String {
    n.withLock { n in
      n += 1
      return "\(kind)-\(n)"
    }
  }
}

/// Both faces against each other, with a register that keeps lists and knows what became of their lines.
private struct Bridge {
  let dialect = G2PBridge()
  var client: Session
  var server: Session
  let stamp: Stamp
  var delivered: [Message] = []
  var exchanges: [(operation: OperationName, request: WireRequest, response: WireResponse, readings: [Reading])] = []
  /// What the payment side's register says to the n-th message that it is given; by default it accepts.
  var register: @Sendable (Message, Int) -> Reply = Bridge.accepting
  /// What the payer's register was told.
  var told: [Message] = []
  var hears: @Sendable (Int) -> Reply = { _ in .accepted }
  var waits: [WorldDuration] = []

  init(_ settings: Settings = Settings(), payer: Set<String> = [], payments: Set<String> = []) {
    client = Session(role: .mis, peer: .payments, settings: settings, deviations: payer)
    server = Session(role: .payments, peer: .mis, settings: settings, deviations: payments)
    let ids = Ids()
    let wire = WireInstant(milliseconds: 1_780_000_000_123)
    stamp = Stamp(wire: wire, today: wire.day) { ids.next($0) }
  }

  static let accepting: @Sendable (Message, Int) -> Reply = { message, _ in
    var facts = Facts()
    facts[.listReference] = message.facts[.listReference]
    let rows = message.lines.map { line -> Facts in
      var row = Facts()
      row[.reference] = line[.reference]
      row[.receipt] = line[.receipt] ?? line[.reference].map { "D-\($0)" }
      row[.state] = "open"
      return row
    }
    return Reply(.accepted, facts: facts, rows: Rows(rows))
  }

  mutating func serve(_ operation: OperationName, _ request: WireRequest) throws -> WireResponse {
    var conversation = try #require(dialect.serve(operation))
    var queue = conversation.on(.received(request), &server, stamp)
    while !queue.isEmpty {
      switch queue.removeFirst() {
      case .deliver(let message):
        delivered.append(message)
        queue += conversation.on(.decided(register(message, delivered.count)), &server, stamp)
      case .respond(let response): return response
      default: break
      }
    }
    throw Unsayable("list")
  }

  /// Speaks, and lets time pass for at most so many waits.
  @discardableResult
  mutating func speak(_ message: Message, waiting most: Int = 200, failing: Set<Int> = []) throws -> Reply? {
    var conversation = try #require(dialect.speak(message.kind, from: .mis))
    var queue = conversation.on(.begin(message), &client, stamp)
    while !queue.isEmpty {
      switch queue.removeFirst() {
      case .send(let request, let operation):
        if failing.contains(exchanges.count + 1) {
          exchanges.append((operation, request, WireResponse(503), []))
          queue += conversation.on(.answered(WireResponse(503)), &client, stamp)
          continue
        }
        let response = try serve(operation, request)
        exchanges.append((operation, request, response, dialect.view(operation, request, response, client)))
        queue += conversation.on(.answered(response), &client, stamp)
      case .deliver(let report):
        told.append(report)
        queue += conversation.on(.decided(hears(told.count)), &client, stamp)
      case .wake(let time):
        waits.append(time)
        if waits.count > most { return nil }
        queue += conversation.on(.due, &client, stamp)
      case .finish(let reply): return reply
      default: break
      }
    }
    return nil
  }

  var operations: [String] { exchanges.map(\.operation.text) }
}

private func amount(_ text: String) throws -> ExactDecimal { try #require(ExactDecimal(text)) }

private func list(_ amounts: [String] = ["20.00", "40.00", "60.10"], name: String = "own-1", fault: FaultName? = nil) throws -> Message {
  var facts = Facts()
  facts[.programme] = "CHA"
  facts[.cycle] = "2026-05"
  facts[.listReference] = name
  facts[.declaredCount] = amounts.count
  facts[.declaredTotal] = ExactDecimal.sum(try amounts.map(amount))
  facts[.currency] = "USD"
  facts[.scheduleDate] = Day(year: 2026, month: 5, day: 28)
  let rows = try amounts.enumerated().map { n, text -> Facts in
    var row = Facts()
    row[.reference] = "\(name)-\(n)"
    row[.payee] = [Identifier(.uin, "501000001\(n)")]
    row[.payeeName] = "Ada Olu"
    row[.amount] = try amount(text)
    row[.narrative] = "CHA 2026-05"
    return row
  }
  return Message(.list, from: .mis, to: .payments, facts: facts, lines: Rows(rows), fault: fault)
}

private func ask(_ name: String) -> Message {
  var facts = Facts()
  facts[.listReference] = name
  return Message(.report, from: .mis, to: .payments, facts: facts)
}

/// A register's word on lines, by their references.
private func states(_ states: [String: (state: String, reason: String?)]) -> @Sendable (Message, Int) -> Reply {
  { message, n in
    guard message.kind == .report else { return Bridge.accepting(message, n) }
    let rows = message.lines.map { line -> Facts in
      var row = line
      let word = states[line[.reference] ?? ""] ?? ("settled", nil)
      row[.state] = word.state
      row[.reason] = word.reason
      if word.state != "open" { row[.lineDate] = Day(year: 2026, month: 5, day: 29) }
      return row
    }
    return Reply(.accepted, rows: Rows(rows))
  }
}

@Suite("g2p-bridge: lists")
struct PaymentsBridgeListTests {
  @Test("What is said arrives: an envelope without lines, then the lines under the name that the payment side gave")
  func arrives() throws {
    var bridge = Bridge(Settings([("chunk", "2")]))
    let message = try list()
    let reply = try #require(try bridge.speak(message))
    #expect(bridge.operations == ["create_disbursement_envelope", "create_disbursements", "create_disbursements"])
    #expect(reply.taken == .accepted)
    let name = try #require(reply.facts[.listReference])
    #expect(Array(reply.rows).map { $0[.receipt] } == ["D-own-1-0", "D-own-1-1", "D-own-1-2"])
    #expect(bridge.delivered[0].lines.isEmpty)
    #expect(bridge.delivered.flatMap { Array($0.lines) } == Array(message.lines))
    for part in bridge.delivered {
      var said = message.facts
      said[.listReference] = name
      for entry in said.entries { #expect(part.facts[entry.name] == entry.value, "\(entry.name)") }
    }
  }

  @Test("Amounts keep the digits that were written")
  func digits() throws {
    var bridge = Bridge()
    try bridge.speak(try list(["0.10", "0.20", "9007199254740993.01"]))
    let text = String(decoding: bridge.exchanges[1].request.body, as: UTF8.self)
    #expect(text.contains(#""disbursement_amount":0.10,"#) && text.contains(#""disbursement_amount":9007199254740993.01,"#))
    #expect(String(decoding: bridge.exchanges[0].request.body, as: UTF8.self).contains(#""total_disbursement_amount":9007199254740993.31,"#))
    #expect(bridge.delivered[1].lines.map { $0[.amount]?.text } == ["0.10", "0.20", "9007199254740993.01"])
  }

  @Test("The fact view has one thread: the envelope declares, the requests hold the lines")
  func view() throws {
    var bridge = Bridge(Settings([("chunk", "2")]))
    let message = try list()
    let name = try #require(try bridge.speak(message)?.facts[.listReference])
    let readings = bridge.exchanges.flatMap(\.readings)
    #expect(readings.allSatisfy { $0.thread == name && $0.message.facts[.listReference] == name && $0.reply?.taken == .accepted })
    #expect(readings.allSatisfy { $0.message.facts[.cycle] == "2026-05" && $0.oddities.isEmpty })
    #expect(readings.map { $0.message.facts[.declaredCount] } == [3, nil, nil])
    #expect(readings[0].message.facts[.scheduleDate] == message.facts[.scheduleDate])
    let lines = readings.flatMap { Array($0.message.lines) }
    #expect(lines.map { $0[.reference] } == ["own-1-0", "own-1-1", "own-1-2"])
    #expect(lines.map { $0[.receipt] } == ["D-own-1-0", "D-own-1-1", "D-own-1-2"])
    #expect(lines.allSatisfy { $0[.owedFor] == nil })
  }

  @Test("The lines of a second envelope of a cycle are owed for it")
  func owed() throws {
    var bridge = Bridge()
    try bridge.speak(try list(name: "own-1"))
    try bridge.speak(try list(["40.00"], name: "own-2"))
    let lines = bridge.exchanges.last?.readings.flatMap { Array($0.message.lines) } ?? []
    #expect(lines.map { $0[.owedFor] } == ["2026-05"])
  }

  @Test("A list that failed half way goes on where it stood; one that was taken is said into its own envelope again")
  func again() throws {
    var bridge = Bridge(Settings([("chunk", "2")]))
    #expect(try bridge.speak(try list(), failing: [3])?.taken == .failed)
    #expect(try bridge.speak(try list())?.rows.count == 3)
    #expect(bridge.operations.filter { $0 == "create_disbursement_envelope" }.count == 1)
    #expect(bridge.operations.count == 4)
    try bridge.speak(try list())
    #expect(bridge.operations.count == 6 && bridge.delivered.count == 5)
    #expect(Set(bridge.delivered.map { $0.facts[.listReference] }).count == 1)
  }

  @Test("An empty list is an envelope and nothing else")
  func empty() throws {
    var bridge = Bridge()
    #expect(try bridge.speak(try list([]))?.taken == .accepted)
    #expect(bridge.operations == ["create_disbursement_envelope"])
  }

  @Test("A list is taken back once")
  func cancelled() throws {
    var bridge = Bridge()
    let name = try #require(try bridge.speak(try list())?.facts[.listReference])
    var facts = Facts()
    facts[.listReference] = "own-1"
    let cancel = Message(.listCancelled, from: .mis, to: .payments, facts: facts)
    #expect(try bridge.speak(cancel)?.taken == .accepted)
    #expect(bridge.delivered.last?.facts[.listReference] == name)
    #expect(try bridge.speak(cancel)?.reason == "list-cancelled")
  }

  @Test("Other ways of writing it are read all the same", arguments: ["one-line-a-request", "amounts-as-text", "extra-fields", "other-member-order"])
  func twists(_ twist: String) throws {
    var bridge = Bridge(payer: [twist], payments: [twist])
    #expect(try bridge.speak(try list())?.rows.count == 3)
    #expect(bridge.delivered.flatMap { Array($0.lines) } == Array(try list().lines))
    #expect(bridge.exchanges.flatMap(\.readings).flatMap { Array($0.message.lines) }.count == 3)
  }
}

@Suite("g2p-bridge: refusals")
struct PaymentsBridgeRefusalTests {
  @Test("Every fault of a list is refused, never with a fault of the server", arguments: G2PBridge().card.faults.map(\.name))
  func faults(_ fault: FaultName) throws {
    var bridge = Bridge()
    let reply = try #require(try bridge.speak(try list(fault: fault)))
    #expect(reply.taken == .refused)
    #expect(bridge.exchanges.allSatisfy { $0.response.status < 500 })
    #expect(bridge.delivered.allSatisfy { $0.lines.isEmpty })
    let reading = try #require(bridge.exchanges.last?.readings.first)
    #expect(reading.message.kind == .list && reading.reply?.taken == .refused && !reading.oddities.isEmpty || fault == "unknown-envelope")
  }

  @Test("A fault that nobody knows is not said") func unknownFault() throws {
    var bridge = Bridge()
    #expect(try bridge.speak(try list(fault: "no-such-fault"))?.taken == .failed)
    #expect(bridge.exchanges.isEmpty)
  }

  static let words: [(reason: String, code: String)] = [
    ("count-exceeds-declared", "NO_OF_DISBUESEMENTS_EXCEEDS_DECLARED"),
    ("total-exceeds-declared", "TOTAL_DISBURSEMENT_AMOUNT_EXCEEDS_DECLARED"),
    ("list-cancelled", "DISBURSEMENT_ENVELOPE_ALREADY_CANCELED"), ("unknown-list", "DISBURSEMENT_ENVELOPE_NOT_FOUND"),
    ("duplicate-reference", "DUPLICATE_DISBURSEMENT"), ("malformed-amount", "INVALID_DISBURSEMENT_AMOUNT"),
    ("unknown-payee", "INVALID_BENEFICIARY_ID"), ("unknown-currency", "INVALID_DISBURSEMENT_CURRENCY_CODE"),
  ]
  @Test("The register's word goes out as the contract's code and comes back as the word", arguments: words)
  func codes(_ word: (reason: String, code: String)) throws {
    var bridge = Bridge()
    bridge.register = { message, n in message.lines.isEmpty ? Bridge.accepting(message, n) : .refused(word.reason) }
    let reply = try bridge.speak(try list())
    #expect(reply?.taken == .refused && reply?.reason == word.reason)
    let text = String(decoding: try #require(bridge.exchanges.last).response.body, as: UTF8.self)
    #expect(text.contains(word.code) && bridge.exchanges.last?.response.status == 200)
  }

  @Test("A repeated list that is named so is a duplicate, not a mistake") func duplicate() throws {
    var bridge = Bridge()
    let name = try bridge.speak(try list())?.facts[.listReference]
    bridge.register = { _, _ in Reply(.refusedAsDuplicate) }
    let reply = try bridge.speak(try list())
    #expect(reply?.taken == .refusedAsDuplicate && reply?.facts[.listReference] == name && reply?.rows.count == 3)
  }

  static let header = #""header":{"message_id":"m1","message_ts":"2026-05-28T00:00:00Z","action":"a","sender_id":"mis","total_count":1}"#
  static let bad: [(operation: OperationName, body: String, status: Int, code: String)] = [
    ("create_disbursements", "", 422, "detail"),
    ("create_disbursements", "[]", 422, "detail"),
    ("create_disbursements", #"{"message":[]}"#, 422, "header"),
    ("create_disbursements", "{\(header)}", 422, "message"),
    ("create_disbursements", #"{"header":{"message_id":7},"message":[]}"#, 422, "message_id"),
    ("create_disbursements", "{\(header),\"message\":{}}", 422, "message"),
    ("create_disbursements", "{\(header),\"message\":[]}", 200, "INVALID_DISBURSEMENT_PAYLOAD"),
    ("create_disbursements", "{\(header),\"message\":[7]}", 200, "INVALID_DISBURSEMENT_PAYLOAD"),
    ("create_disbursement_envelope", "{\(header),\"message\":{}}", 200, "INVALID_PROGRAM_MNEMONIC"),
    ("create_disbursement_envelope", "{\(header),\"message\":\"x\"}", 200, "INVALID_PROGRAM_MNEMONIC"),
    ("cancel_disbursement_envelope", "{\(header),\"message\":{\"disbursement_envelope_id\":\"none\"}}", 200, "DISBURSEMENT_ENVELOPE_NOT_FOUND"),
    ("cancel_disbursement_envelope", "{\(header),\"message\":{}}", 200, "INVALID_DISBURSEMENT_ENVELOPE_ID"),
    ("cancel_disbursements", "{\(header),\"message\":[{\"disbursement_id\":\"x\"}]}", 200, "rjct.action.not_supported"),
    ("get_disbursement_status", "{\(header),\"message\":[\"none\"]}", 200, "INVALID_DISBURSEMENT_ID"),
    ("get_disbursement_status", "{\(header),\"message\":[1]}", 422, "detail"),
    ("get_disbursement_envelope_status", "{\(header),\"message\":\"none\"}", 200, "DISBURSEMENT_ENVELOPE_NOT_FOUND"),
    ("get_disbursement_envelope_status", "{\(header),\"message\":{}}", 200, "INVALID_DISBURSEMENT_ENVELOPE_ID"),
  ]
  @Test("What is no request of the contract is answered in its words", arguments: bad)
  func badInput(_ bad: (operation: OperationName, body: String, status: Int, code: String)) throws {
    var bridge = Bridge()
    let request = WireRequest("POST", "/\(bad.operation)", body: Array(bad.body.utf8))
    let response = try bridge.serve(bad.operation, request)
    #expect(response.status == bad.status)
    #expect(String(decoding: response.body, as: UTF8.self).contains(bad.code))
    #expect(bridge.delivered.isEmpty)
    for reading in G2PBridge().view(bad.operation, request, response, bridge.server) { #expect(reading.reply?.taken == .refused) }
  }

  static let amountTable: [(written: String, isTaken: Bool)] = [
    ("20", true), ("20.5", true), ("20.00", true), ("20.500", true), ("\"20.00\"", true), ("0", false), ("-1", false), ("20.005", false),
    ("\"20,00\"", false), ("\"ten\"", false), ("true", false), ("null", false), ("[]", false), ("\"\"", false),
  ]
  @Test("An amount is a positive number, no finer than cents", arguments: amountTable)
  func amounts(_ row: (written: String, isTaken: Bool)) throws {
    var bridge = Bridge()
    let id = try #require(try bridge.speak(try list([]))?.facts[.listReference])
    let line = #"{"mis_reference_number":"r","disbursement_envelope_id":"\#(id)","beneficiary_id":"1","disbursement_amount":\#(row.written)}"#
    let body = "{\(Self.header),\"message\":[\(line)]}"
    let response = try bridge.serve("create_disbursements", WireRequest("POST", "/create_disbursements", body: Array(body.utf8)))
    let text = String(decoding: response.body, as: UTF8.self)
    #expect(response.status == 200 && text.contains(row.isTaken ? #""status":"succ""# : "INVALID_DISBURSEMENT_AMOUNT"))
    #expect(text.contains("INVALID_DISBURSEMENT_PAYLOAD") != row.isTaken)
  }

  static let answerTable: [(status: Int, body: String, taken: Reply.Taken, reason: String?)] = [
    (500, "", .failed, "server-fault 500"), (200, "<html>", .failed, "unreadable-answer"), (200, "{}", .failed, "unreadable-answer"),
    (404, "no", .refused, "status 404"), (401, "{}", .refused, "untrusted"), (422, #"{"detail":[]}"#, .refused, "breaks-schema"),
    (200, #"{"header":{"status":"succ"},"message":{}}"#, .failed, "unreadable-answer"),
    (200, #"{"header":{"status":"succ"},"message":null}"#, .failed, "unreadable-answer"),
    (200, #"{"header":{"status":"rjct"}}"#, .refused, "refused"),
    (200, #"{"header":{"status":"rjct","status_reason_message":"NO_OF_DISBURSEMENTS_EXCEEDS_DECLARED"}}"#, .refused, "count-exceeds-declared"),
    (200, #"{"header":{"status":"rjct","status_reason_code":"rjct.version.invalid","status_reason_message":""}}"#, .refused, "rjct-version-invalid"),
  ]
  @Test("An answer that is not of the contract is no yes", arguments: answerTable)
  func answers(_ row: (status: Int, body: String, taken: Reply.Taken, reason: String?)) throws {
    var session = Session(role: .mis, peer: .payments)
    let stamp = Stamp(wire: WireInstant(milliseconds: 0), today: Day(number: 0)) { $0 }
    var conversation = try #require(G2PBridge().speak(.list, from: .mis))
    _ = conversation.on(.begin(try list()), &session, stamp)
    guard case .finish(let reply)? = conversation.on(.answered(WireResponse(row.status, body: Array(row.body.utf8))), &session, stamp).last else {
      Issue.record("it goes on")
      return
    }
    #expect(reply.taken == row.taken && reply.reason == row.reason)
  }
}

@Suite("g2p-bridge: reports are asked for")
struct PaymentsBridgeReportTests {
  @Test("Each answer is told in the payer's own references, with the state that the statements show")
  func told() throws {
    var bridge = Bridge()
    bridge.register = states([
      "own-1-0": ("settled", nil), "own-1-1": ("rejected", "unknown-payee"), "own-1-2": ("returned", "account-closed"),
      "own-1-3": ("open", nil),
    ])
    let name = try #require(try bridge.speak(try list(["20.00", "40.00", "60.10", "5.00"]))?.facts[.listReference])
    try bridge.speak(ask(name), waiting: 2)
    let report = try #require(bridge.told.first)
    #expect(report.kind == .report && report.from == .payments && report.to == .mis && report.facts[.listReference] == name)
    let lines = Array(report.lines)
    #expect(lines.map { $0[.reference] } == ["own-1-0", "own-1-1", "own-1-2", "own-1-3"])
    #expect(lines.map { $0[.state] } == ["settled", "rejected", "returned", "open"])
    #expect(lines.map { $0[.reason] } == [nil, "unknown-payee", "account-closed", nil])
    #expect(lines.map { $0[.returnedAmount]?.text } == [nil, nil, "60.10", nil])
    #expect(lines.map { $0[.lineDate]?.description } == ["2026-05-29", "2026-05-29", "2026-05-29", nil])
    #expect(lines.allSatisfy { $0[.payee] != nil && $0[.settledAmount] == nil })
    // The fact view says the same, as the answer's half.
    let readings = try #require(bridge.exchanges.last).readings
    #expect(readings.map(\.half) == [.request, .response])
    #expect(readings.last?.message == report && readings.last?.thread == name)
  }

  @Test("It asks after half an hour, then twice a day, until everything ended and had time to come back")
  func rhythm() throws {
    var bridge = Bridge()
    bridge.register = states([:])
    let name = try #require(try bridge.speak(try list())?.facts[.listReference])
    #expect(try bridge.speak(ask(name))?.taken == .accepted)
    #expect(bridge.waits.first == .minutes(30) && bridge.waits.dropFirst().allSatisfy { $0 == .hours(12) })
    #expect(bridge.waits.count == 11 && bridge.told.count == 11)
  }

  @Test("It ends when the register says that it is closed") func closed() throws {
    var bridge = Bridge()
    bridge.hears = { $0 == 2 ? .refused("closed") : .accepted }
    let name = try #require(try bridge.speak(try list())?.facts[.listReference])
    try bridge.speak(ask(name))
    #expect(bridge.told.count == 2)
  }

  @Test("Open lines are asked for longer; for ever is too long") func patience() throws {
    var bridge = Bridge()
    let name = try #require(try bridge.speak(try list())?.facts[.listReference])
    #expect(try bridge.speak(ask(name), waiting: 400)?.taken == .accepted)
    #expect(bridge.waits.count == 181)
  }

  @Test("A question that failed is asked again after the next pause") func failedPoll() throws {
    var bridge = Bridge(Settings([("poll-first", "1 h"), ("poll-every", "2 h")]))
    let name = try #require(try bridge.speak(try list())?.facts[.listReference])
    try bridge.speak(ask(name), waiting: 2, failing: [3])
    #expect(bridge.waits.prefix(2) == [.hours(1), .hours(2)] && bridge.told.count == 1)
  }

  @Test("Long lists are asked for in parts") func parts() throws {
    var bridge = Bridge(Settings([("chunk", "2")]))
    let name = try #require(try bridge.speak(try list())?.facts[.listReference])
    try bridge.speak(ask(name), waiting: 1)
    #expect(bridge.told.map(\.lines.count) == [2, 1])
    #expect(bridge.delivered.suffix(2).allSatisfy { $0.kind == .report && $0.facts[.listReference] == name })
  }

  @Test("Nobody asks about a list that was never taken, and the payment side cannot tell") func unknown() throws {
    var bridge = Bridge()
    #expect(try bridge.speak(ask("nothing"))?.reason == "unknown-list")
    #expect(G2PBridge().speak(.report, from: .payments) == nil)
  }

  @Test("A list that was taken back is not asked for any more") func cancelled() throws {
    var bridge = Bridge()
    let name = try #require(try bridge.speak(try list())?.facts[.listReference])
    var facts = Facts()
    facts[.listReference] = name
    try bridge.speak(Message(.listCancelled, from: .mis, to: .payments, facts: facts))
    try bridge.speak(ask(name))
    #expect(bridge.told.isEmpty)
  }

  @Test("The register's failure is no fault of the question") func unavailable() throws {
    var bridge = Bridge()
    let name = try #require(try bridge.speak(try list())?.facts[.listReference])
    bridge.register = { _, _ in Reply(.failed, reason: "unavailable") }
    try bridge.speak(ask(name), waiting: 1)
    #expect(bridge.told.isEmpty && bridge.exchanges.last?.response.status == 503)
  }

  @Test("An envelope's status counts its lines") func counters() throws {
    var bridge = Bridge()
    bridge.register = { message, n in
      guard message.kind == .report else { return Bridge.accepting(message, n) }
      let rows = ["settled", "returned", "open"].map { state -> Facts in
        var row = Facts()
        row[.state] = state
        row[.amount] = ExactDecimal(minor: 1010, scale: 2)
        return row
      }
      return Reply(.accepted, rows: Rows(rows))
    }
    let name = try #require(try bridge.speak(try list())?.facts[.listReference])
    let body = "{\(PaymentsBridgeRefusalTests.header),\"message\":\"\(name)\"}"
    let response = try bridge.serve("get_disbursement_envelope_status", WireRequest("POST", "/get_disbursement_envelope_status", body: Array(body.utf8)))
    let message = try JSON(parsing: response.body)["message"]
    #expect(message?["number_of_disbursements_received"]?.int == 3 && message?["number_of_disbursements_reversed"]?.int == 1)
    #expect(message?["number_of_disbursements_reconciled"]?.int == 2)
    #expect(message?["total_disbursement_amount_received"]?.numberText == "30.30")
  }

  @Test("Where the payment side records, its own session tells whose lines they are") func serverView() throws {
    var bridge = Bridge()
    bridge.register = states([:])
    let name = try #require(try bridge.speak(try list())?.facts[.listReference])
    try bridge.speak(ask(name), waiting: 1)
    let poll = try #require(bridge.exchanges.last)
    let readings = G2PBridge().view(poll.operation, poll.request, poll.response, bridge.server)
    #expect(readings.last?.message == bridge.told.first)
  }
}
