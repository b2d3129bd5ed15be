/// One of several conversations, chosen when it begins by the session's settings and by what is to be said: synchronous or asynchronous,
/// generation 1 or 2.
package struct Choice: Conversation {
  private let choose: @Sendable (Message, Session) -> any Conversation
  private var chosen: (any Conversation)?
  package init(_ choose: @escaping @Sendable (Message, Session) -> any Conversation) { self.choose = choose }

  package mutating func on(_ event: ConversationEvent, _ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    if chosen == nil, case .begin(let said) = event { chosen = choose(said, session) }
    guard var conversation = chosen else { return [] }
    let effects = conversation.on(event, &session, stamp)
    chosen = conversation
    return effects
  }
}
