/// One exchange of meaning: sync, acknowledgement and callback, poll. A pure state machine; the Sandbox runs it.
///
/// A conversation begins with `begin` (this side speaks first) or `received` (a request came in), and ends with `finish`.
/// Effects are carried out in order; each `send` is followed by `answered` or `failed`, each `deliver` by `decided`,
/// each `wake` by `due`, each `await` by `called` or `due`. Events of effects in one batch come in the order of the effects.
package protocol Conversation: Sendable {
  mutating func on(_ event: ConversationEvent, _ session: inout Session, _ stamp: Stamp) -> [ConversationEffect]
}

package enum ConversationEvent: Sendable {
  case begin(Message)
  case received(WireRequest)
  /// The peer answered the last `send`.
  case answered(WireResponse)
  case failed(SendFailure)
  /// The own register's word on what was delivered.
  case decided(Reply)
  /// The callback with the awaited key arrived.
  case called(Reading)
  case due
}

package enum ConversationEffect: Sendable {
  case send(WireRequest, as: OperationName)
  /// To the own register.
  case deliver(Message)
  /// Answers the request that began this conversation. Effects after it run on after the answer has gone out.
  case respond(WireResponse)
  /// Waits for a callback that carries the key, at most so long.
  case await(key: String, atMost: WorldDuration)
  /// Hands a callback that came in to the conversation that awaits the key.
  case call(key: String, Reading)
  case wake(after: WorldDuration)
  /// Something seen that no step asked about, by stable name.
  case note(String, detail: String)
  case finish(Reply)
}
