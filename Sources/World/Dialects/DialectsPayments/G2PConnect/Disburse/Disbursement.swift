import Documents
import Facts

/// `disburse`: a payment list. Its transaction is the list's name, its purpose the programme; a line that is paid again says so in its
/// instruction, which the standard leaves to the systems for reconciliation.
enum Disbursement {
  private static let replaces = "replaces "

  static var telling: Ask {
    Ask(G2PConnect.disburse, preparing: ConnectDoor.preparation) { (message, session, stamp) throws(Unsayable) in
      let request = try request(message, session, stamp)
      session[DisbursementBook.self].keep(message)
      return request
    } read: { response, message, _ in
      var reply = ConnectAck.reply(response)
      if reply.taken == .accepted || reply.taken == .refusedAsDuplicate { reply.facts[.listReference] = message.facts[.listReference] }
      return reply
    }
  }

  static let taking = Serve.Script(
    read: { (wire, session, stamp) throws(Misread) in [try begin(wire, ["disburse"], &session, stamp)] },
    answer: { readings, replies, _, stamp in
      ConnectAck.response(replies.first, correlation: readings.first?.id("correlation"), stamp)
    },
    refuse: { misread, _, _, stamp in ConnectRefusal.acknowledged(misread, stamp) })

  /// At once: what is known of each line when the list has been taken. The published text asks for the action of a search.
  static let takingAtOnce = Serve.Script(
    read: { (wire, session, stamp) throws(Misread) in
      let list = try begin(wire, ["search", "disburse"], &session, stamp)
      var question = Message(.report, from: .mis, to: .payments)
      question.facts[.listReference] = list.message.facts[.listReference]
      return [list, Reading(question, .request, thread: list.thread, ids: list.ids)]
    },
    answer: { readings, replies, session, stamp in
      let asked = readings.first
      if let fault = replies.first(where: { $0.taken == .failed }) { return ConnectText.fault(fault.reason) }
      guard let taken = replies.first, taken.taken == .accepted, let report = replies.last else {
        let outcome = ConnectText.Outcome(why: replies.first?.reason ?? "refused", receiver: asked?.id("sender"))
        return ConnectText.response("on-disburse", nil, outcome, session, stamp)
      }
      let content = DisbursementReport.content(asked?.id("transaction") ?? "", report.rows, stamp)
      let outcome = ConnectText.Outcome(total: report.rows.count, ended: content.ended, receiver: asked?.id("sender"))
      return ConnectText.response("on-disburse", content.json, outcome, session, stamp)
    },
    refuse: { misread, _, session, stamp in ConnectRefusal.atOnce("on-disburse", misread, session, stamp) })

  /// What was listed is kept, so that it can be asked for by each of its ids.
  private static func begin(_ wire: WireRequest, _ actions: [String], _ session: inout Session, _ stamp: Stamp) throws(Misread) -> Reading {
    var reading = try read(wire, actions, session)
    reading.ids.append(("correlation", stamp.id("correlation")))
    session[DisbursementBook.self].keep(reading.message)
    session[Transactions.self].begin("disburse", [reading])
    return reading
  }

  private static func request(_ message: Message, _ session: Session, _ stamp: Stamp) throws(Unsayable) -> WireRequest {
    let facts = message.facts
    if let fault = message.fault { throw Unsayable(.list, facts: ["fault \(fault)"]) }
    guard let list = facts[.listReference], let count = facts[.declaredCount] else {
      throw Unsayable(.list, facts: ["list.reference", "declared.count"])
    }
    var items: [JSON] = []
    for line in message.lines {
      // The account where it is known, else an id that the payment side can look up.
      guard let payee = line[.account]?.first ?? line[.payee].flatMap({ ids in ids[.uin].map { Identifier(.uin, $0) } ?? ids.first }) else {
        throw Unsayable(.list, facts: ["payee"])
      }
      var item: JSON = [
        "reference_id": .string(line[.reference] ?? ""), "payer_fa": .string(FinancialAddress.payer(session)),
        "payee_fa": .string(FinancialAddress.text(payee, at: line[.provider], session)), "amount": .string(amount(line[.amount] ?? 0)),
      ]
      item["payee_name"] = line[.payeeName].map { .string($0) }
      item["note"] = line[.narrative].map { .string(String($0.prefix(99))) }
      item["purpose"] = facts[.programme].map { .string($0) }
      item["instruction"] = line[.replaces].map { .string(replaces + $0) }
      item["currency_code"] = (line[.currency] ?? facts[.currency]).map { .string($0) }
      items.append(item)
    }
    let content: JSON = ["transaction_id": .string(list), "disbursements": .array(items)]
    return ConnectText.request("/disburse", "disburse", content, count: count, session, stamp)
  }

  /// Two decimals, always: the standard takes none without a point.
  static func amount(_ amount: ExactDecimal) -> String { (amount.rescaled(to: 2) ?? amount).text }

  private static func read(_ wire: WireRequest, _ actions: [String], _ session: Session) throws(Misread) -> Reading {
    let request = try ConnectRequest(wire, actions)
    guard !request.transaction.isEmpty else { throw ConnectText.missing("transaction_id", "a text") }
    guard let said = request.message["disbursements"]?.items else { throw ConnectText.missing("disbursements", "a list") }
    let items = Guess.mended(said, session)
    for item in items {
      // Of what else a line lacks it is told by itself; without a reference it could not be.
      guard item["reference_id"]?.text != nil else { throw ConnectText.missing("reference_id", "a text") }
    }
    return reading(request, request.transaction, items)
  }

  /// What makes one line unfit, whatever the others say.
  private static func flaw(_ item: JSON) -> String? {
    if item["payer_fa"]?.text.flatMap(FinancialAddress.account) == nil { return "missing-payer" }
    if item["payee_fa"]?.text.flatMap(FinancialAddress.account) == nil { return "missing-payee" }
    if item["amount"]?.text.map(isAmount) != true { return "malformed-amount" }
    if let due = item["scheduled_timestamp"], due.text.flatMap({ WireInstant($0) }) == nil { return "malformed-time" }
    if let currency = item["currency_code"], currency.text.map(isCurrency) != true { return "unknown-currency" }
    return nil
  }

  /// At most thirteen digits, a point, one or two digits.
  private static let form = try? Pattern("[0-9]{1,13}[.][0-9]{1,2}")
  private static func isAmount(_ text: String) -> Bool { form?.matches(text) ?? false }
  private static func isCurrency(_ text: String) -> Bool { text.utf8.count == 3 && text.utf8.allSatisfy { (65...90).contains($0) } }

  /// Whatever can be read: whoever received it has judged it in its answer.
  static func view(_ wire: WireRequest, _ response: WireResponse?) -> Reading {
    var reading = Reading(Message(.list, from: .mis, to: .payments), .request, oddities: ["connect.misread"])
    if let request = try? ConnectRequest(wire) {
      reading = self.reading(request, request.message["transaction_id"]?.text ?? "", request.message["disbursements"]?.items ?? [])
    }
    reading.reply = response.map(ConnectAck.reply)
    return reading
  }

  /// Answered at once, by a header.
  static func viewAtOnce(_ wire: WireRequest, _ response: WireResponse?) -> Reading {
    var reading = view(wire, nil)
    reading.reply = response.map { ConnectRefusal.read($0) ?? .accepted }
    return reading
  }

  private static func reading(_ request: ConnectRequest, _ list: String, _ items: [JSON]) -> Reading {
    var facts = Facts()
    facts[.programme] = items.first?["purpose"]?.text
    facts[.listReference] = list
    facts[.declaredCount] = request.count
    facts[.currency] = items.firstNonNil { $0["currency_code"]?.text.flatMap { isCurrency($0) ? $0 : nil } }
    let lines = items.map { item -> Facts in
      var line = Facts()
      line[.reference] = item["reference_id"]?.text
      let payee = item["payee_fa"]?.text.map(FinancialAddress.identifier)
      line[.payee] = payee.map { [$0] }
      line[.payer] = item["payer_fa"]?.text.map { [FinancialAddress.identifier($0)] }
      line[.payeeName] = item["payee_name"]?.text
      line[.provider] = item["payee_fa"]?.text.flatMap(FinancialAddress.provider)
      line[.account] = payee.flatMap { $0.scheme == .account ? [$0] : nil }
      line[.amount] = item["amount"]?.decimal
      line[.reason] = flaw(item)
      line[.due] = item["scheduled_timestamp"]?.text
      line[.currency] = item["currency_code"]?.text
      line[.narrative] = item["note"]?.text
      line[.replaces] = item["instruction"]?.text.flatMap { $0.hasPrefix(replaces) ? String($0.dropFirst(replaces.count)) : nil }
      return line
    }
    return Reading(
      Message(.list, from: .mis, to: .payments, facts: facts, lines: Rows(lines)), .request, thread: list,
      ids: [("message", request.id), ("transaction", list)] + [request.sender.map { ("sender", $0) }].compactMap(\.self))
  }
}
