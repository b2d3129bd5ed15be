import Documents
import Facts

/// How the listener answers, in both generations, and how the registry reads it.
enum Answers {
  static let headers = [HeaderField("Content-Type", "application/json")]

  /// The register's word. `accepted` is the body and status of a yes.
  static func of(_ reply: Reply, accepted: WireResponse) -> WireResponse {
    switch reply.taken {
    case .accepted: accepted
    case .refusedAsDuplicate: refuse(400, "duplicate", "this event was received before")
    case .failed: refuse(503, "unavailable", "try again later")
    case .refused, .rowRefused, .fileRefused: refuse(400, reply.reason ?? "refused", "the event was not taken")
    }
  }

  /// Bad input is answered by what is wrong with it, never as a fault of the server; and names nobody.
  static func refuse(_ why: Misread, accepted: WireResponse, _ session: Session) -> WireResponse {
    if session.shows("fails-on-bad-input") { return WireResponse(500, headers: headers, body: Array("{}".utf8)) }
    switch why.kind {
    case .token where why.place == "scope": return refuse(403, "forbidden", why.why)
    case .token, .signature, .stale: return refuse(401, "untrusted", why.why)
    case .syntax, .schema, .unknown:
      if session.shows("takes-broken-messages") { return accepted }
      return refuse(400, "breaks-schema", "\(why.place): \(why.why)")
    }
  }

  static func refuse(_ status: Int, _ code: String, _ why: String) -> WireResponse {
    WireResponse(status, headers: headers, body: JSON.object(of: [("error", .string(code)), ("message", .string(why))]).encoded())
  }

  /// 200 is a yes, 202 a yes that waits for a person; anything below 500 that is neither is a no.
  static func read(_ response: WireResponse) -> Reply {
    switch response.status {
    case 200..<300: return .accepted
    case 401: return .refused("untrusted")
    case 403: return .refused("forbidden")
    case 500...: return .failed(response)
    default:
      let code = (try? JSON(parsing: response.body))?["error"]?.text
      if code == "duplicate" || response.status == 409 { return Reply(.refusedAsDuplicate) }
      return .refused(code ?? "unsaid")
    }
  }
}
