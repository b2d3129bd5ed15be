import Documents
import Facts

/// How a request is refused, and how a refusal is read: by the door, by an acknowledgement, or by the header of an answer.
enum ConnectRefusal {
  /// Of what is answered later, and of a callback: an acknowledgement.
  static func acknowledged(_ misread: Misread, _ stamp: Stamp) -> WireResponse {
    if misread.kind == .token { return untrusted(misread) }
    var refusal = ConnectAck.response(.refused("breaks-schema: \(misread.why)"), stamp)
    if misread.kind == .syntax { refusal.status = 400 }
    return refusal
  }

  /// Of what is answered at once, where no acknowledgement exists: the header of the answer, whose action it is, says so.
  static func atOnce(_ action: String, _ misread: Misread, _ session: Session, _ stamp: Stamp) -> WireResponse {
    if misread.kind == .token { return untrusted(misread) }
    let code = codes.first { $0.place == misread.place }?.code
    var refusal = ConnectText.response(action, nil, ConnectText.Outcome(code: code, why: misread.why), session, stamp)
    if misread.kind == .syntax { refusal.status = 400 }
    return refusal
  }

  /// Members of the header for which its list of codes has one.
  private static let codes: [(place: String, code: String)] = [
    ("message_ts", "rjct.message_ts.invalid"), ("total_count", "rjct.total_count.invalid"), ("action", "rjct.action.invalid"),
  ]

  private static func untrusted(_ why: Misread) -> WireResponse {
    let isNarrow = why.place == "scope"
    let error: JSON = ["code": .string(isNarrow ? "err.forbidden" : "err.unauthorized"), "message": .string(why.why)]
    return WireResponse(isNarrow ? 403 : 401, headers: ConnectText.headers, body: (["errors": [error]] as JSON).encoded())
  }

  /// The word of an answer that refuses, or that says nothing; nil for any other.
  static func read(_ response: WireResponse) -> Reply? {
    guard response.status < 500, response.status != 429 else { return .failed(response) }
    guard response.status < 300 else { return .refused([401, 403].contains(response.status) ? "untrusted" : "breaks-schema") }
    guard let json = try? JSON(parsing: response.body, bounds: .large) else { return Reply(.failed, reason: "unreadable-answer") }
    if let word = json["message"]?["ack_status"]?.text {
      guard word != "ACK" else { return nil }
      let reply = word == "NACK" ? nil : ConnectAck.reply(response)
      return reply?.taken == .failed ? reply : .refused(reply?.reason ?? "nothing-follows")
    }
    guard let status = json["header"]?["status"]?.text else { return Reply(.failed, reason: "unreadable-answer") }
    return status == "rjct" ? .refused(json["header"]?["status_reason_code"]?.text ?? "no-reason") : nil
  }
}
