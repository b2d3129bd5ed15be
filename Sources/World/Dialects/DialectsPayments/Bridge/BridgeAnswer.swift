import Documents
import Facts

/// What an answer says: the message, or why there is none.
enum BridgeAnswer {
  case taken(JSON)
  case not(Reply)

  init(_ response: WireResponse) {
    guard response.status < 500 else {
      self = .not(.failed(response))
      return
    }
    guard let json = try? JSON(parsing: response.body, bounds: .large), json.members != nil else {
      self = .not(response.status < 300 ? Reply(.failed, reason: "unreadable-answer") : .refused("status \(response.status)"))
      return
    }
    guard let status = json["header"]?["status"]?.text, response.status < 300 else {
      self = .not(Self.withoutHeader(json, response))
      return
    }
    let message = json["message"] ?? .null
    self = status == "rjct" ? .not(Self.refused(json["header"] ?? .null, message)) : .taken(message)
  }

  /// Errors outside the wrapper: of the form of a request, or of who asks.
  private static func withoutHeader(_ json: JSON, _ response: WireResponse) -> Reply {
    switch response.status {
    case 401, 403: return .refused("untrusted")
    case 400, 422: return .refused("breaks-schema")
    case 429: return .failed(response)
    default: break
    }
    if let code = json["errors"]?[0]?["code"]?.text { return .refused(BridgeCode.reason(code)) }
    return response.status < 300 ? Reply(.failed, reason: "unreadable-answer") : .refused("status \(response.status)")
  }

  private static func refused(_ header: JSON, _ message: JSON) -> Reply {
    let said = [header["status_reason_message"]?.text, header["status_reason_code"]?.text].compactMap { $0 }.filter { !$0.isEmpty }
    let code = said.first { BridgeCode(rawValue: $0) != nil } ?? said.last
    let rows = (message.items ?? []).compactMap { item -> Facts? in
      guard let code = item["response_error_codes"]?[0]?.text else { return nil }
      var row = Facts()
      row[.reference] = item["mis_reference_number"]?.text
      row[.reason] = BridgeCode.reason(code)
      return row
    }
    if code == BridgeCode.duplicate.rawValue { return Reply(.refusedAsDuplicate, reason: "duplicate-reference", rows: Rows(rows)) }
    let reason = (code == nil || code == BridgeCode.payload.rawValue ? rows.first?[.reason] : nil) ?? code.map { BridgeCode.reason($0) }
    return Reply(.refused, reason: reason ?? "refused", rows: Rows(rows))
  }
}
