package import Facts

/// How OpenCRVS tells others of vital events: by webhooks (1.x) or by action triggers (2.x). Two protocols, so two names:
/// `opencrvs-1` and `opencrvs`. What one can say the other may have no word for.
package struct OpenCRVS: Dialect {
  package enum Generation: Int, Sendable { case webhooks = 1, triggers = 2 }
  let generation: Generation
  package init(_ generation: Generation) { self.generation = generation }

  package var card: DialectCard { generation == .webhooks ? Self.webhookCard : Self.triggerCard }
  package var operations: [Operation] { generation == .webhooks ? Self.webhookOperations : Self.triggerOperations }

  package func speak(_ kind: MessageKind, from role: Role) -> (any Conversation)? {
    switch (generation, role, kind) {
    case (.webhooks, .mis, .subscription): Ask(preparing: Subscribing.preparation, script: Subscribing.asking)
    case (.webhooks, .crvs, _) where Webhook.Topic.of(kind) != nil:
      Tell(Webhook.telling, copies: { $0.shows("notifies-twice") ? 1 : 0 })
    case (.webhooks, .mis, .personRecord): RecordSearch.asking
    case (.triggers, .mis, .subscription): Configured()
    case (.triggers, .mis, .personRecord): Searching.asking
    case (.triggers, .mis, .birthReported), (.triggers, .facility, .birthReported):
      Ask(
        role == .mis ? "notify" : "facility-notify", preparing: Reporting.preparation,
        write: { (message, session, stamp) throws(Unsayable) in try Reporting.write(message, session, stamp) },
        read: { response, _, _ in Reporting.answer(response) })
    case (.webhooks, .facility, .birthReported):
      Ask(
        "notification", preparing: Notification.preparation,
        write: { (message, session, stamp) throws(Unsayable) in try Notification.write(message, session, stamp) },
        read: { response, _, _ in Notification.answer(response) })
    case (.triggers, .crvs, _) where Trigger.Action.of(kind) != nil:
      Tell(Trigger.telling, copies: { $0.shows("notifies-twice") ? 1 : 0 })
    default: nil
    }
  }

  package func serve(_ operation: OperationName) -> (any Conversation)? {
    switch operation {
    case "event": Serve(Webhook.serving)
    case "challenge": Attend { request, session, _ in Subscribing.meet(request, &session) }
    case "subscribe": Serve(Subscribing.serving, preparing: Subscribing.challenging)
    case "webhooks": Attend { Subscribing.list($0, $1, $2) }
    case "unsubscribe": Attend { Subscribing.remove($0, &$1, $2) }
    case "search": Serve(Searching.serving)
    case "record-search": Serve(RecordSearch.serving)
    case "notify", "facility-notify": Serve(Reporting.serving)
    case "notification": Serve(Notification.serving)
    case "token", "client-token", "facility-token": Attend { ClientToken.issue($0, $1, $2) }
    case "trigger": Serve(Trigger.serving, preparing: RecordToken.preparation)
    case "public-key": Attend { _, session, _ in RecordToken.published(session) }
    default: nil
    }
  }

  private static let webhookOperations = [
    Operation("event", "POST", "/webhooks", servedBy: .mis, calledBy: .crvs, isReceipted: true),
    Operation("challenge", "GET", "/webhooks", servedBy: .mis, calledBy: .crvs, carriesMessages: false),
    Operation("subscribe", "POST", "/webhooks", servedBy: .crvs, calledBy: .mis),
    Operation("webhooks", "GET", "/webhooks", servedBy: .crvs, calledBy: .mis, carriesMessages: false),
    Operation("unsubscribe", "DELETE", "/webhooks/{id}", servedBy: .crvs, calledBy: .mis, carriesMessages: false),
    Operation("token", "POST", "/token", servedBy: .crvs, calledBy: .mis, carriesMessages: false),
    Operation("record-search", "POST", RecordSearch.path, servedBy: .crvs, calledBy: .mis),
    Operation("notification", "POST", Notification.path, servedBy: .crvs, calledBy: .facility),
    Operation("facility-token", "POST", "/token", servedBy: .crvs, calledBy: .facility, carriesMessages: false),
  ]
  private static let triggerOperations = [
    Operation("trigger", "POST", "/trigger/events/{event}/actions/{action}", servedBy: .mis, calledBy: .crvs, isReceipted: true),
    Operation("search", "POST", Searching.path, servedBy: .crvs, calledBy: .mis),
    Operation("notify", "POST", Reporting.path, servedBy: .crvs, calledBy: .mis),
    Operation("client-token", "POST", Reporting.tokenPath, servedBy: .crvs, calledBy: .mis, carriesMessages: false),
    Operation("facility-notify", "POST", Reporting.path, servedBy: .crvs, calledBy: .facility),
    Operation("facility-token", "POST", Reporting.tokenPath, servedBy: .crvs, calledBy: .facility, carriesMessages: false),
    Operation("public-key", "GET", "/.well-known", servedBy: .crvs, calledBy: .mis, carriesMessages: false),
  ]
}

/// Triggers are switched on in the registry's own configuration: there is nothing to say, and it holds.
struct Configured: Conversation {
  mutating func on(_ event: ConversationEvent, _ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    guard case .begin = event else { return [] }
    var reply = Reply.accepted
    reply.facts[.subscriptionCode] = "by-configuration"
    return [.finish(reply)]
  }
}
