import Documents
import Facts

/// The acknowledgement of a message whose outcome is told later, or of a callback: ACK, NACK (nothing will follow), ERR.
///
/// An ACK that holds an error has taken the message save for what the error names: so a row is refused and the rest of its file is not.
enum ConnectAck {
  /// `correlation`: by which a callback will be known.
  static func response(_ reply: Reply?, correlation: String? = nil, _ stamp: Stamp) -> WireResponse {
    guard let reply else { return ConnectText.fault(nil) }
    var error: JSON?
    var status = "ACK"
    switch reply.taken {
    case .accepted: break
    case .failed: return ConnectText.fault(reply.reason)
    case .rowRefused: error = self.error("err.request.bad", "rows refused: " + rows(reply))
    case .fileRefused: (status, error) = ("ERR", self.error("err.request.bad", "refused whole: " + rows(reply)))
    case .refusedAsDuplicate: (status, error) = ("ERR", self.error("err.request.bad", duplicate))
    case .refused:
      let code =
        switch reply.reason {
        case "untrusted": "err.request.unauthorized"
        case "unknown-list": "err.request.not_found"
        default: "err.request.bad"
        }
      (status, error) = ("ERR", self.error(code, reply.reason ?? "refused"))
    }
    var message: JSON = [
      "ack_status": .string(status), "timestamp": .string(stamp.wire.description),
      "correlation_id": .string(correlation ?? stamp.id("correlation")),
    ]
    message["error"] = error
    return WireResponse(200, headers: ConnectText.headers, body: (["message": message] as JSON).encoded())
  }

  static func reply(_ response: WireResponse) -> Reply {
    guard response.status < 500, response.status != 429 else { return .failed(response) }
    guard response.status < 300 else { return .refused([401, 403].contains(response.status) ? "untrusted" : "breaks-schema") }
    guard let ack = (try? JSON(parsing: response.body))?["message"], let status = ack["ack_status"]?.text else {
      return Reply(.failed, reason: "unreadable-answer")
    }
    let code = ack["error"]?["code"]?.text
    switch (status, code) {
    case ("ACK", nil), ("NACK", nil): return .accepted
    case ("ACK", _), ("NACK", _): return Reply(.rowRefused, reason: ack["error"]?["message"]?.text ?? code)
    case (_, "err.request.bad") where ack["error"]?["message"]?.text == duplicate:
      return Reply(.refusedAsDuplicate, reason: "duplicate-reference")
    case (_, "err.request.bad"): return Reply(.fileRefused, reason: ack["error"]?["message"]?.text)
    case (_, "err.request.unauthorized"), (_, "err.request.forbidden"): return .refused("untrusted")
    case (_, "err.request.not_found"): return .refused("unknown-list")
    case (_, "err.service.unavailable"), (_, "err.request.timeout"): return Reply(.failed, reason: "unavailable")
    default: return .refused(code ?? "no-reason")
    }
  }

  private static let duplicate = "duplicate"
  private static func error(_ code: String, _ message: String) -> JSON {
    // The standard's bound on a message.
    ["code": .string(code), "message": .string(String(message.prefix(999)))]
  }
  private static func rows(_ reply: Reply) -> String {
    let named = reply.rows.map { "\($0[.reference] ?? "?") \($0[.reason] ?? "")" }
    return named.isEmpty ? reply.reason ?? "" : named.joined(separator: ", ")
  }
}
