import Documents
import Facts

/// Header and message of requests, answers, acknowledgements and callbacks.
enum ConnectText {
  static let headers = [HeaderField("Content-Type", "application/json")]

  static func request(_ path: String, _ action: String, _ message: JSON, count: Int = 1, _ session: Session, _ stamp: Stamp) -> WireRequest
  {
    let json: JSON = ["signature": "", "header": header(action, count: count, session, stamp), "message": message]
    return WireRequest("POST", path, headers: headers, body: json.encoded())
  }

  static func header(_ action: String, count: Int, _ session: Session, _ stamp: Stamp) -> JSON {
    [
      "version": "1.0.0", "message_id": .string(stamp.id("message")), "message_ts": .string(stamp.wire.description),
      "action": .string(action), "sender_id": .string(sender(session)), "receiver_id": .string(session.peer.text),
      "total_count": JSON(count),
      "is_msg_encrypted": false,
    ]
  }

  /// What an answer or a callback says of the whole: how many there are, how many of them have ended, and why none is answered.
  struct Outcome {
    var total = 0
    var ended = 0
    var code: String?
    var why: String?
    /// Whoever asked; the peer where nobody said who that is.
    var receiver: String?
  }

  static func response(_ action: String, _ message: JSON, _ outcome: Outcome, _ session: Session, _ stamp: Stamp) -> WireResponse {
    WireResponse(200, headers: headers, body: answer("on-\(action)", message, outcome, session, stamp).encoded())
  }

  static func callback(_ path: String, _ action: String, _ message: JSON, _ outcome: Outcome, _ session: Session, _ stamp: Stamp)
    -> WireRequest
  {
    WireRequest("POST", path, headers: headers, body: answer(action, message, outcome, session, stamp).encoded())
  }

  private static func answer(_ action: String, _ message: JSON, _ outcome: Outcome, _ session: Session, _ stamp: Stamp) -> JSON {
    let header: JSON = .object(of: [
      ("version", "1.0.0"), ("message_id", .string(stamp.id("message"))), ("message_ts", .string(stamp.wire.description)),
      ("action", .string(action)), ("status", outcome.code == nil ? "succ" : "rjct"), ("status_reason_code", .text(outcome.code)),
      ("status_reason_message", .text(outcome.why.map { String($0.prefix(999)) })),
      ("total_count", JSON(outcome.total)), ("completed_count", JSON(outcome.ended)), ("sender_id", .string(sender(session))),
      ("receiver_id", .string(outcome.receiver ?? session.peer.text)), ("is_msg_encrypted", false),
    ])
    return ["signature": "", "header": header, "message": message]
  }

  static func fault(_ reason: String?) -> WireResponse {
    WireResponse(reason == "unavailable" ? 503 : 500, headers: headers, body: (["errors": [["code": "server-fault"]]] as JSON).encoded())
  }

  /// A whole request is rejected, by the standard's codes for headers.
  static func rejected(_ action: String, _ misread: Misread, _ session: Session, _ stamp: Stamp) -> WireResponse {
    let code =
      switch misread.place {
      case "message_ts": "rjct.message_ts.invalid"
      case "total_count": "rjct.total_count.invalid"
      default: "rjct.action.invalid"
      }
    return response(action, .null, Outcome(code: code, why: misread.why), session, stamp)
  }

  static func missing(_ name: String, _ what: String) -> Misread { Misread(.schema, at: name, "\(name) must be \(what)") }

  private static func sender(_ session: Session) -> String { session.settings["sender-id"] ?? session.role.text }
}

/// A request as it came.
struct ConnectRequest {
  let id: String
  let sender: String?
  /// How many it says there are.
  let count: Int?
  let message: JSON
  /// All of it.
  let whole: JSON

  /// `mayBeEmpty`: a callback that rejects says nothing but why.
  init(_ wire: WireRequest, isCallback: Bool = false, mayBeEmpty: Bool = false) throws(Misread) {
    let json: JSON
    do throws(JSONRefusal) { json = try JSON(parsing: wire.body, bounds: .large) } catch {
      throw Misread(.syntax, at: "", "the body is no JSON")
    }
    guard let header = json["header"], header.members != nil else { throw Misread(.syntax, at: "header", "the header is missing") }
    for name in ["message_id", "message_ts", "action", isCallback ? "status" : "sender_id"] where header[name]?.text == nil {
      throw Misread(.syntax, at: name, "\(name) must be a text")
    }
    let message = json["message"] ?? .null
    guard message.members != nil || mayBeEmpty else { throw Misread(.syntax, at: "message", "the message is missing") }
    id = header["message_id"]?.text ?? ""
    sender = header["sender_id"]?.text
    count = header["total_count"]?.decimal?.int
    self.message = message
    whole = json
    guard header["message_ts"]?.text.flatMap({ WireInstant($0) }) != nil else {
      throw ConnectText.missing("message_ts", "a date-time with its zone")
    }
    guard isCallback || count != nil else { throw ConnectText.missing("total_count", "a count") }
  }
}
