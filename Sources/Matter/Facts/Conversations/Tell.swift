/// Tells something, and tries again with pauses where it did not get through: on no answer, on a fault of the server, on "too many".
/// A refusal is an answer and ends it.
package struct Tell: Conversation {
  /// How it is said.
  package struct Script: Sendable {
    package let operation: OperationName
    let write: @Sendable (Message, inout Session, Stamp) throws(Unsayable) -> WireRequest
    /// The same message for a further try: the same ids, new stamps. As it was, where nothing goes stale.
    let again: @Sendable (WireRequest, Message, inout Session, Stamp) -> WireRequest
    let read: @Sendable (WireResponse, Message, Session) -> Reply
    package init(
      _ operation: OperationName, write: @escaping @Sendable (Message, inout Session, Stamp) throws(Unsayable) -> WireRequest,
      again: @escaping @Sendable (WireRequest, Message, inout Session, Stamp) -> WireRequest = { request, _, _, _ in request },
      read: @escaping @Sendable (WireResponse, Message, Session) -> Reply
    ) {
      self.operation = operation
      self.write = write
      self.again = again
      self.read = read
    }
  }

  private var errands: Errands
  private let script: Script
  private let backoff: Backoff
  /// Further copies that are sent although the message got through: a right sender that is not sure of it.
  private let copies: @Sendable (Session) -> Int
  /// A defective sender's way: what did not get through is never sent again.
  private let givesUp: @Sendable (Session) -> Bool
  private var message: Message?
  private var request: WireRequest?
  private var tries = 0
  private var copied = 0
  private var first: Reply?

  package init(
    _ script: Script, preparing: Preparation? = nil, backoff: Backoff = .standard,
    copies: @escaping @Sendable (Session) -> Int = { _ in 0 },
    givesUp: @escaping @Sendable (Session) -> Bool = { _ in false }
  ) {
    errands = Errands(preparing)
    self.script = script
    self.backoff = backoff
    self.copies = copies
    self.givesUp = givesUp
  }

  package mutating func on(_ event: ConversationEvent, _ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    if errands.take(event, &session, stamp) { return proceed(&session, stamp) }
    switch event {
    case .begin(let said):
      message = said
      return proceed(&session, stamp)
    case .answered(let response):
      if errands.mustRenew(response, message.map { .saying($0) }, &session) { return proceed(&session, stamp) }
      return Backoff.isPassing(response) ? later(.failed(response), session) : ended(response, &session, stamp)
    case .failed(let why): return later(.failed(why), session)
    case .due: return proceed(&session, stamp)
    case .received, .decided, .called: return []
    }
  }

  private mutating func proceed(_ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    guard let message else { return [] }
    if let errand = errands.next(.saying(message), &session, stamp) { return [errand] }
    do throws(Unsayable) {
      let next: WireRequest
      if let request { next = script.again(request, message, &session, stamp) } else { next = try script.write(message, &session, stamp) }
      request = next
      return [.send(next, as: script.operation)]
    } catch { return [.finish(.unsayable(error))] }
  }

  private mutating func later(_ failure: Reply, _ session: Session) -> [ConversationEffect] {
    if let first { return [.finish(first)] }
    guard tries < backoff.pauses.count, !givesUp(session) else {
      return [.note("gave-up", detail: "\(script.operation) after \(tries + 1) tries: \(failure.reason ?? "")"), .finish(failure)]
    }
    tries += 1
    return [.wake(after: backoff.pauses[tries - 1])]
  }

  private mutating func ended(_ response: WireResponse, _ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    guard let message else { return [] }
    let reply = first ?? script.read(response, message, session)
    first = reply
    guard copied < copies(session) else { return [.finish(reply)] }
    copied += 1
    return proceed(&session, stamp)
  }
}
