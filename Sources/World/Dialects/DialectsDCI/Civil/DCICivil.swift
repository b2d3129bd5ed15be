package import Facts

/// DCI (SPDCI) registry API of the civil registry, 1.0.0: events, subscriptions, searches; and the two calls of the beneficiary registry.
package struct DCICivil: Dialect {
  package init() {}
  package var card: DialectCard { Self.card }
  package var operations: [Operation] { Self.operations }

  package func speak(_ kind: MessageKind, from role: Role) -> (any Conversation)? {
    switch (kind, role) {
    case (.birthRegistered, .crvs), (.deathRegistered, .crvs), (.marriageRegistered, .crvs), (.divorceRegistered, .crvs):
      Tell(Notify.telling, preparing: Post.preparation, copies: { $0.shows("notifies-twice") ? 1 : 0 })
    case (.subscription, .mis): AskLater(Subscribe.asking, preparing: Post.preparation)
    case (.personRecord, .mis): Records.asking
    case (.enrolled, .mis): Enrolled.asking
    case (.enrolment, .mis): Tell(Enrolled.telling, preparing: Post.preparation)
    default: nil
    }
  }

  package func serve(_ operation: OperationName) -> (any Conversation)? {
    switch operation {
    case "notify": Serve(Notify.serving, preparing: Post.preparation)
    case "subscribe": ServeLater(Subscribe.serving, preparing: Post.preparation, callsFirst: { $0.shows("callback-before-ack") })
    case "on-subscribe": Catch(Subscribe.catching, preparing: Post.preparation)
    case "sync-search": Serve(Records.answering, preparing: Post.preparation)
    case "search": ServeLater(Records.answeringLater, preparing: Post.preparation, callsFirst: { $0.shows("callback-before-ack") })
    case "on-search": Catch(Records.catching, preparing: Post.preparation)
    case "sync-txn-status": Attend { TransactionStatus.answer($0, &$1, $2) }
    case "enrolled": Serve(Enrolled.answering, preparing: Post.preparation)
    case "enrollment-updates": Serve(Enrolled.taking, preparing: Post.preparation)
    case let name where name.text.hasSuffix(".token"): Attend { Bearer.issue($0, $1, $2) }
    case let name where name.text.hasSuffix(".jwks"): Attend { _, session, _ in Keys.published(session) }
    default: nil
    }
  }

  package func call(_ raw: RawCall, as operation: OperationName) -> any Conversation {
    Ask(preparing: Post.preparation) { (_, course, session, stamp) throws(Unsayable) in
      course.answers.isEmpty ? .send(Raw.request(raw, as: operation, session, stamp), as: operation) : .finish(.accepted)
    }
  }

  static let operations: [Operation] =
    [
      Operation("notify", "POST", Notify.path, servedBy: .mis, calledBy: .crvs),
      Operation("subscribe", "POST", Subscribe.path, servedBy: .crvs, calledBy: .mis),
      Operation("on-subscribe", "POST", Subscribe.callbackPath, servedBy: .mis, calledBy: .crvs),
      Operation("sync-search", "POST", Search.syncPath, servedBy: .crvs, calledBy: .mis),
      Operation("search", "POST", Search.path, servedBy: .crvs, calledBy: .mis),
      Operation("on-search", "POST", SearchAnswer.path, servedBy: .mis, calledBy: .crvs),
      Operation("sync-txn-status", "POST", TransactionStatus.path, servedBy: .crvs, calledBy: .mis, carriesMessages: false),
      Operation("enrolled", "POST", Enrolled.path, servedBy: .ibr, calledBy: .mis),
      Operation("enrollment-updates", "POST", Enrolled.updatesPath, servedBy: .ibr, calledBy: .mis),
    ]
    + [(Role.crvs, Role.mis), (.mis, .crvs), (.ibr, .mis)].flatMap { server, caller in
      [
        Operation(OperationName("\(server).token"), "POST", Bearer.path, servedBy: server, calledBy: caller, carriesMessages: false),
        Operation(OperationName("\(server).jwks"), "GET", Keys.path, servedBy: server, calledBy: caller, carriesMessages: false),
      ]
    }
}
