import Documents
import Facts

/// The acknowledgement of DCI: ACK, NACK or ERR, with a correlation id that its maker draws.
enum Acknowledgement {
  static func accept(_ session: Session, _ stamp: Stamp, correlation: String? = nil) -> WireResponse {
    answer(session.shows("answers-200") ? 200 : 202, "ACK", nil, "", session, stamp, correlation: correlation)
  }

  static func answer(
    _ status: Int, _ word: String, _ code: String?, _ why: String, _ session: Session, _ stamp: Stamp, correlation: String? = nil
  ) -> WireResponse {
    var message: JSON = [
      "ack_status": .string(word), "timestamp": .string(Stamps.text(stamp.wire, session)),
      "correlation_id": .string(correlation ?? stamp.id("correlation")),
    ]
    if let code { message["error"] = ["code": .string(code), "message": .string(String(why.prefix(900)))] }
    if session.shows("extra-fields") { message["x_build"] = "7f3a" }
    return WireResponse(status, headers: Bodies.headers, body: JSON.object(["message": message]).encoded())
  }

  /// The register's word as an acknowledgement.
  static func of(_ reply: Reply, _ session: Session, _ stamp: Stamp) -> WireResponse {
    switch reply.taken {
    case .accepted: accept(session, stamp)
    case .refusedAsDuplicate: answer(200, "NACK", "rjct.message_id.duplicate", "this was received before", session, stamp)
    case .failed: answer(503, "ERR", "err.service.unavailable", "try again later", session, stamp)
    case .refused, .rowRefused, .fileRefused: answer(400, "ERR", "err.request.bad", reply.reason ?? "refused", session, stamp)
    }
  }

  /// The refusal of a whole request.
  static func refuse(_ why: Misread, of request: WireRequest, _ session: Session, _ stamp: Stamp) -> WireResponse {
    var refusal = refuse(why, session, stamp)
    if session.shows("echoes-what-it-refuses"), var body = try? JSON(parsing: refusal.body), let sent = try? JSON(parsing: request.body) {
      body["request"] = sent
      refusal.body = body.encoded()
    }
    return refusal
  }

  /// Bad input is answered by what is wrong with it, never as a fault of the server.
  static func refuse(_ why: Misread, _ session: Session, _ stamp: Stamp) -> WireResponse {
    if session.shows("fails-on-bad-input") { return WireResponse(500, headers: Bodies.headers, body: Array("{}".utf8)) }
    switch why.kind {
    case .unknown where why.place == TakenOnce.place || why.place == Records.unasked:
      return WireResponse(500, headers: Bodies.headers, body: Array("{}".utf8))
    case .token,
      .signature where why.place != Cipher.place, .stale:
      return Refusal.untrusted(why)
    case .signature:
      if session.shows("takes-undecryptable") { return accept(session, stamp) }
      let code = session.shows("vague-about-encryption") ? "err.request.bad" : "err.encryption.invalid"
      return answer(400, "ERR", code, why.why, session, stamp)
    case .syntax, .schema, .unknown:
      if session.shows("takes-broken-messages") || (why.kind == .syntax && session.shows("takes-no-json")) { return accept(session, stamp) }
      return answer(400, "ERR", ReasonCode.ofAcknowledgement(why), why.said, session, stamp)
    }
  }

  /// What an acknowledgement says. Something else than an acknowledgement acknowledges nothing.
  static func read(_ response: WireResponse) -> (reply: Reply, correlation: String?) {
    if response.status >= 500 { return (.failed(response), nil) }
    let json = try? JSON(parsing: response.body)
    let message = json?["message"]
    let correlation = message?["correlation_id"]?.spoken
    let error = message?["error"] ?? json?["errors"]?[0] ?? json?["error"]
    let code = error?["code"]?.spoken
    switch message?["ack_status"]?.text?.uppercased() {
    case "ACK" where response.status < 300: return (.accepted, correlation)
    case .some("NACK"), .some("ERR"): return (refusal(code, error?["message"]?.text), correlation)
    default: break
    }
    if let json, let refusal = Refusal.read(json) { return (refusal, nil) }
    switch response.status {
    case 401: return (.refused("untrusted"), nil)
    case 403: return (.refused("forbidden"), nil)
    case 400..<500: return (refusal(code, error?["message"]?.text), nil)
    default: return (Reply(.failed, reason: "no-acknowledgement"), nil)
    }
  }

  /// A code of the wire as a domain word. A peer of ours puts the word into the text.
  static func refusal(_ code: String?, _ text: String?) -> Reply {
    guard let code else { return .refused("unsaid") }
    if code.hasSuffix(".duplicate") || code.contains("already_subscribed") { return Reply(.refusedAsDuplicate) }
    if code.hasPrefix("err.signature") || code.hasPrefix("err.unauthorized") { return .refused("untrusted") }
    if code.hasPrefix("err.forbidden") { return .refused("forbidden") }
    if let word = text.flatMap(Reasons.word) { return .refused(word) }
    return .refused(code == "err.request.bad" ? "breaks-schema" : code)
  }
}
