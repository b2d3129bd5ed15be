import Documents
import Facts

/// The refusal of a request that is answered at once, where no acknowledgement exists: the header of the answer with the status rjct.
/// What HTTP has a status for, nobody's token and nobody's signature, is told by a list of errors, whatever the operation.
enum Refusal {
  /// `action` is that of the answer.
  static func atOnce(_ action: String, _ why: Misread, _ session: Session, _ stamp: Stamp) -> WireResponse {
    guard [.syntax, .schema, .unknown].contains(why.kind) || why.place == Cipher.place else { return untrusted(why) }
    // What fails on bad input, or takes it, does so in its own way.
    let acknowledged = Acknowledgement.refuse(why, session, stamp)
    if acknowledged.status < 400 || acknowledged.status >= 500 { return acknowledged }
    var header = Header.write(action, .answer(status: "rjct", completed: 0), total: 0, session, stamp)
    if let code = ReasonCode.ofHeader(why) { header["status_reason_code"] = .string(code) }
    header["status_reason_message"] = .string(why.said)
    return WireResponse(400, headers: Bodies.headers, body: Envelope(header: header, message: nil).bytes)
  }

  static func untrusted(_ why: Misread) -> WireResponse {
    let isNarrow = why.place == "scope"
    let code: String =
      switch why.kind {
      case .token: isNarrow ? "err.forbidden" : "err.unauthorized"
      default: why.place == "/signature" ? "err.signature.missing" : "err.signature.invalid"
      }
    let said: String =
      switch why.kind {
      case .token: why.why
      case .stale: "the message is too old"
      default: why.place == "/signature" ? "a signature is required" : "the signature does not hold"
      }
    let error: JSON = ["code": .string(code), "message": .string(said)]
    return WireResponse(isNarrow ? 403 : 401, headers: Bodies.headers, body: JSON.object(["errors": .array([error])]).encoded())
  }

  /// An answer that refuses: by its header, or by each of its items. nil for any other.
  static func read(_ json: JSON) -> Reply? {
    if json["header"]?["status"]?.text == "rjct" {
      return Acknowledgement.refusal(json["header"]?["status_reason_code"]?.text, json["header"]?["status_reason_message"]?.text)
    }
    guard let items = json["message"]?["search_response"]?.items, let first = items.first,
      items.allSatisfy({ $0["status"]?.text == "rjct" })
    else { return nil }
    return Acknowledgement.refusal(first["status_reason_code"]?.text, first["status_reason_message"]?.text)
  }

  /// Whether a 401 is about the signature: then no other token helps.
  static func isOfSignature(_ response: WireResponse) -> Bool {
    (try? JSON(parsing: response.body))?["errors"]?[0]?["code"]?.text?.hasPrefix("err.signature") ?? false
  }
}
