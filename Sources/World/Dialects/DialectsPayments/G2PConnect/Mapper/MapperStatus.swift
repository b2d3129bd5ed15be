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
      let request = try ConnectRequest(wire)
      let (type, mark) = try question(request.message)
      let correlation = stamp.id("correlation")
      let found = session[Transactions.self].find(type, by: mark)
      session[Found.self].append((correlation, type, found?.answer))
      var ids = [("message", request.id), ("transaction", request.message["transaction_id"]?.text ?? ""), ("correlation", correlation)]
      ids += [request.sender.map { ("sender", $0) }].compactMap(\.self)
      return [Reading(Message(.transactionStatus, from: session.peer, to: .mapper), .request, ids: ids, reply: .accepted)]
    },
    acknowledge: { readings, _, stamp in ConnectAck.response(.accepted, correlation: readings.first?.id("correlation"), stamp) },
    callBack: { readings, _, session, stamp in
      guard let asked = readings.first, let at = session[Found.self].firstIndex(where: { $0.correlation == asked.id("correlation") })
      else { return [] }
      let found = session[Found.self].remove(at: at)
      let message: JSON = [
        "transaction_id": .string(asked.id("transaction") ?? ""), "correlation_id": .string(found.correlation),
        "txnstatus_response": ["txn_type": .string("on-\(found.type)"), "txn_status": found.answer ?? .null],
      ]
      let outcome = ConnectText.Outcome(
        total: 1, ended: found.answer == nil ? 0 : 1, code: found.answer == nil ? "rjct.action.invalid" : nil,
        receiver: asked.id("sender"))
      let request = ConnectText.callback(callbackPath, "txn-on-status", found.answer == nil ? .null : message, outcome, session, stamp)
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

  /// Between the question and its callback.
  private enum Found: SessionKey { static var initial: [(correlation: String, type: String, answer: JSON?)] { [] } }

  private static func question(_ message: JSON) throws(Misread) -> (type: String, mark: Transactions.Mark) {
    guard let asked = message["txnstatus_request"], asked.members != nil else {
      throw ConnectText.missing("txnstatus_request", "an object")
    }
    guard let type = asked["txn_type"]?.text else { throw ConnectText.missing("txn_type", "a text") }
    guard let attribute = asked["attribute_type"]?.text else { throw ConnectText.missing("attribute_type", "a text") }
    let values = asked["attribute_value"]?.items?.compactMap(\.text) ?? [asked["attribute_value"]?.text].compactMap(\.self)
    guard let first = values.first else { throw ConnectText.missing("attribute_value", "a text, or a list of texts") }
    return switch attribute {
    case "transaction_id": (type, .transaction(first))
    case "correlation_id": (type, .correlation(first))
    default: (type, .references(values))
    }
  }

  static func asked(_ wire: WireRequest, by asker: Role) throws(Misread) -> Reading {
    let request = try ConnectRequest(wire)
    _ = try question(request.message)
    return Reading(Message(.transactionStatus, from: asker, to: .mapper), .request, ids: [("message", request.id)])
  }

  static func told(_ wire: WireRequest, by mapper: Role, to asker: Role) throws(Misread) -> Reading {
    let request = try ConnectRequest(wire, isCallback: true, mayBeEmpty: true)
    let transaction = request.message["transaction_id"]?.text
    return Reading(
      Message(.transactionStatus, from: mapper, to: asker), .response, thread: transaction,
      ids: [("message", request.id)] + [transaction.map { ("transaction", $0) }].compactMap(\.self), reply: .accepted)
  }
}
