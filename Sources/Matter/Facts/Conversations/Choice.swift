/// One of several conversations, chosen by the session's settings when it begins: synchronous or asynchronous, generation 1 or 2.
package struct Choice: Conversation {
  private let choose: @Sendable (Session) -> any Conversation
  private var chosen: (any Conversation)?
  package init(_ choose: @escaping @Sendable (Session) -> any Conversation) { self.choose = choose }

  package mutating func on(_ event: ConversationEvent, _ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    var conversation = chosen ?? choose(session)
    let effects = conversation.on(event, &session, stamp)
    chosen = conversation
    return effects
  }
}
