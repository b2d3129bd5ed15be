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
    /// As its reading keeps it: the answer is written when the callback is.
    init?(_ reading: Reading) {
      guard let type = reading.id("type"), let attribute = reading.id("by") else { return nil }
      (self.type, self.attribute) = (type, attribute)
      values = reading.ids.filter { $0.kind == "value" }.map(\.value)
    }
    var ids: [(kind: String, value: String)] { [("type", type), ("by", attribute)] + values.map { ("value", $0) } }

    var mark: Transactions.Mark {
      switch attribute {
      case "transaction_id": .transaction(values.first ?? "")
      case "correlation_id": .correlation(values.first ?? "")
      default: .references(values)
      }
    }
  }

  // MARK: asking

  static let asking = Choice { message, session in
    if Records.isLater(message, session) {
      return AskLater(
        AskLater.Script(
          "txn-status", write: { (message, session, stamp) throws(Unsayable) in try ask(message, path, session, stamp) },
          acknowledged: Subscribe.asking.acknowledged, collect: Subscribe.asking.collect), preparing: Post.preparation)
    }
    return Ask(
      "sync-txn-status", preparing: Post.preparation,
      write: { (message, session, stamp) throws(Unsayable) in try ask(message, syncPath, session, stamp) },
      read: { response, _, session in taken(response, session) })
  }

  /// How a question that is answered at once was taken. A transaction that nobody knows is refused in the header, beside an empty answer.
  static func taken(_ response: WireResponse, _ session: Session) -> Reply {
    let said = response.status < 300 ? (try? Envelope(parsing: response.body)).map { Cipher.opened($0, session) } : nil
    guard let said, said.message["txnstatus_response"] != nil, said.text("status") != "rjct" else {
      return Acknowledgement.read(response).reply
    }
    return .accepted
  }

  private static func ask(_ message: Message, _ path: String, _ session: Session, _ stamp: Stamp) throws(Unsayable) -> WireRequest {
    guard Registry.of(session).hasTransactions, let transaction = session[LastSearch.self] else { throw Unsayable(message.kind) }
    let callback = path == syncPath ? nil : Paths.callback(callbackPath, session)
    let header = Header.write(action, .request(callback: callback), total: 1, session, stamp)
    let body: JSON = [
      "transaction_id": .string(stamp.id("transaction")),
      "txnstatus_request": [
        "reference_id": .string(stamp.id("reference")), "txn_type": "search", "attribute_type": "transaction_id",
        "attribute_value": .string(transaction), "locale": "eng",
      ],
    ]
    return Post.request(Envelope(header: header, message: body), to: Paths.target(path, session), fault: message.fault, session, stamp)
  }

  // MARK: answering

  static func answer(_ request: WireRequest, _ session: inout Session, _ stamp: Stamp) -> WireResponse {
    do throws(Misread) {
      let opened = try Post.open(request, scope: scope, action, .request(callback: nil), &session, stamp)
      let (question, asked) = (try Question(opened.envelope), opened.envelope)
      let correlation = stamp.id("correlation")
      return Post.answer(
        write(question, asked.message["transaction_id"], to: asked.text("sender_id"), correlation, session, stamp), session, stamp)
    } catch { return Refusal.atOnce(answerAction, error, session, stamp) }
  }

  private static func write(
    _ question: Question, _ transaction: JSON?, to asker: String?, _ correlation: String, _ session: Session, _ stamp: Stamp
  ) -> Envelope {
    let found = session[Transactions.self].find(question.type, by: question.mark)
    let meant = question.attribute == "transaction_id" ? question.values.first : transaction?.spoken
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
      answerAction, .answer(status: status, completed: found?.answer == nil ? 0 : 1), total: 1, receiver: asker, session, stamp)
    let body: JSON = .object(of: [
      ("transaction_id", transaction), ("correlation_id", .string(correlation)),
      ("txnstatus_response", ["txn_type": .string(question.type), "txn_status": found?.answer ?? .object(of: pending)]),
    ])
    return Envelope(header: header, message: body)
  }

  static func read(_ envelope: Envelope, _ oddities: [String], _ session: Session) throws(Misread) -> [Reading] {
    let question = try Question(envelope)
    var message = Message(.transactionStatus, from: .mis, to: Registry.of(session).role)
    message.facts[.transactionAsked] = question.values.joined(separator: " ")
    return [Reading(message, .request, ids: envelope.ids + question.ids, oddities: oddities, reply: .accepted)]
  }

  static let serving = ServeLater.Script(
    read: { (request, session, stamp) throws(Misread) in
      let opened = try Post.open(request, scope: scope, action, .request(callback: nil), &session, stamp)
      var readings = try read(opened.envelope, opened.oddities, session)
      readings[0].ids += [("correlation", stamp.id("correlation"))] + Records.addresses(opened.envelope)
      return readings
    },
    acknowledge: { readings, session, stamp in
      Acknowledgement.accept(session, stamp, correlation: readings.first?.id("correlation"))
    },
    callBack: { readings, _, session, stamp in
      guard let asked = readings.first, let question = Question(asked), !session.shows("acks-without-callback") else { return [] }
      let envelope = write(
        question, .text(asked.id("transaction")), to: asked.id("sender"), asked.id("correlation") ?? "", session, stamp)
      let target = Paths.target(of: asked.id("callback"), or: callbackPath, session)
      return [Preparation.Errand(Post.request(envelope, to: target, session, stamp), as: "txn-on-status")]
    },
    again: { request, session, stamp in Post.again(request, session, stamp) },
    refuse: { why, _, session, stamp in Acknowledgement.refuse(why, session, stamp) })

  static let catching = Records.catching(answerAction, scope: scope, .answer(status: "", completed: nil)) { envelope, oddities, session in
    answered(envelope, oddities, session)
  }

  static func answered(_ envelope: Envelope, _ oddities: [String], _ session: Session) -> Reading {
    Reading(
      Message(.transactionStatus, from: Registry.of(session).role, to: .mis), .response, thread: envelope.message["transaction_id"]?.spoken,
      ids: envelope.ids, oddities: oddities, reply: .accepted)
  }
}
