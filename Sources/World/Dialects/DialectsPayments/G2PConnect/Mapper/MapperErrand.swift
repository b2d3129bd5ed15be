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

  /// At once, or by callback where the question wants it so and the peer can reach us.
  var asking: Choice {
    Choice { message, session in
      let isLater = message.facts[.isCallbackWanted] == true && session.settings["callbacks"] != "none"
      return isLater ? AskLater(askingLater, preparing: ConnectDoor.preparation) : askingAtOnce
    }
  }
  private var askingAtOnce: Ask {
    Ask(operation, preparing: ConnectDoor.preparation) { (message, session, stamp) throws(Unsayable) in
      try request(message, "/mapper/sync/\(action)", session, stamp)
    } read: { response, _, _ in
      reply(response)
    }
  }
  private var askingLater: AskLater.Script {
    AskLater.Script(
      later,
      write: { (message, session, stamp) throws(Unsayable) in try request(message, "/mapper/\(action)", session, stamp) },
      acknowledged: { request, response, _, _ in
        if let refusal = ConnectRefusal.read(response) { return .finish(refusal) }
        let transaction = (try? JSON(parsing: request.body))?["message"]?["transaction_id"]?.text
        return .expect(key: key(of: transaction ?? ""))
      },
      // Whoever called back is believed by what it answers to: the key is of the transaction.
      collect: { parts, _, _, _ in parts.last?.reply })
  }
  /// By which a callback is known.
  func key(of transaction: String) -> String { "\(action) \(transaction)" }

  private func request(_ message: Message, _ path: String, _ session: Session, _ stamp: Stamp) throws(Unsayable) -> WireRequest {
    guard let id = message.facts[.personID].flatMap({ $0[.uin].map { Identifier(.uin, $0) } ?? $0.first }) else {
      throw Unsayable(kind, facts: ["person.id"])
    }
    var item: JSON = [
      "reference_id": .string(stamp.id("reference")), "timestamp": .string(stamp.wire.description),
      "id": .string(FinancialAddress.person(id, session)),
    ]
    if tiesAccount {
      guard let account = message.facts[.account]?.first else { throw Unsayable(kind, facts: ["account"]) }
      item["fa"] = .string(FinancialAddress.text(account, session))
      item["name"] = message.facts[.personName].map { .string($0) }
    } else if kind == .accountResolve {
      item["scope"] = "details"
    }
    return ConnectText.request(
      path, action, ["transaction_id": .string(stamp.id("transaction")), names.request: [item]], session, stamp)
  }

  func reply(_ response: WireResponse) -> Reply {
    ConnectRefusal.read(response) ?? reply((try? JSON(parsing: response.body)) ?? .null)
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
}
