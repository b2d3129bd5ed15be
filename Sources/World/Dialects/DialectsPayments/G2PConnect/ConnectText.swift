import Documents
import Facts

/// Header and message of requests, answers, acknowledgements and callbacks.
enum ConnectText {
  static let headers = [HeaderField("Content-Type", "application/json")]

  static func request(_ path: String, _ action: String, _ message: JSON, count: Int = 1, _ session: Session, _ stamp: Stamp) -> WireRequest {
    let json: JSON = [
      "signature": "",
      "header": [
        "version": "1.0.0", "message_id": .string(stamp.id("message")), "message_ts": .string(stamp.wire.description),
        "action": .string(action), "sender_id": .string(sender(session)), "receiver_id": .string(session.peer.text), "total_count": JSON(count),
        "is_msg_encrypted": false,
      ],
      "message": message,
    ]
    return WireRequest("POST", path, headers: headers, body: json.encoded())
  }

  /// `code`: why the whole request was rejected.
  static func response(
    _ action: String, to id: String?, _ message: JSON, code: String? = nil, _ session: Session, _ stamp: Stamp
  ) -> WireResponse {
    var header: JSON = [
      "version": "1.0.0", "message_id": .string(id ?? stamp.id("message")), "message_ts": .string(stamp.wire.description),
      "action": .string("on-\(action)"), "status": code == nil ? "succ" : "rjct", "sender_id": .string(sender(session)),
    ]
    header["status_reason_code"] = code.map { .string($0) }
    return WireResponse(200, headers: headers, body: (["signature": "", "header": header, "message": message] as JSON).encoded())
  }

  /// The header of a callback: how many there are, and how many of them have ended.
  static func callback(
    _ path: String, _ action: String, _ message: JSON, count: Int, ended: Int, _ session: Session, _ stamp: Stamp
  ) -> WireRequest {
    let json: JSON = [
      "signature": "",
      "header": [
        "version": "1.0.0", "message_id": .string(stamp.id("message")), "message_ts": .string(stamp.wire.description),
        "action": .string(action), "status": "succ", "total_count": JSON(count), "completed_count": JSON(ended),
        "sender_id": .string(sender(session)), "receiver_id": .string(session.peer.text), "is_msg_encrypted": false,
      ],
      "message": message,
    ]
    return WireRequest("POST", path, headers: headers, body: json.encoded())
  }

  static func fault(_ reason: String?) -> WireResponse {
    WireResponse(reason == "unavailable" ? 503 : 500, headers: headers, body: (["errors": [["code": "server-fault"]]] as JSON).encoded())
  }

  /// What has not even the form of a request.
  static func malformed(_ why: Misread) -> WireResponse {
    let json: JSON = ["detail": [["loc": ["body", .string(why.place)], "msg": .string(why.why), "type": "value_error"]]]
    return WireResponse(422, headers: headers, body: json.encoded())
  }

  static func missing(_ name: String, _ what: String) -> Misread { Misread(.schema, at: name, "\(name) must be \(what)") }

  private static func sender(_ session: Session) -> String { session.settings["sender-id"] ?? session.role.text }
}

/// A request as it came.
struct ConnectRequest {
  let id: String
  /// How many it says there are.
  let count: Int?
  let message: JSON

  init(_ wire: WireRequest, isCallback: Bool = false) throws(Misread) {
    let json: JSON
    do throws(JSONRefusal) { json = try JSON(parsing: wire.body, bounds: .large) } catch { throw Misread(.syntax, at: "", "the body is no JSON") }
    guard let header = json["header"], header.members != nil else { throw Misread(.syntax, at: "header", "the header is missing") }
    for name in ["message_id", "message_ts", "action", isCallback ? "status" : "sender_id"] where header[name]?.text == nil {
      throw Misread(.syntax, at: name, "\(name) must be a text")
    }
    guard let message = json["message"], message.members != nil else { throw Misread(.syntax, at: "message", "the message is missing") }
    id = header["message_id"]?.text ?? ""
    count = header["total_count"]?.decimal?.int
    self.message = message
  }
}
