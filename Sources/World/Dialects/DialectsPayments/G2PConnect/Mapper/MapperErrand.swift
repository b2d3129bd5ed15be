import Documents
import Facts

/// One of the mapper's calls: `link` and `update` tie an id to an account, `unlink` unties it, `resolve` gives the account of an id.
struct MapperErrand: Sendable {
  static let all: [MapperErrand] = [.link, .update, .unlink, .resolve]
  private static let link = MapperErrand(kind: .accountLink, action: "link")
  private static let update = MapperErrand(kind: .accountUpdate, action: "update")
  private static let unlink = MapperErrand(kind: .accountUnlink, action: "unlink")
  private static let resolve = MapperErrand(kind: .accountResolve, action: "resolve")

  let kind: MessageKind
  let action: String
  var names: (request: String, response: String) { ("\(action)_request", "\(action)_response") }
  var tiesAccount: Bool { kind == .accountLink || kind == .accountUpdate }
  /// Answered at once; acknowledged, and answered by callback; that callback.
  var operation: OperationName { OperationName(action) }
  var later: OperationName { OperationName("later-\(action)") }
  var callback: OperationName { OperationName("on-\(action)") }

  static func of(_ kind: MessageKind) -> MapperErrand? { all.first { $0.kind == kind } }

  var asking: Ask {
    Ask(operation) { (message, session, stamp) throws(Unsayable) in
      try request(message, session, stamp)
    } read: { response, _, _ in
      reply(response)
    }
  }

  private func request(_ message: Message, _ session: Session, _ stamp: Stamp) throws(Unsayable) -> WireRequest {
    guard let id = message.facts[.personID].flatMap({ $0[.uin].map { Identifier(.uin, $0) } ?? $0.first }) else {
      throw Unsayable(kind, facts: ["person.id"])
    }
    var item: JSON = [
      "reference_id": .string(stamp.id("reference")), "timestamp": .string(stamp.wire.description), "id": .string(Self.text(id)),
    ]
    if tiesAccount {
      guard let account = message.facts[.account]?.first else { throw Unsayable(kind, facts: ["account"]) }
      item["fa"] = .string(FinancialAddress.text(account, session))
      item["name"] = message.facts[.personName].map { .string($0) }
    } else if kind == .accountResolve {
      item["scope"] = "details"
    }
    return ConnectText.request(
      "/mapper/sync/\(action)", action, ["transaction_id": .string(stamp.id("transaction")), names.request: [item]], session, stamp)
  }

  func reply(_ response: WireResponse) -> Reply {
    guard response.status < 500 else { return .failed(response) }
    guard response.status < 300 else { return .refused([401, 403].contains(response.status) ? "untrusted" : "breaks-schema") }
    return reply((try? JSON(parsing: response.body)) ?? .null)
  }

  /// The same, as a word on this very question: what names the reference of another is none.
  func reply(_ response: WireResponse, to asked: Reading) -> Reply {
    let json = (try? JSON(parsing: response.body)) ?? .null
    let reference = json["message"]?[names.response]?[0]?["reference_id"]?.text
    guard let reference, let own = asked.id("reference"), reference != own else { return reply(response) }
    return Reply(.failed, reason: "answers-another-question")
  }

  /// The word on the first of what was asked.
  func reply(_ json: JSON) -> Reply {
    guard let status = json["header"]?["status"]?.text else { return Reply(.failed, reason: "unreadable-answer") }
    if status == "rjct" { return .refused(json["header"]?["status_reason_code"]?.text ?? "no-reason") }
    guard let item = json["message"]?[names.response]?[0] else { return Reply(.failed, reason: "unreadable-answer") }
    guard item["status"]?.text == "succ" else { return .refused(item["status_reason_code"]?.text ?? "no-reason") }
    guard kind == .accountResolve else { return .accepted }
    guard let account = item["fa"]?.text, !account.isEmpty else { return .refused("unknown-person") }
    var facts = Facts()
    facts[.account] = [FinancialAddress.identifier(account)]
    return Reply(.accepted, facts: facts)
  }

  /// `uin:2987654326`: the scheme before the value.
  static func text(_ id: Identifier) -> String { "\(id.scheme.text.lowercased()):\(id.value)" }
}
