import Documents
import Facts

/// One of the mapper's calls: `link` and `update` tie an id to an account, `unlink` unties it, `resolve` gives the account of an id.
struct MapperErrand: Sendable {
  private static let all: [(kind: MessageKind, operation: OperationName)] = [
    (.accountLink, G2PConnect.link), (.accountUpdate, G2PConnect.update), (.accountUnlink, G2PConnect.unlink),
    (.accountResolve, G2PConnect.resolve),
  ]
  let operation: OperationName
  let kind: MessageKind
  private var action: String { operation.text }
  private var names: (request: String, response: String) { ("\(action)_request", "\(action)_response") }
  private var tiesAccount: Bool { kind == .accountLink || kind == .accountUpdate }

  init?(_ kind: MessageKind) {
    guard let entry = Self.all.first(where: { $0.kind == kind }) else { return nil }
    (self.kind, operation) = entry
  }
  init?(operation: OperationName) {
    guard let entry = Self.all.first(where: { $0.operation == operation }) else { return nil }
    (kind, self.operation) = entry
  }

  var asking: Ask {
    Ask(operation) { (message, session, stamp) throws(Unsayable) in
      try request(message, session, stamp)
    } read: { response, _, _ in
      reply(response)
    }
  }
  var answering: Serve.Script {
    Serve.Script { (wire, session, _) throws(Misread) in
      try readings(wire, from: session.peer)
    } answer: { readings, replies, session, stamp in
      response(readings, replies, session, stamp)
    } refuse: { misread, _, session, stamp in
      refusal(misread, session, stamp)
    }
  }

  func request(_ message: Message, _ session: Session, _ stamp: Stamp) throws(Unsayable) -> WireRequest {
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

  func readings(_ wire: WireRequest, from asker: Role) throws(Misread) -> [Reading] {
    let request = try ConnectRequest(wire)
    guard let transaction = request.message["transaction_id"]?.text else { throw ConnectText.missing("transaction_id", "a text") }
    guard let items = request.message[names.request]?.items, !items.isEmpty else {
      throw ConnectText.missing(names.request, "a list")
    }
    var readings: [Reading] = []
    for item in items {
      guard let reference = item["reference_id"]?.text else { throw ConnectText.missing("reference_id", "a text") }
      var facts = Facts()
      facts[.personID] = item["id"]?.text.map { [Self.identifier($0)] }
      if tiesAccount { facts[.account] = item["fa"]?.text.map { [FinancialAddress.identifier($0)] } }
      facts[.personName] = item["name"]?.text
      readings.append(
        Reading(
          Message(kind, from: asker, to: .mapper, facts: facts), .request,
          ids: [("message", request.id), ("transaction", transaction), ("reference", reference)]))
    }
    return readings
  }

  func response(_ readings: [Reading], _ replies: [Reply], _ session: Session, _ stamp: Stamp) -> WireResponse {
    if let fault = replies.first(where: { $0.taken == .failed }) { return ConnectText.fault(fault.reason) }
    let items = zip(readings, replies).map { reading, reply -> JSON in
      let isTaken = reply.taken == .accepted
      var item: JSON = [
        "reference_id": .string(reading.id("reference") ?? ""), "timestamp": .string(stamp.wire.description),
        "status": isTaken ? "succ" : "rjct",
      ]
      item["id"] = reading.message.facts[.personID]?.first.map { .string(Self.text($0)) }
      let account = reply.facts[.account] ?? reading.message.facts[.account]
      if kind != .accountUnlink {
        item["fa"] = account?.first.map { .string(FinancialAddress.text($0, session)) } ?? (tiesAccount ? "" : .null)
      }
      if kind == .accountResolve { item["status_reason_code"] = isTaken ? "succ.fa.active" : "succ.id.not_found" }
      if kind != .accountResolve, !isTaken { item["status_reason_code"] = reply.reason == "unknown-person" ? "rjct.id.invalid" : "rjct.fa.invalid" }
      // An id that is not there is found to be not there: that is no rejection.
      if kind == .accountResolve, reply.reason == "unknown-person" { item["status"] = "succ" }
      return item
    }
    let content: JSON = [
      "transaction_id": .string(readings.first?.id("transaction") ?? ""), "correlation_id": .string(stamp.id("correlation")),
      names.response: .array(items),
    ]
    return ConnectText.response(action, to: readings.first?.id("message"), content, session, stamp)
  }

  func reply(_ response: WireResponse) -> Reply {
    guard response.status < 500 else { return .failed(response) }
    guard response.status < 300 else { return .refused([401, 403].contains(response.status) ? "untrusted" : "breaks-schema") }
    guard let json = try? JSON(parsing: response.body), let status = json["header"]?["status"]?.text else {
      return Reply(.failed, reason: "unreadable-answer")
    }
    if status == "rjct" { return .refused(json["header"]?["status_reason_code"]?.text ?? "no-reason") }
    guard let item = json["message"]?[names.response]?[0] else { return Reply(.failed, reason: "unreadable-answer") }
    guard item["status"]?.text == "succ" else { return .refused(item["status_reason_code"]?.text ?? "no-reason") }
    guard kind == .accountResolve else { return .accepted }
    guard let account = item["fa"]?.text, !account.isEmpty else { return .refused("unknown-person") }
    var facts = Facts()
    facts[.account] = [FinancialAddress.identifier(account)]
    return Reply(.accepted, facts: facts)
  }

  func refusal(_ misread: Misread, _ session: Session, _ stamp: Stamp) -> WireResponse {
    guard misread.kind != .syntax else { return ConnectText.malformed(misread) }
    let code = misread.place == "reference_id" ? "rjct.reference_id.invalid" : "rjct.action.invalid"
    return ConnectText.response(action, to: nil, .null, code: code, session, stamp)
  }

  /// `uin:2987654326`: the scheme before the value.
  static func text(_ id: Identifier) -> String { "\(id.scheme.text.lowercased()):\(id.value)" }
  static func identifier(_ text: String) -> Identifier { FinancialAddress.identifier(text) }
}
