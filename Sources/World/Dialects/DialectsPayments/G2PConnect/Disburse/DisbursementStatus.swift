import Documents
import Facts

/// `disburse/txn/status`: what has become of a list so far, told at once or by callback. At once it is the twin of `on-disburse` for a payer
/// that cannot be called.
///
/// Which `action` the question has is left open: the published lists hold the words of a registry, or of the answer. `txn-status` is DCI's.
enum DisbursementStatus {
  static let path = "/disburse/sync/txn/status"
  static let pathLater = "/disburse/txn/status"
  static let callbackPath = "/disburse/txn/on-status"
  static let later: OperationName = "later-disburse-status"
  static let callback: OperationName = "disburse-on-status"
  private static let action = "txn-status"
  private static let actions = [action, "search", "subscribe", "disburse", "on-disburse", "on-search"]

  static func request(_ list: String, _ session: Session, _ stamp: Stamp) -> WireRequest {
    let asked: JSON = [
      "reference_id": .string(stamp.id("reference")), "txn_type": "disburse", "attribute_type": "transaction_id",
      "attribute_value": .string(list),
    ]
    return ConnectText.request(
      path, action, ["transaction_id": .string(stamp.id("transaction")), "txnstatus_request": asked], session, stamp)
  }

  static let answering = Serve.Script(
    read: { (wire, session, stamp) throws(Misread) in [try question(wire, session, stamp)] },
    answer: { readings, replies, session, stamp in
      guard let told = told(of: readings.first, replies.first, stamp) else { return ConnectText.fault(replies.first?.reason) }
      return ConnectText.response("on-disburse", told.message, told.outcome, session, stamp)
    },
    refuse: { misread, _, session, stamp in ConnectRefusal.atOnce("on-disburse", misread, session, stamp) })

  static let answeringLater = ServeLater.Script(
    read: { (wire, session, stamp) throws(Misread) in [try question(wire, session, stamp)] },
    acknowledge: { readings, _, stamp in ConnectAck.response(.accepted, correlation: readings.first?.id("correlation"), stamp) },
    callBack: { readings, replies, session, stamp in
      guard let told = told(of: readings.first, replies.first, stamp) else { return [] }
      let request = ConnectText.callback(callbackPath, "on-disburse", told.message, told.outcome, session, stamp)
      return [Preparation.Errand(request, as: callback)]
    },
    again: { request, session, stamp in ConnectDoor.again(request, session, stamp) },
    refuse: { misread, _, _, stamp in ConnectRefusal.acknowledged(misread, stamp) })

  /// What is told; nil for a fault.
  private static func told(of asked: Reading?, _ reply: Reply?, _ stamp: Stamp) -> (message: JSON?, outcome: ConnectText.Outcome)? {
    guard let asked, let reply, reply.taken != .failed else { return nil }
    let asker = asked.id("sender")
    // The codes of a header have none for a list that nobody knows.
    guard reply.taken == .accepted else {
      return (nil, ConnectText.Outcome(total: 1, why: "no such list is known", receiver: asker))
    }
    let content = DisbursementReport.content(asked.message.facts[.listReference] ?? "", reply.rows, stamp)
    let message: JSON = [
      "transaction_id": .string(asked.id("transaction") ?? ""), "correlation_id": .string(asked.id("correlation") ?? ""),
      "txnstatus_response": ["txn_type": "on-disburse", "txn_status": content.json],
    ]
    return (message, ConnectText.Outcome(total: 1, ended: 1, receiver: asker))
  }

  private static func question(_ wire: WireRequest, _ session: Session, _ stamp: Stamp) throws(Misread) -> Reading {
    var reading = try asked(wire, actions, session)
    reading.ids.append(("correlation", stamp.id("correlation")))
    return reading
  }

  /// By the list's transaction, by the correlation id with which it was taken, or by the references of its lines.
  private static func asked(_ wire: WireRequest, _ actions: [String], _ session: Session) throws(Misread) -> Reading {
    let asked = try ConnectStatusQuestion(ConnectRequest(wire, actions), among: ["disburse", "search"])
    var message = Message(.report, from: .mis, to: .payments)
    switch asked.attribute {
    case "reference_id_list":
      message.facts[.listReference] = session[DisbursementBook.self][asked.values[0]]?.list
      message.lines = Rows(
        asked.values.map { value in
          var row = Facts()
          row[.reference] = value
          return row
        })
    case "correlation_id":
      let known = session[Transactions.self].find("disburse", by: .correlation(asked.values[0]))?.transaction
      message.facts[.listReference] = known ?? asked.values[0]
    default: message.facts[.listReference] = asked.values[0]
    }
    return Reading(message, .request, thread: message.facts[.listReference], ids: asked.ids)
  }

  static let catching = ConnectStatusQuestion.catching("status")

  /// What the answer says: nil where it is a refusal, or cannot be read.
  static func report(_ response: WireResponse, _ book: DisbursementBook) -> Reading? {
    guard ConnectRefusal.read(response) == nil, let json = try? JSON(parsing: response.body, bounds: .large),
      let status = json["message"]?["txnstatus_response"]?["txn_status"], let items = status["disbursements_status"]?.items
    else { return nil }
    let ids = [json["header"]?["message_id"]?.text.map { (kind: "message", value: $0) }].compactMap(\.self)
    return DisbursementReport.reading(status["transaction_id"]?.text ?? "", items, book, ids, half: .response)
  }

  /// The question, which carries nothing but ids, and the report that answers it.
  static func view(_ wire: WireRequest, _ response: WireResponse?, _ session: Session) -> [Reading] {
    var asked =
      (try? asked(wire, [], session)) ?? Reading(Message(.report, from: .mis, to: .payments), .request, oddities: ["connect.misread"])
    asked.ids.removeAll { ["type", "by", "value"].contains($0.kind) }
    let told = response.flatMap { report($0, session[DisbursementBook.self]) }
    asked.reply = response.map { ConnectRefusal.read($0) ?? (told == nil ? Reply(.failed, reason: "unreadable-answer") : .accepted) }
    return [asked] + (told.map { [$0] } ?? [])
  }
}
