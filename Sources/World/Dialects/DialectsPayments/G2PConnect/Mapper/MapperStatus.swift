import Documents
import Facts

/// `mapper/txn/status`: what has become of what was asked for before; acknowledged, and told by callback.
///
/// The same at once stands under `/registry` in the mapper's description, where no mapper is: it is not served.
enum MapperStatus {
  static let path = "/mapper/txn/status"
  static let callbackPath = "/mapper/txn/on-status"
  static let operation: OperationName = "later-txn-status"
  static let callback: OperationName = "txn-on-status"

  static let answering = ServeLater.Script(
    read: { (wire, session, stamp) throws(Misread) in
      var reading = try asked(wire, by: session.peer)
      reading.ids.append(("correlation", stamp.id("correlation")))
      reading.reply = .accepted
      return [reading]
    },
    acknowledge: { readings, _, stamp in ConnectAck.response(.accepted, correlation: readings.first?.id("correlation"), stamp) },
    callBack: { readings, _, session, stamp in
      guard let asked = readings.first, let type = asked.id("type") else { return [] }
      let answer = session[Transactions.self].find(type, by: mark(of: asked))?.answer
      let message: JSON? = answer.map {
        [
          "transaction_id": .string(asked.id("transaction") ?? ""), "correlation_id": .string(asked.id("correlation") ?? ""),
          "txnstatus_response": ["txn_type": .string("on-\(type)"), "txn_status": $0],
        ]
      }
      let outcome = ConnectText.Outcome(
        total: 1, ended: answer == nil ? 0 : 1, code: answer == nil ? "rjct.action.invalid" : nil, receiver: asked.id("sender"))
      let request = ConnectText.callback(callbackPath, "txn-on-status", message ?? .null, outcome, session, stamp)
      return [Preparation.Errand(request, as: callback)]
    },
    refuse: { misread, _, _, stamp in ConnectAck.refusal(misread, stamp) })

  static let catching = Catch.Script(
    read: { (wire, session, _) throws(Misread) in
      let reading = try told(wire, by: session.peer, to: session.role)
      return ("status \(reading.id("transaction") ?? "")", reading)
    },
    acknowledge: { _, _, stamp in ConnectAck.response(.accepted, stamp) },
    refuse: { misread, _, _, stamp in ConnectAck.refusal(misread, stamp) })

  static func asked(_ wire: WireRequest, by asker: Role) throws(Misread) -> Reading {
    let request = try ConnectRequest(wire)
    guard let asked = request.message["txnstatus_request"], asked.members != nil else {
      throw ConnectText.missing("txnstatus_request", "an object")
    }
    guard let type = asked["txn_type"]?.text else { throw ConnectText.missing("txn_type", "a text") }
    guard let attribute = asked["attribute_type"]?.text else { throw ConnectText.missing("attribute_type", "a text") }
    let values = asked["attribute_value"]?.items?.compactMap(\.text) ?? [asked["attribute_value"]?.text].compactMap(\.self)
    guard !values.isEmpty else { throw ConnectText.missing("attribute_value", "a text, or a list of texts") }
    var ids = [("message", request.id), ("transaction", request.message["transaction_id"]?.text ?? ""), ("type", type), ("by", attribute)]
    ids += values.map { ("value", $0) } + [request.sender.map { ("sender", $0) }].compactMap(\.self)
    return Reading(Message(.transactionStatus, from: asker, to: .mapper), .request, ids: ids)
  }

  private static func mark(of asked: Reading) -> Transactions.Mark {
    let values = asked.ids.filter { $0.kind == "value" }.map(\.value)
    return switch asked.id("by") {
    case "transaction_id": .transaction(values[0])
    case "correlation_id": .correlation(values[0])
    default: .references(values)
    }
  }

  static func told(_ wire: WireRequest, by mapper: Role, to asker: Role) throws(Misread) -> Reading {
    let request = try ConnectRequest(wire, isCallback: true, mayBeEmpty: true)
    let transaction = request.message["transaction_id"]?.text
    return Reading(
      Message(.transactionStatus, from: mapper, to: asker), .response, thread: transaction,
      ids: [("message", request.id)] + [transaction.map { ("transaction", $0) }].compactMap(\.self), reply: .accepted)
  }
}
