/// Asks, is acknowledged, and waits for the callback, or for several that together are the answer.
package struct AskLater: Conversation {
  /// What the acknowledgement says.
  package enum Acknowledged: Sendable {
    /// Callbacks will follow that carry the key.
    case expect(key: String)
    case finish(Reply)
  }
  /// How it is said.
  package struct Script: Sendable {
    package let operation: OperationName
    let write: @Sendable (Message, inout Session, Stamp) throws(Unsayable) -> WireRequest
    package let acknowledged: @Sendable (WireRequest, WireResponse, Message, inout Session) -> Acknowledged
    /// The answer, once enough callbacks are there; nil: more will come. Sees the acknowledgement, so that it can compare.
    package let collect: @Sendable ([Reading], WireResponse, Message, Session) -> Reply?
    package init(
      _ operation: OperationName, write: @escaping @Sendable (Message, inout Session, Stamp) throws(Unsayable) -> WireRequest,
      acknowledged: @escaping @Sendable (WireRequest, WireResponse, Message, inout Session) -> Acknowledged,
      collect: @escaping @Sendable ([Reading], WireResponse, Message, Session) -> Reply?
    ) {
      self.operation = operation
      self.write = write
      self.acknowledged = acknowledged
      self.collect = collect
    }
  }

  private var errands: Errands
  private let script: Script
  private let patience: WorldDuration
  private var message: Message?
  private var request: WireRequest?
  private var ack: WireResponse?
  private var key = ""
  private var parts: [Reading] = []

  /// The patience is for each callback.
  package init(_ script: Script, preparing: Preparation? = nil, patience: WorldDuration = .minutes(10)) {
    errands = Errands(preparing)
    self.script = script
    self.patience = patience
  }

  package mutating func on(_ event: ConversationEvent, _ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    if errands.take(event, &session, stamp) { return proceed(&session, stamp) }
    switch event {
    case .begin(let said):
      message = said
      return proceed(&session, stamp)
    case .answered(let response):
      if errands.mustRenew(response, message.map { .saying($0) }, &session) { return proceed(&session, stamp) }
      return acknowledged(response, &session)
    case .failed(let why): return [.finish(.failed(why))]
    case .called(let reading):
      parts.append(reading)
      guard let message, let ack else { return [] }
      if let reply = script.collect(parts, ack, message, session) { return [.finish(reply)] }
      return [.await(key: key, atMost: patience)]
    case .due:
      return [.note("callback-missing", detail: "\(script.operation) \(key)"), .finish(Reply(.failed, reason: "callback-missing"))]
    case .received, .decided: return []
    }
  }

  private mutating func proceed(_ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    guard let message else { return [] }
    if let errand = errands.next(.saying(message), &session, stamp) { return [errand] }
    do throws(Unsayable) {
      let next = try script.write(message, &session, stamp)
      request = next
      return [.send(next, as: script.operation)]
    } catch { return [.finish(.unsayable(error))] }
  }

  private mutating func acknowledged(_ response: WireResponse, _ session: inout Session) -> [ConversationEffect] {
    guard let message, let request else { return [] }
    ack = response
    switch script.acknowledged(request, response, message, &session) {
    case .expect(let key):
      self.key = key
      return [.await(key: key, atMost: patience)]
    case .finish(let reply): return [.finish(reply)]
    }
  }
}
