import Documents
import Facts

/// One of the mapper's calls: `link` ties an id to an account, `resolve` gives the account of an id.
struct MapperErrand: Sendable {
  let operation: OperationName
  let kind: MessageKind
  private var action: String { operation.text }

  init?(_ kind: MessageKind) {
    switch kind {
    case .accountLink: operation = G2PConnectMapper.link
    case .accountResolve: operation = G2PConnectMapper.resolve
    default: return nil
    }
    self.kind = kind
  }
  init?(operation: OperationName) {
    let kinds: [MessageKind] = [.accountLink, .accountResolve]
    guard let errand = kinds.lazy.compactMap({ MapperErrand($0) }).first(where: { $0.operation == operation }) else { return nil }
    self = errand
  }

  func request(_ message: Message, _ session: Session, _ stamp: Stamp) throws(Unsayable) -> WireRequest {
    guard let id = message.facts[.personID].flatMap({ $0[.uin].map { Identifier(.uin, $0) } ?? $0.first }) else {
      throw Unsayable(kind, facts: ["person.id"])
    }
    var item: JSON = [
      "reference_id": .string(stamp.id("reference")), "timestamp": .string(stamp.wire.description), "id": .string(Self.text(id)),
    ]
    if kind == .accountLink {
      guard let account = message.facts[.account]?.first else { throw Unsayable(kind, facts: ["account"]) }
      item["fa"] = .string(Self.text(account))
      item["name"] = message.facts[.personName].map { .string($0) }
    } else {
      item["scope"] = "details"
    }
    return MapperText.request(action, ["transaction_id": .string(stamp.id("transaction")), "\(action)_request": [item]], session, stamp)
  }

  func readings(_ wire: WireRequest, from asker: Role) throws(Misread) -> [Reading] {
    let request = try MapperRequest(wire)
    guard let transaction = request.message["transaction_id"]?.text else { throw MapperText.missing("transaction_id", "a text") }
    guard let items = request.message["\(action)_request"]?.items, !items.isEmpty else {
      throw MapperText.missing("\(action)_request", "a list")
    }
    var readings: [Reading] = []
    for item in items {
      guard let reference = item["reference_id"]?.text else { throw MapperText.missing("reference_id", "a text") }
      var facts = Facts()
      facts[.personID] = item["id"]?.text.map { [Self.identifier($0)] }
      if kind == .accountLink { facts[.account] = item["fa"]?.text.map { [Self.identifier($0)] } }
      facts[.personName] = item["name"]?.text
      readings.append(
        Reading(
          Message(kind, from: asker, to: .mapper, facts: facts), .request,
          ids: [("message", request.id), ("transaction", transaction), ("reference", reference)]))
    }
    return readings
  }

  func response(_ readings: [Reading], _ replies: [Reply], _ session: Session, _ stamp: Stamp) -> WireResponse {
    if let fault = replies.first(where: { $0.taken == .failed }) { return MapperText.fault(fault.reason) }
    let items = zip(readings, replies).map { reading, reply -> JSON in
      let isTaken = reply.taken == .accepted
      var item: JSON = [
        "reference_id": .string(reading.id("reference") ?? ""), "timestamp": .string(stamp.wire.description),
        "status": isTaken ? "succ" : "rjct",
      ]
      item["id"] = reading.message.facts[.personID]?.first.map { .string(Self.text($0)) }
      let account = reply.facts[.account] ?? reading.message.facts[.account]
      item["fa"] = account?.first.map { .string(Self.text($0)) } ?? (kind == .accountLink ? "" : .null)
      if kind == .accountResolve { item["status_reason_code"] = isTaken ? "succ.fa.active" : "succ.id.not_found" }
      if kind == .accountLink, !isTaken { item["status_reason_code"] = "rjct.fa.invalid" }
      // An id that is not there is found to be not there: that is no rejection.
      if kind == .accountResolve, reply.reason == "unknown-person" { item["status"] = "succ" }
      return item
    }
    let content: JSON = [
      "transaction_id": .string(readings.first?.id("transaction") ?? ""), "correlation_id": .string(stamp.id("correlation")),
      "\(action)_response": .array(items),
    ]
    return MapperText.response(action, to: readings.first?.id("message"), content, session, stamp)
  }

  func reply(_ response: WireResponse) -> Reply {
    guard response.status < 500 else { return .failed(response) }
    guard response.status < 300 else { return .refused([401, 403].contains(response.status) ? "untrusted" : "breaks-schema") }
    guard let json = try? JSON(parsing: response.body), let status = json["header"]?["status"]?.text else {
      return Reply(.failed, reason: "unreadable-answer")
    }
    if status == "rjct" { return .refused(json["header"]?["status_reason_code"]?.text ?? "no-reason") }
    guard let item = json["message"]?["\(action)_response"]?[0] else { return Reply(.failed, reason: "unreadable-answer") }
    guard item["status"]?.text == "succ" else { return .refused(item["status_reason_code"]?.text ?? "no-reason") }
    guard kind == .accountResolve else { return .accepted }
    guard let account = item["fa"]?.text, !account.isEmpty else { return .refused("unknown-person") }
    var facts = Facts()
    facts[.account] = [Self.identifier(account)]
    return Reply(.accepted, facts: facts)
  }

  func refusal(_ misread: Misread, _ session: Session, _ stamp: Stamp) -> WireResponse {
    guard misread.kind != .syntax else { return MapperText.malformed(misread) }
    let code = misread.place == "reference_id" ? "rjct.reference_id.invalid" : "rjct.action.invalid"
    return MapperText.response(action, to: nil, .null, code: code, session, stamp)
  }

  /// `uin:2987654326`, `account:...`: the scheme before the value, what follows `@` is the provider.
  static func text(_ id: Identifier) -> String { "\(id.scheme.text.lowercased()):\(id.value)" }
  static func identifier(_ text: String) -> Identifier {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return Identifier(.uin, text) }
    return Identifier(IdentifierScheme(parts[0].uppercased()), String(parts[1].prefix { $0 != "@" }))
  }
}
