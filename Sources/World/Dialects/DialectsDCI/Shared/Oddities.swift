import Admission
import Documents
import Facts

/// Deviations around the message: in its signature, its transport and its answer. The cards say what each is.
enum Oddities {
  /// What stands beside header and message. The recipient's own view only: what we send ourselves is not news to us.
  static func around(_ request: WireRequest, _ envelope: Envelope, isReceived: Bool, _ session: Session) -> [String] {
    var odd: [String] = []
    if Seal.form(session) != .none {
      switch envelope.signature {
      case nil: odd.append("signature.missing")
      case let text? where !text.contains("=") && text.split(separator: ".").count != 3: odd.append("signature.stub")
      case let text? where text.contains("keyId=") && !text.contains("kidId="): odd.append("signature.key-id-spelling")
      default: break
      }
    }
    guard isReceived else { return odd }
    if request.headers["Content-Type"] == nil { odd.append("http.no-content-type") }
    if ClientTokens.dci.isUsed(session), request.headers["Authorization"] == nil, request.headers["x-api-token"] == nil {
      odd.append("http.no-authorization")
    }
    return odd
  }

  /// A request for a token whose secret stands where proxies and access logs keep it.
  static func ofToken(_ request: WireRequest) -> [String] {
    RequestFields.query(of: request)["client_secret"] == nil ? [] : ["token.secret-in-url"]
  }

  /// What an answer says of its question's header, and of how many there are.
  static func ofAnswer(_ envelope: Envelope, to question: Envelope? = nil) -> [String] {
    var odd: [String] = []
    if let id = envelope.text("message_id"), id == question?.text("message_id") { odd.append("header.message-id-echoed") }
    let items = envelope.message["search_response"]?.items ?? []
    if let total = envelope.header["total_count"]?.decimal?.int {
      if total != items.count { odd.append("header.total-count-of-records") }
      if envelope.header["completed_count"] == nil { odd.append("header.no-completed-count") }
    }
    for (place, item) in items.enumerated() {
      odd += words(item["data"], item["locale"], at: "/message/search_response/\(place)")
    }
    return odd
  }

  /// Words of an own vocabulary where DCI has one.
  static func words(_ data: JSON?, _ locale: JSON?, at place: String, below part: String = "data") -> [String] {
    var odd: [String] = []
    if let type = data?["reg_type"]?.text, !type.hasPrefix("ns:org:RegistryType:"), !type.contains("RegistryType:") {
      odd.append("words.registry-type \(place)/\(part)/reg_type")
    }
    if let type = data?["reg_record_type"]?.text, type.utf8.allSatisfy({ (65...90).contains($0) || $0 == 95 }) {
      odd.append("words.record-type \(place)/\(part)/reg_record_type")
    }
    if let text = locale?.text, text.wholeMatch(of: /[a-z]{3}/) == nil {
      odd.append((text.wholeMatch(of: /[a-z]{2}/) == nil ? "words.locale" : "words.locale-of-two-letters") + " \(place)/locale")
    }
    return odd
  }

  // MARK: acknowledgements and refusals

  private static let codes: Set<String> = [
    "err.request.bad", "err.request.unauthorized", "err.unauthorized", "err.request.forbidden", "err.forbidden", "err.request.not_found",
    "err.not_found", "err.request.timeout", "err.timeout", "err.request.too_many_requests", "err.too_many_requests",
    "err.version.not_supported", "err.sender_id.invalid", "err.sender_uri.invalid", "err.receiver_id.invalid", "err.signature.missing",
    "err.signature.invalid", "err.encryption.invalid", "err.service.unavailable",
  ]

  /// How something was refused: in which form, and by which word.
  static func ofRefusal(_ response: WireResponse) -> [String] {
    guard response.status >= 400, let json = try? JSON(parsing: response.body) else {
      return response.status == 500 ? ["answer.server-fault"] : []
    }
    var odd: [String] = response.status == 500 ? ["answer.server-fault"] : []
    let isAcknowledgement = json["message"]?["ack_status"] != nil
    if json["error"]?.members != nil { odd.append("answer.error-object") }
    if json["message"]?.text != nil, json["header"] == nil { odd.append("answer.bare-message") }
    if isAcknowledgement, response.status == 401, let code = json["message"]?["error"]?["code"]?.text, !code.hasPrefix("err.signature") {
      odd.append("answer.unauthorised-as-acknowledgement")
    }
    let code = json["message"]?["error"]?["code"] ?? json["errors"]?[0]?["code"] ?? json["code"]
    let place = isAcknowledgement ? "/message/error/code" : json["errors"] == nil ? "/code" : "/errors/0/code"
    if let text = code?.text, !codes.contains(text), !text.hasPrefix("rjct.") {
      odd.append("answer.unknown-code \(place) `\(text.prefix(60))`")
    }
    return odd
  }

  /// A question in the words of the standard, refused as one that cannot be understood.
  static func ofSearch(_ asked: Reading, _ response: WireResponse, _ envelope: Envelope?, _ registry: Registry) -> [String] {
    let item = envelope?.message["search_response"]?[0]
    let code = item?["status"]?.text == "rjct" ? item?["status_reason_code"]?.text : nil
    guard response.status == 400 || ["rjct.search_criteria.invalid", "rjct.filter.invalid"].contains(code) else { return [] }
    let conditions = Array(asked.message.lines)
    guard !conditions.isEmpty, conditions.allSatisfy({ Query.isOfStandard($0, registry) }) else { return [] }
    return ["search.lawful-refused"]
  }
}
