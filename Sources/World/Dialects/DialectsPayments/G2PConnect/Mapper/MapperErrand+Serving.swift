import Documents
import Facts

// The mapper's side: each item of a batch is judged by itself, and answered at once or by callback.
extension MapperErrand {
  var answering: Serve.Script {
    Serve.Script { (wire, session, stamp) throws(Misread) in
      // The published text asks for the action of a link, whatever is asked.
      try begin(wire, action == "link" ? [action] : ["link", action], &session, stamp)
    } answer: { readings, replies, session, stamp in
      if let fault = replies.first(where: { $0.taken == .failed }) { return ConnectText.fault(fault.reason) }
      return ConnectText.response("on-\(action)", end(readings, replies, &session, stamp), outcome(readings), session, stamp)
    } refuse: { misread, _, session, stamp in
      ConnectRefusal.atOnce("on-\(action)", misread, session, stamp)
    }
  }

  var answeringLater: ServeLater.Script {
    ServeLater.Script(
      read: { (wire, session, stamp) throws(Misread) in try begin(wire, [action], &session, stamp) },
      acknowledge: { readings, _, stamp in ConnectAck.response(.accepted, correlation: readings.first?.id("correlation"), stamp) },
      callBack: { readings, replies, session, stamp in
        guard !replies.contains(where: { $0.taken == .failed }) else { return [] }
        let message = end(readings, replies, &session, stamp)
        let request = ConnectText.callback("/mapper/on-\(action)", "on-\(action)", message, outcome(readings), session, stamp)
        return [Preparation.Errand(request, as: callback)]
      },
      again: { request, session, stamp in ConnectDoor.again(request, session, stamp) },
      refuse: { misread, _, _, stamp in ConnectRefusal.acknowledged(misread, stamp) })
  }

  /// What was asked is kept, so that what has become of it can be asked for.
  private func begin(_ wire: WireRequest, _ actions: [String], _ session: inout Session, _ stamp: Stamp) throws(Misread) -> [Reading] {
    var readings = try readings(wire, actions, from: session.peer, session)
    let correlation = stamp.id("correlation")
    for at in readings.indices { readings[at].ids.append(("correlation", correlation)) }
    session[Transactions.self].begin(action, readings)
    return readings
  }
  private func end(_ readings: [Reading], _ replies: [Reply], _ session: inout Session, _ stamp: Stamp) -> JSON {
    let message = content(readings, replies, correlation: readings.first?.id("correlation") ?? "", session, stamp)
    session[Transactions.self].end(readings.first?.id("transaction"), message)
    return message
  }

  /// Takes the callback of what was asked before.
  var catching: Catch.Script {
    Catch.Script(
      read: { (wire, session, _) throws(Misread) in
        let reading = try told(wire, by: session.peer, to: session.role)
        return (key(of: reading.id("transaction") ?? ""), reading)
      },
      acknowledge: { _, _, stamp in ConnectAck.response(.accepted, stamp) },
      refuse: { misread, _, _, stamp in ConnectRefusal.acknowledged(misread, stamp) })
  }

  // MARK: reading

  /// One for each item. What can be told from the item alone is refused here: a field that is not there, a reference that came before.
  func readings(_ wire: WireRequest, _ actions: [String] = [], from asker: Role, _ session: Session) throws(Misread) -> [Reading] {
    let request = try ConnectRequest(wire, actions)
    guard !request.transaction.isEmpty else { throw ConnectText.missing("transaction_id", "a text") }
    guard let items = request.message[names.request]?.items, !items.isEmpty else {
      throw ConnectText.missing(names.request, "a list")
    }
    guard request.count == items.count else { throw ConnectText.missing("total_count", "the number of requests") }
    var readings: [Reading] = []
    for item in items {
      guard let reference = item["reference_id"]?.text else { throw ConnectText.missing("reference_id", "a text") }
      var facts = Facts()
      facts[.personID] = item["id"]?.text.map { [FinancialAddress.identifier($0)] }
      facts[.personProvider] = item["id"]?.text.flatMap { FinancialAddress.otherProvider($0, ofID: true, session) }
      if tiesAccount || kind == .accountResolve, let address = item["fa"]?.text {
        facts[.account] = FinancialAddress.account(address).map { [$0] }
        facts[.accountProvider] = FinancialAddress.otherProvider(address, session)
      }
      facts[.personName] = item["name"]?.text
      let isTwice = readings.contains { $0.id("reference") == reference }
      var ids = [("message", request.id), ("transaction", request.transaction), ("reference", reference)]
      ids += [request.sender.map { ("sender", $0) }, item["scope"]?.text.map { ("scope", $0) }, item["id"]?.text.map { ("id", $0) }]
        .compactMap(\.self)
      readings.append(
        Reading(
          Message(kind, from: asker, to: .mapper, facts: facts), .request, ids: ids,
          reply: (isTwice ? "rjct.reference_id.duplicate" : lacking(item)).map { .refused($0) }))
    }
    return readings
  }

  /// The standard's code for what an item does not say. An address may be resolved without an id.
  private func lacking(_ item: JSON) -> String? {
    if item["timestamp"]?.text.flatMap({ WireInstant($0) }) == nil { return "rjct.timestamp.invalid" }
    if item["id"]?.text == nil, kind != .accountResolve || item["fa"]?.text == nil {
      return tiesAccount || kind == .accountResolve ? "rjct.id.invalid" : "rjct.beneficiary_name.invalid"
    }
    let isNone = item["fa"]?.text.map { FinancialAddress.account($0) == nil }
    return isNone ?? tiesAccount ? "rjct.fa.invalid" : nil
  }

  /// A callback: the other half of the question.
  func told(_ wire: WireRequest, by mapper: Role, to asker: Role) throws(Misread) -> Reading {
    let request = try ConnectRequest(wire, isCallback: true)
    guard let transaction = request.message["transaction_id"]?.text else { throw ConnectText.missing("transaction_id", "a text") }
    guard request.message[names.response]?.items != nil else { throw ConnectText.missing(names.response, "a list") }
    let reply = reply(request.whole)
    return Reading(
      Message(kind, from: mapper, to: asker, facts: reply.facts), .response, thread: transaction,
      ids: [("message", request.id), ("transaction", transaction)]
        + [request.message["correlation_id"]?.text.map { ("correlation", $0) }].compactMap(\.self), reply: reply)
  }

  // MARK: writing

  private func outcome(_ readings: [Reading]) -> ConnectText.Outcome {
    ConnectText.Outcome(total: readings.count, ended: readings.count, receiver: readings.first?.id("sender"))
  }

  private func content(_ readings: [Reading], _ replies: [Reply], correlation: String, _ session: Session, _ stamp: Stamp) -> JSON {
    [
      "transaction_id": .string(readings.first?.id("transaction") ?? ""), "correlation_id": .string(correlation),
      names.response: .array(zip(readings, replies).map { item($0, $1, session, stamp) }),
    ]
  }

  private func item(_ reading: Reading, _ reply: Reply, _ session: Session, _ stamp: Stamp) -> JSON {
    let isFound = reply.taken == .accepted
    // An id that is not there is found to be not there: that is no rejection.
    let isAnswered = isFound || kind == .accountResolve && Self.findings.contains { $0.reason == reply.reason }
    let account = isFound ? (reply.facts[.account] ?? reading.message.facts[.account])?.first : nil
    let provider = reply.facts[.account] == nil ? reading.message.facts[.accountProvider] : reply.facts[.accountProvider]
    // Whoever asks for yes or no is told no address.
    let isShown = kind != .accountResolve || reading.id("scope") == "details"
    return .object(of: [
      ("reference_id", .string(reading.id("reference") ?? "")), ("timestamp", .string(stamp.wire.description)),
      ("status", isAnswered ? "succ" : "rjct"), ("status_reason_code", .text(code(reply))),
      (
        "id", (reading.id("id") ?? reading.message.facts[.personID]?.first.map { FinancialAddress.person($0, session) }).map { .string($0) }
      ),
      ("fa", isShown && kind != .accountUnlink ? account.map { .string(FinancialAddress.text($0, at: provider, session)) } : nil),
      (
        "account_provider_info",
        isShown && kind == .accountResolve && account != nil ? FinancialAddress.holder(provider, session) : nil
      ),
    ])
  }

  /// What was looked up and is not so.
  private static let findings: [(reason: String, code: String)] = [
    ("unknown-person", code: "succ.id.not_found"), ("unknown-account", "succ.fa.not_found"),
    ("not-linked", "succ.fa.not_linked_to_id"),
  ]

  private func code(_ reply: Reply) -> String? {
    if reply.taken == .accepted { return kind == .accountResolve ? "succ.fa.active" : nil }
    if let reason = reply.reason, reason.hasPrefix("rjct.") { return reason }
    if kind == .accountResolve, let finding = Self.findings.first(where: { $0.reason == reply.reason }) { return finding.code }
    guard reply.reason == "unknown-person" else { return "rjct.reference_id.invalid" }
    return switch kind {
    case .accountLink: "rjct.id.invalid"
    // Neither list of codes has one for an id that is not there.
    default: "rjct.beneficiary_name.invalid"
    }
  }
}
