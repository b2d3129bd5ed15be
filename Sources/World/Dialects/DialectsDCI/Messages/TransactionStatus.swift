import Documents
import Facts

/// `POST /registry/sync/txn/status`, and `/registry/txn/status` with its callback: what has become of what was asked before.
enum TransactionStatus {
  static let path = "/registry/txn/status"
  static let syncPath = "/registry/sync/txn/status"
  static let callbackPath = "/registry/txn/on-status"
  static let action = "txn-status"
  static let answerAction = "txn-on-status"
  static let scope = "registry/txn/status"

  struct Question: Sendable {
    let type: String
    let attribute: String
    let values: [String]
    private static let types = ["search", "subscribe", "unsubscribe", "receipt"]
    private static let attributes = ["transaction_id", "reference_id_list", "correlation_id", "subscription_code_list"]

    init(_ envelope: Envelope) throws(Misread) {
      guard let asked = envelope.message["txnstatus_request"], let attribute = asked["attribute_type"]?.text,
        let value = asked["attribute_value"]
      else { throw Misread(.schema, at: "/message/txnstatus_request", "attribute_type and attribute_value are required") }
      guard let type = asked["txn_type"]?.text, Self.types.contains(type) else {
        throw Misread(.schema, at: "/message/txnstatus_request/txn_type", "it must be \(Self.types.joined(separator: ", "))")
      }
      guard Self.attributes.contains(attribute) else {
        throw Misread(.schema, at: "/message/txnstatus_request/attribute_type", "it must be \(Self.attributes.joined(separator: ", "))")
      }
      guard asked["reference_id"]?.spoken != nil else {
        throw Misread(.schema, at: "/message/txnstatus_request/reference_id", "it is required")
      }
      self.type = type
      self.attribute = attribute
      values = value.items?.compactMap(\.spoken) ?? [value.spoken ?? ""]
    }

    var mark: Transactions.Mark {
      switch attribute {
      case "transaction_id": .transaction(values.first ?? "")
      case "correlation_id": .correlation(values.first ?? "")
      default: .references(values)
      }
    }
  }

  static func answer(_ request: WireRequest, _ session: inout Session, _ stamp: Stamp) -> WireResponse {
    do throws(Misread) {
      let opened = try Post.open(request, scope: scope, action, .request(callback: nil), &session, stamp)
      return Post.answer(try write(opened.envelope, correlation: stamp.id("correlation"), session, stamp), session, stamp)
    } catch { return Acknowledgement.refuse(error, session, stamp) }
  }

  private static func write(_ asked: Envelope, correlation: String, _ session: Session, _ stamp: Stamp) throws(Misread) -> Envelope {
    let question = try Question(asked)
    let found = session[Transactions.self].find(question.type, by: question.mark)
    let meant = question.attribute == "transaction_id" ? question.values.first : asked.message["transaction_id"]?.spoken
    var pending: [(String, JSON?)] = [
      ("transaction_id", .text(found?.transaction ?? meant)), ("correlation_id", .string(found?.correlation ?? correlation)),
    ]
    switch question.type {
    case "subscribe": pending.append(("subscribe_response", []))
    case "unsubscribe":
      let state = found == nil ? "rjct" : "pdng"
      pending += [("timestamp", .string(Stamps.text(stamp.wire, session))), ("status", .string(state)), ("subscription_status", [])]
    default: pending.append(("search_response", []))
    }
    let status = found == nil ? "rjct" : found?.answer == nil ? "pdng" : "succ"
    let header = Header.write(
      answerAction, .answer(status: status, completed: found?.answer == nil ? 0 : 1), total: 1, receiver: asked.text("sender_id"), session,
      stamp)
    let body: JSON = .object(of: [
      ("transaction_id", asked.message["transaction_id"]), ("correlation_id", .string(correlation)),
      ("txnstatus_response", ["txn_type": .string(question.type), "txn_status": found?.answer ?? .object(of: pending)]),
    ])
    return Envelope(header: header, message: body)
  }

  static func read(_ envelope: Envelope, _ oddities: [String], _ session: Session) throws(Misread) -> [Reading] {
    _ = try Question(envelope)
    let message = Message(.transactionStatus, from: .mis, to: Registry.of(session).role)
    return [Reading(message, .request, ids: envelope.ids, oddities: oddities, reply: .accepted)]
  }

  /// The answer is written when the question is read: nobody has to decide anything.
  static let serving = ServeLater.Script(
    read: { (request, session, stamp) throws(Misread) in
      let opened = try Post.open(request, scope: scope, action, .request(callback: nil), &session, stamp)
      let correlation = stamp.id("correlation")
      var readings = try read(opened.envelope, opened.oddities, session)
      readings[0].ids += [("correlation", correlation)] + Records.addresses(opened.envelope)
      session[Answers.self].append((correlation, try write(opened.envelope, correlation: correlation, session, stamp)))
      return readings
    },
    acknowledge: { readings, session, stamp in
      Acknowledgement.accept(session, stamp, correlation: readings.first?.id("correlation"))
    },
    callBack: { readings, _, session, stamp in
      guard let asked = readings.first, let at = session[Answers.self].firstIndex(where: { $0.correlation == asked.id("correlation") })
      else { return [] }
      let envelope = session[Answers.self].remove(at: at).envelope
      guard !session.shows("acks-without-callback") else { return [] }
      let target = Paths.target(of: asked.id("callback"), or: callbackPath, session)
      return [Preparation.Errand(Post.request(envelope, to: target, session, stamp), as: "txn-on-status")]
    },
    again: { request, session, stamp in Post.again(request, session, stamp) },
    refuse: { why, _, session, stamp in Acknowledgement.refuse(why, session, stamp) })

  private enum Answers: SessionKey { static var initial: [(correlation: String, envelope: Envelope)] { [] } }

  static let catching = Records.catching(answerAction, scope: scope, .answer(status: "", completed: nil)) { envelope, oddities, session in
    answered(envelope, oddities, session)
  }

  static func answered(_ envelope: Envelope, _ oddities: [String], _ session: Session) -> Reading {
    Reading(
      Message(.transactionStatus, from: Registry.of(session).role, to: .mis), .response, thread: envelope.message["transaction_id"]?.spoken,
      ids: envelope.ids, oddities: oddities, reply: .accepted)
  }
}
