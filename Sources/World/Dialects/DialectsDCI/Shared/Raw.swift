import Admission
import Documents
import Facts

/// A raw request of a wire suite as a DCI message: what the page leaves open is filled in, changed as it says, and signed.
enum Raw {
  /// The action of an operation where the page says none.
  private static let actions: [(operation: OperationName, action: String)] = [
    ("search", "search"), ("sync-search", "search"), ("subscribe", "subscribe"), ("unsubscribe", "unsubscribe"),
    ("txn-status", "txn-status"), ("sync-txn-status", "txn-status"), ("notify", "notify"), ("enrolled", "search"),
    ("enrollment-updates", "notify"), ("disabled", "search"), ("get-disability-support", "search"), ("get-disability-details", "search"),
  ]

  static func request(_ raw: RawCall, as operation: OperationName, _ session: Session, _ stamp: Stamp) -> WireRequest {
    // What was said before is whole: it becomes another message, and nothing is filled in.
    if let body = raw.body, body["header"]?["message_id"] != nil, body["header"]?["message_ts"] != nil {
      return again(raw, body, session, stamp)
    }
    if raw.target == ClientTokens.path, raw.body == nil {
      return raw.overriding(ClientTokens.dci.request(narrow: raw.fault == Faults.narrowToken, session))
    }
    let target = target(raw.target, session)
    guard let body = raw.body, body.members != nil, let action = actions.first(where: { $0.operation == operation })?.action else {
      var plain = raw.plain
      plain.target = target
      if let token = ClientTokens.dci.headers(raw.fault, session, stamp).first, raw.headers["Authorization"] == nil {
        plain.headers.set(token.name, token.value)
      }
      return plain
    }
    let message = message(body["message"] ?? [:], session, stamp)
    let callback = action == TransactionStatus.action ? TransactionStatus.callbackPath : "/registry/on-\(action)"
    let form: HeaderForm =
      action == Notify.action ? .answer(status: "succ", completed: nil) : .request(callback: Paths.callback(callback, session))
    let header = filled(body["header"] ?? [:], from: Header.write(action, form, total: count(message), session, stamp))
    let whole = RawCall.changed(["header": header, "message": message], raw.changes) ?? ["header": header, "message": message]
    return signed(raw, WireRequest(raw.method, target, body: whole.encoded()), session, stamp)
  }

  private static func again(_ raw: RawCall, _ body: JSON, _ session: Session, _ stamp: Stamp) -> WireRequest {
    var body = body
    body["signature"] = nil
    if var header = body["header"] {
      header["message_id"] = .string(stamp.id("message"))
      header["message_ts"] = .string(Stamps.text(stamp.wire, session))
      body["header"] = header
    }
    let whole = RawCall.changed(body, raw.changes) ?? body
    return signed(raw, WireRequest(raw.method, raw.target, body: whole.encoded()), session, stamp)
  }

  /// What is still a message is signed; what the page has broken goes as it is.
  private static func signed(_ raw: RawCall, _ request: WireRequest, _ session: Session, _ stamp: Stamp) -> WireRequest {
    var request = request
    for field in Bodies.headers + ClientTokens.dci.headers(raw.fault, session, stamp) { request.headers.set(field.name, field.value) }
    if var envelope = try? Envelope(parsing: request.body) {
      Cipher.spoil(&envelope, raw.fault, session)
      Seal.sign(&envelope, raw.fault, session, stamp)
      request.body = envelope.bytes
    }
    return raw.overriding(request)
  }

  /// What lies beside the registry lies where the target says.
  private static func target(_ path: String, _ session: Session) -> String {
    let declared: String? =
      switch path {
      case Keys.path: session.settings["jwks-url"]
      case ClientTokens.path: session.settings["token-url"]
      default: nil
      }
    return declared.map { Paths.whole($0, session) } ?? Paths.target(path, session)
  }

  private static func filled(_ own: JSON, from usual: JSON) -> JSON {
    var all = usual
    for member in own.members ?? Members() { all[member.name] = member.value }
    // A page does not know our address: what begins with ? stands behind it.
    if let mark = own["sender_uri"]?.text, mark.hasPrefix("?") { all["sender_uri"] = .string((usual["sender_uri"]?.text ?? "") + mark) }
    return all
  }

  private static func message(_ own: JSON, _ session: Session, _ stamp: Stamp) -> JSON {
    var all: JSON = own["transaction_id"] == nil ? ["transaction_id": .string(stamp.id("transaction"))] : [:]
    if own["subscription_codes"] != nil, own["timestamp"] == nil { all["timestamp"] = .string(Stamps.text(stamp.wire, session)) }
    for member in own.members ?? Members() {
      let isAsked = member.name == "txnstatus_request"
      all[member.name] =
        member.value.items.map { items in .array(items.map { item($0, session, stamp) }) }
        ?? (isAsked ? item(member.value, session, stamp) : member.value)
    }
    return all
  }
  /// An item of a batch, or the one thing that is asked.
  private static func item(_ item: JSON, _ session: Session, _ stamp: Stamp) -> JSON {
    guard item.members != nil else { return item }
    let usual: JSON = ["reference_id": .string(stamp.id("reference")), "timestamp": .string(Stamps.text(stamp.wire, session))]
    return filled(item, from: usual)
  }
  private static func count(_ message: JSON) -> Int { message.members?.firstNonNil { $0.value.items?.count } ?? 1 }
}
