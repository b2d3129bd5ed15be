import Admission
import Documents
import Facts

/// Header and message of requests, answers, acknowledgements and callbacks.
enum ConnectText {
  static let headers = [HeaderField("Content-Type", "application/json")]

  static func request(_ path: String, _ action: String, _ message: JSON, count: Int = 1, _ session: Session, _ stamp: Stamp) -> WireRequest
  {
    let json: JSON = ["signature": "", "header": header(action, count: count, session, stamp), "message": message]
    return WireRequest("POST", path, headers: headers + ConnectDoor.tokens.headers(nil, session, stamp), body: json.encoded())
  }

  static func header(_ action: String, count: Int, _ session: Session, _ stamp: Stamp) -> JSON {
    [
      "version": "1.0.0", "message_id": .string(stamp.id("message")), "message_ts": .string(stamp.wire.description),
      "action": .string(action), "sender_id": .string(sender(session)), "receiver_id": .string(receiver(session)),
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
    var isRejected: Bool { code != nil || why != nil }
  }

  /// `action`: that of the answer.
  static func response(_ action: String, _ message: JSON?, _ outcome: Outcome, _ session: Session, _ stamp: Stamp) -> WireResponse {
    WireResponse(200, headers: headers, body: answer(action, message, outcome, session, stamp).encoded())
  }

  static func callback(_ path: String, _ action: String, _ message: JSON?, _ outcome: Outcome, _ session: Session, _ stamp: Stamp)
    -> WireRequest
  {
    WireRequest(
      "POST", path, headers: headers + ConnectDoor.tokens.headers(nil, session, stamp),
      body: answer(action, message, outcome, session, stamp).encoded())
  }

  private static func answer(_ action: String, _ message: JSON?, _ outcome: Outcome, _ session: Session, _ stamp: Stamp) -> JSON {
    let header: JSON = .object(of: [
      ("version", "1.0.0"), ("message_id", .string(stamp.id("message"))), ("message_ts", .string(stamp.wire.description)),
      ("action", .string(action)), ("status", outcome.isRejected ? "rjct" : "succ"), ("status_reason_code", .text(outcome.code)),
      ("status_reason_message", .text(outcome.why.map { String($0.prefix(999)) })),
      ("total_count", JSON(outcome.total)), ("completed_count", JSON(outcome.ended)), ("sender_id", .string(sender(session))),
      ("receiver_id", .string(outcome.receiver ?? receiver(session))), ("is_msg_encrypted", false),
    ])
    return .object(of: [("signature", ""), ("header", header), ("message", message)])
  }

  static func fault(_ reason: String?) -> WireResponse {
    WireResponse(reason == "unavailable" ? 503 : 500, headers: headers, body: (["errors": [["code": "server-fault"]]] as JSON).encoded())
  }

  static func missing(_ name: String, _ what: String) -> Misread { Misread(.schema, at: name, "\(name) must be \(what)") }

  static func sender(_ session: Session) -> String { session.settings["sender-id"] ?? session.role.text }
  static func receiver(_ session: Session) -> String { session.settings["receiver-id"] ?? session.peer.text }
}
