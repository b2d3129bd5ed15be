import Documents
import Facts

/// `txn/status`: what has become of what was asked of a mapper before, acknowledged and told by callback, or told at once.
///
/// What is told at once stands under `/registry` in the mapper's description, where no mapper is: it is served there and under `/mapper`.
enum MapperStatus {
  static let path = "/mapper/txn/status"
  static let pathAtOnce = "/{interface}/sync/txn/status"
  static let callbackPath = "/mapper/txn/on-status"
  static let later: OperationName = "later-txn-status"
  static let atOnce: OperationName = "sync-txn-status"
  static let callback: OperationName = "txn-on-status"
  private static let action = "txn-status"
  private static let answerAction = "txn-on-status"

  static let answering = Serve.Script(
    read: { (wire, session, stamp) throws(Misread) in [try question(wire, session, stamp)] },
    answer: { readings, _, session, stamp in
      let told = told(of: readings.first, session)
      return ConnectText.response(answerAction, told.message, told.outcome, session, stamp)
    },
    refuse: { misread, _, session, stamp in ConnectRefusal.atOnce(answerAction, misread, session, stamp) })

  static let answeringLater = ServeLater.Script(
    read: { (wire, session, stamp) throws(Misread) in [try question(wire, session, stamp)] },
    acknowledge: { readings, _, stamp in ConnectAck.response(.accepted, correlation: readings.first?.id("correlation"), stamp) },
    callBack: { readings, _, session, stamp in
      let told = told(of: readings.first, session)
      let request = ConnectText.callback(callbackPath, answerAction, told.message, told.outcome, session, stamp)
      return [Preparation.Errand(request, as: callback)]
    },
    again: { request, session, stamp in ConnectDoor.again(request, session, stamp) },
    refuse: { misread, _, _, stamp in ConnectRefusal.acknowledged(misread, stamp) })

  static let catching = ConnectStatusQuestion.catching("status")

  /// No register is asked: what was answered is kept beside it.
  private static func question(_ wire: WireRequest, _ session: Session, _ stamp: Stamp) throws(Misread) -> Reading {
    var reading = try asked(wire, [action], by: session.peer)
    reading.ids.append(("correlation", stamp.id("correlation")))
    reading.reply = .accepted
    return reading
  }

  private static func told(of asked: Reading?, _ session: Session) -> (message: JSON?, outcome: ConnectText.Outcome) {
    let type = asked?.id("type") ?? ""
    let answer = asked.flatMap { session[Transactions.self].find(type, by: ConnectStatusQuestion.mark(of: $0))?.answer }
    let message: JSON? = answer.map {
      [
        "transaction_id": .string(asked?.id("transaction") ?? ""), "correlation_id": .string(asked?.id("correlation") ?? ""),
        "txnstatus_response": ["txn_type": .string("on-\(type)"), "txn_status": $0],
      ]
    }
    // The codes of a header have none for a transaction that nobody knows.
    let outcome = ConnectText.Outcome(
      total: 1, ended: answer == nil ? 0 : 1, why: answer == nil ? "no such transaction is known" : nil, receiver: asked?.id("sender"))
    return (message, outcome)
  }

  static func asked(_ wire: WireRequest, _ actions: [String] = [], by asker: Role) throws(Misread) -> Reading {
    let request = try ConnectRequest(wire, actions)
    let question = try ConnectStatusQuestion(request, among: MapperErrand.all.map(\.action))
    return Reading(Message(.transactionStatus, from: asker, to: .mapper), .request, ids: question.ids)
  }
}
