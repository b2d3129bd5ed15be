import Admission
import Documents
package import Facts

/// DCI (SPDCI) registry API 1.0.0 of one register: searches, subscriptions, events, the status of transactions, and what it alone has.
package struct DCIRegistry: Dialect {
  let registry: Registry
  package init(_ registry: Registry) {
    self.registry = registry
    (card, operations) = (Self.card(registry), Self.operations(registry))
  }
  package let card: DialectCard
  package let operations: [Operation]

  package func speak(_ kind: MessageKind, from role: Role) -> (any Conversation)? {
    if role == registry.role, registry.event(of: kind) != nil {
      return Tell(Notify.telling, preparing: Post.preparation, copies: { $0.shows("notifies-twice") ? 1 : 0 })
    }
    guard role == .mis else { return nil }
    switch kind {
    case .subscription: return AskLater(Subscribe.asking, preparing: Post.preparation)
    case .subscriptionEnded: return AskLater(Unsubscribe.asking, preparing: Post.preparation)
    case .personRecord: return Records.asking
    case .transactionStatus: return TransactionStatus.asking
    case .enrolment where registry.role == .ibr: return Tell(EnrolmentUpdates.telling, preparing: Post.preparation)
    default: return registry.standing.flatMap { $0.kind == kind ? $0.asking : nil }
    }
  }

  package func serve(_ operation: OperationName) -> (any Conversation)? {
    func later(_ script: ServeLater.Script) -> ServeLater {
      ServeLater(script, preparing: Post.preparation, callsFirst: { $0.shows("callback-before-ack") })
    }
    func atOnce(_ script: Serve.Script) -> Serve { Serve(script, preparing: Post.preparation) }
    func caught(_ script: Catch.Script) -> Catch { Catch(script, preparing: Post.preparation) }
    switch operation {
    case "notify": return atOnce(Notify.serving)
    case "subscribe": return later(Subscribe.serving)
    case "on-subscribe": return caught(Subscribe.catching)
    case "unsubscribe": return later(Unsubscribe.serving)
    case "on-unsubscribe": return caught(Unsubscribe.catching)
    case "sync-search": return atOnce(Records.answering)
    case "search": return later(Records.answeringLater)
    case "on-search": return caught(Records.catching)
    case "sync-txn-status": return Attend { TransactionStatus.answer($0, &$1, $2) }
    case "txn-status": return later(TransactionStatus.serving)
    case "txn-on-status": return caught(TransactionStatus.catching)
    case "enrollment-updates": return atOnce(EnrolmentUpdates.taking)
    case let name where name.text.hasSuffix(".token"): return Attend { ClientTokens.dci.issue($0, $1, $2) }
    case let name where name.text.hasSuffix(".locations"): return Attend { _, session, stamp in Locations.published(session, stamp) }
    case let name where name.text.hasSuffix(".jwks"): return Attend { _, session, _ in Keys.published(session) }
    default:
      if let info = DisabilityInfo(rawValue: operation.text) { return atOnce(info.answering) }
      return registry.standing.flatMap { $0.operation == operation ? atOnce($0.answering) : nil }
    }
  }

  package func signed(_ changed: [UInt8], inPlaceOf body: [UInt8], _ session: Session) -> [UInt8] {
    Seal.signed(changed, inPlaceOf: body, session)
  }

  package func call(_ raw: RawCall, as operation: OperationName) -> any Conversation {
    Ask(preparing: Post.preparation) { (_, course, session, stamp) throws(Unsayable) in
      // What is said to who asks is taken by an acknowledgement, whatever it answers.
      if let answer = course.answers.last { return .finish(session.peer == .mis ? Acknowledgement.read(answer.response).reply : .accepted) }
      // Where nobody shows a token, none can be missing or wrong.
      if raw.target == Keys.path, Seal.form(session) == .none, !Cipher.isUsed(session) { throw Unsayable("call", facts: ["keys"]) }
      if raw.headers["Authorization"] != nil, !ClientTokens.dci.isUsed(session) { throw Unsayable("call", facts: ["token"]) }
      if let fault = raw.fault, !Faults.hasRoom(for: fault, session) { throw Unsayable("call", facts: ["fault \(fault)"]) }
      return .send(Raw.request(raw, as: operation, session, stamp), as: operation)
    }
  }

  package func opened(_ body: [UInt8], _ session: Session) -> [UInt8]? {
    guard let envelope = try? Envelope(parsing: body), envelope.header["is_msg_encrypted"]?.bool == true else { return nil }
    var plain = Cipher.opened(envelope, session)
    guard plain.message != envelope.message else { return nil }
    plain.header["is_msg_encrypted"] = false
    return plain.bytes
  }

  private static func operations(_ registry: Registry) -> [Operation] {
    func served(_ name: OperationName, _ path: String, carriesMessages: Bool = true, isReceipted: Bool = false) -> Operation {
      Operation(
        name, "POST", path, servedBy: registry.role, calledBy: .mis, carriesMessages: carriesMessages, isReceipted: isReceipted)
    }
    func heard(_ name: OperationName, _ path: String) -> Operation {
      Operation(name, "POST", registry.beneath + path, servedBy: .mis, calledBy: registry.role, isReceipted: true)
    }
    var all = [
      heard("notify", Notify.path), served("subscribe", Subscribe.path), heard("on-subscribe", Subscribe.callbackPath),
      served("unsubscribe", Unsubscribe.path), heard("on-unsubscribe", Unsubscribe.callbackPath), served("sync-search", Search.syncPath),
      served("search", Search.path), heard("on-search", SearchAnswer.path),
    ]
    all.append(
      Operation(
        OperationName("\(registry.role).locations"), "GET", Locations.path, servedBy: registry.role, calledBy: .mis, carriesMessages: false)
    )
    if registry.hasTransactions {
      all += [
        served("sync-txn-status", TransactionStatus.syncPath), served("txn-status", TransactionStatus.path),
        heard("txn-on-status", TransactionStatus.callbackPath),
      ]
    }
    if let standing = registry.standing { all.append(served(standing.operation, standing.path)) }
    if registry.role == .ibr { all.append(served("enrollment-updates", EnrolmentUpdates.path, isReceipted: true)) }
    if registry.role == .disabilityRegistry {
      all += [DisabilityInfo.support, .details].map { served(OperationName($0.rawValue), $0.path) }
    }
    return all
      + [(registry.role, Role.mis, ""), (.mis, registry.role, registry.beneath)].flatMap { server, caller, beneath in
        [
          Operation(
            OperationName("\(server).token"), "POST", beneath + ClientTokens.path, servedBy: server, calledBy: caller,
            carriesMessages: false),
          Operation(
            OperationName("\(server).jwks"), "GET", beneath + Keys.path, servedBy: server, calledBy: caller, carriesMessages: false),
        ]
      }
  }
}
