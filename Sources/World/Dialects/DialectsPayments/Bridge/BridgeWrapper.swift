import Documents
import Facts

/// Header and message: the wrapper of every request and answer.
struct BridgeWrapper {
  let header: JSON
  let message: JSON
  var messageID: String? { header["message_id"]?.text }
  var action: String? { header["action"]?.text }

  init(parsing body: [UInt8]) throws(Misread) {
    let json: JSON
    do throws(JSONRefusal) { json = try JSON(parsing: body, bounds: .large) } catch {
      throw Misread(.syntax, at: "body", "it must be JSON")
    }
    guard let header = json["header"], header.members != nil else { throw Misread(.syntax, at: "header", "it must be an object") }
    guard let message = json["message"], !message.isNull else { throw Misread(.syntax, at: "message", "it is required") }
    self.header = header
    self.message = message
  }

  /// The members of a request's header that nothing can be done without.
  func check() throws(Misread) {
    for name in ["message_id", "message_ts", "action", "sender_id"] {
      guard let value = header[name], !value.isNull else { throw Misread(.syntax, at: "header.\(name)", "it is required") }
      guard value.text != nil else { throw Misread(.syntax, at: "header.\(name)", "it must be a text") }
    }
    guard header["total_count"]?.decimal?.int != nil else { throw Misread(.syntax, at: "header.total_count", "it must be a whole number") }
    if header["is_msg_encrypted"]?.bool == true { throw Misread(.schema, at: "header", BridgeCode.payload.rawValue) }
  }

  /// What differs from the contract and can be lived with.
  func oddities(_ operation: OperationName) -> [String] {
    var odd: [String] = []
    do throws(Misread) { try check() } catch { odd.append("bridge.misread \(error.place) \(error.why)") }
    if action != operation.text { odd.append("bridge.other-action") }
    if header["total_count"]?.text != nil { odd.append("bridge.count-as-text") }
    if let version = header["version"]?.text, version != "1.0.0" { odd.append("bridge.other-version") }
    return odd
  }

  // MARK: writing

  static let headers = [HeaderField("Content-Type", "application/json")]

  static func request(
    _ operation: OperationName, _ message: JSON, fault: BridgeFault? = nil, _ session: Session, _ stamp: Stamp
  ) -> WireRequest {
    let settings = BridgeSettings(session)
    var json: JSON = [
      "header": [
        "version": "1.0.0", "message_id": .string(stamp.id("message")), "message_ts": .string(stamp.wire.description),
        "action": .string(operation.text), "sender_id": .string(settings.sender), "sender_uri": "",
        "receiver_id": .string(settings.receiver),
        "total_count": JSON(message.items?.count ?? 1), "is_msg_encrypted": false,
      ],
      "message": message,
    ]
    fault?.spoil(&json, operation)
    return WireRequest("POST", "/\(operation)", headers: headers, body: fault?.body(operation) ?? dressed(json, session).encoded())
  }

  /// `code`: why nothing was done; nil where it was.
  static func answer(
    _ operation: OperationName, to id: String?, _ message: JSON, code: BridgeCode? = nil, _ session: Session, _ stamp: Stamp
  )
    -> WireResponse
  {
    let settings = BridgeSettings(session)
    let count = message.items?.count ?? 1
    let isProtocol = code?.isOfProtocol ?? false
    let json: JSON = [
      "header": [
        "version": "1.0.0", "message_id": .string(id ?? ""), "message_ts": .string(stamp.wire.description),
        "action": .string(operation.text),
        "status": code == nil ? "succ" : "rjct", "status_reason_code": isProtocol ? .text(code?.rawValue) : .null,
        "status_reason_message": .string(isProtocol ? "" : code?.rawValue ?? ""), "total_count": JSON(count),
        "completed_count": JSON(code == nil ? count : 0), "sender_id": .string(settings.sender), "receiver_id": .string(settings.receiver),
        "is_msg_encrypted": false, "meta": [:],
      ],
      "message": message,
    ]
    return WireResponse(200, headers: headers, body: dressed(json, session).encoded())
  }

  /// What has not even the form of a request.
  static func malformed(_ why: Misread) -> WireResponse {
    let place = ["body"] + why.place.split(separator: ".").map(String.init).filter { $0 != "body" }
    let json: JSON = ["detail": [["loc": .array(place.map { .string($0) }), "msg": .string(why.why), "type": "value_error"]]]
    return WireResponse(422, headers: headers, body: json.encoded())
  }

  private static func dressed(_ json: JSON, _ session: Session) -> JSON {
    var json = json
    if session.shows("extra-fields") {
      json["header"]?["x_build"] = "7f3a"
      json["x_origin"] = ["office": "12"]
    }
    return session.shows("other-member-order") ? json.reversed : json
  }
}

extension JSON {
  static func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }

  /// The same value with the members of every object the other way round.
  var reversed: JSON {
    switch self {
    case .object(let members): .object(Members(members.reversed().map { Member($0.name, $0.value.reversed) }))
    case .array(let items): .array(items.map(\.reversed))
    default: self
    }
  }
}
