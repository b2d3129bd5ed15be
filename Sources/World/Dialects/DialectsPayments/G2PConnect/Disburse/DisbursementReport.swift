import Documents
import Facts

/// `on-disburse`: what became of the lines of a list. One amount a line: what was paid where it was paid, else what was asked.
enum DisbursementReport {
  static var telling: Tell {
    Tell(
      Tell.Script(G2PConnect.onDisburse) { (message, session, stamp) throws(Unsayable) in
        try request(message, session, stamp)
      } again: { request, _, session, stamp in
        ConnectDoor.again(request, session, stamp)
      } read: { response, _, _ in
        ConnectAck.reply(response)
      }, preparing: ConnectDoor.preparation)
  }

  static let taking = Serve.Script(
    read: { (wire, session, _) throws(Misread) in
      let request = try ConnectRequest(wire, isCallback: true)
      guard let list = request.message["transaction_id"]?.text else { throw ConnectText.missing("transaction_id", "a text") }
      guard let items = request.message["disbursements_status"]?.items else { throw ConnectText.missing("disbursements_status", "a list") }
      for item in items {
        for name in ["reference_id", "timestamp", "status"] where item[name]?.text == nil { throw ConnectText.missing(name, "a text") }
      }
      return [reading(list, items, session[DisbursementBook.self], ids(request, list))]
    },
    answer: { _, replies, _, stamp in ConnectAck.response(replies.first, stamp) },
    refuse: { misread, _, _, stamp in ConnectRefusal.acknowledged(misread, stamp) })

  static func view(_ wire: WireRequest, _ response: WireResponse?, _ book: DisbursementBook) -> Reading {
    var reading = Reading(Message(.report, from: .payments, to: .mis), .request, oddities: ["connect.misread"])
    if let request = try? ConnectRequest(wire, isCallback: true) {
      let items = request.message["disbursements_status"]?.items ?? []
      let list = request.message["transaction_id"]?.text ?? ""
      reading = self.reading(list, items, book, ids(request, list))
    }
    reading.reply = response.map(ConnectAck.reply)
    return reading
  }

  // Writing

  private static func request(_ message: Message, _ session: Session, _ stamp: Stamp) throws(Unsayable) -> WireRequest {
    guard let list = message.facts[.listReference] else { throw Unsayable(.report, facts: ["list.reference"]) }
    var rows = Array(message.lines)
    if let name = message.fault {
      guard let fault = ReportFault(rawValue: name.text) else { throw Unsayable(.report, facts: ["fault \(name)"]) }
      rows = fault.spoil(rows, others: session[DisbursementBook.self].others(than: list), today: stamp.today)
    }
    var items: [JSON] = []
    for row in rows { items.append(try item(row, stamp)) }
    let ended = items.count { ["succ", "rjct"].contains($0["status"]?.text) }
    let content: JSON = ["transaction_id": .string(list), "disbursements_status": .array(items)]
    return ConnectText.callback(
      "/on-disburse", "on-disburse", content, ConnectText.Outcome(total: items.count, ended: ended), session, stamp)
  }

  /// What is told of lines that were asked for. A line whose money came back has no word of its own: it is left out.
  static func content(_ list: String, _ rows: Rows, _ stamp: Stamp) -> (json: JSON, ended: Int) {
    let items = rows.compactMap { try? item($0, stamp) }
    let ended = items.count { ["succ", "rjct"].contains($0["status"]?.text) }
    return (["transaction_id": .string(list), "disbursements_status": .array(items)], ended)
  }

  static func item(_ row: Facts, _ stamp: Stamp) throws(Unsayable) -> JSON {
    // The standard has four states, and none for money that came back.
    guard row[.state] != "returned" else { throw Unsayable(.report, facts: ["state returned"]) }
    let status = status(row[.state] ?? "")
    var item: JSON = [
      "reference_id": .string(row[.reference] ?? ""), "status": .string(status),
      "timestamp": .string(row[.lineDate].map { "\($0)T00:00:00Z" } ?? stamp.wire.description),
    ]
    if status == "rjct", let reason = row[.reason] {
      item["status_reason_code"] = .string(code(reason))
      item["status_reason_message"] = .string(reason)
    }
    if let paid = row[FactName<ExactDecimal>.settledAmount.text] {
      item["amount"] = .string(ExactDecimal(paid).map(Disbursement.amount) ?? paid.description)
    } else {
      item["amount"] = row[.amount].map { .string(Disbursement.amount($0)) }
    }
    return item
  }

  private static let states = [
    ("received", "rcvd"), ("open", "pdng"), ("settled", "succ"), ("partly-settled", "succ"), ("rejected", "rjct"),
  ]
  /// A state that nobody knows goes as it is: a fault is to be seen.
  private static func status(_ state: String) -> String {
    state == "cancelled" ? "rjct" : states.first { $0.0 == state }?.1 ?? state
  }

  private static func code(_ reason: String) -> String {
    switch reason {
    case "duplicate-reference": "rjct.reference_id.duplicate"
    case "missing-reference", "unknown-line": "rjct.reference_id.invalid"
    case "malformed-amount": "rjct.amount.invalid"
    case "missing-payer": "rjct.payer_fa.invalid"
    case "malformed-time": "rjct.schedule_ts.invalid"
    case "unknown-currency": "rjct.currency_code.invalid"
    default: "rjct.payee_fa.invalid"
    }
  }

  // Reading

  private static func ids(_ request: ConnectRequest, _ list: String) -> [(kind: String, value: String)] {
    [("message", request.id), ("transaction", list)]
  }

  /// `half`: pushed in a request, or the answer to who asked.
  static func reading(
    _ list: String, _ items: [JSON], _ book: DisbursementBook, _ ids: [(kind: String, value: String)], half: Reading.Half = .request
  ) -> Reading {
    var facts = Facts()
    facts[.listReference] = list
    return Reading(
      Message(.report, from: .payments, to: .mis, facts: facts, lines: Rows(items.map { row($0, book) })), half, thread: list, ids: ids)
  }

  private static func row(_ item: JSON, _ book: DisbursementBook) -> Facts {
    var row = Facts()
    let status = item["status"]?.text ?? ""
    let line = item["reference_id"]?.text.flatMap { book[$0] }
    row[.reference] = item["reference_id"]?.text
    row[.payee] = line?.payee
    row[.state] = states.first { $0.1 == status }?.0 ?? status
    guard status == "succ" || status == "rjct" else {
      row[.amount] = item["amount"]?.decimal
      return row
    }
    row[.lineDate] = item["timestamp"]?.text.flatMap { WireInstant($0)?.day ?? Day($0.prefix(10)) }
    if status == "rjct" {
      row[.amount] = item["amount"]?.decimal
      row[.reason] = item["status_reason_message"]?.text ?? item["status_reason_code"]?.text
    } else if let text = item["amount"]?.text {
      // An amount that is none is the receiver's to refuse.
      row[FactName<ExactDecimal>.settledAmount.text] = ExactDecimal(text).map { .amount($0) } ?? .text(text)
      if let paid = ExactDecimal(text), let asked = line?.amount, paid < asked { row[.state] = "partly-settled" }
    }
    return row
  }
}
