/// What must be had before a conversation can go on: a token, a peer's keys. Each errand is one exchange of its own.
///
/// An errand that fails is not repeated: the conversation goes on without, and is refused where that matters.
package struct Preparation: Sendable {
  /// For what something may be missing.
  package enum Purpose: Sendable {
    /// This side is about to say the message.
    case saying(Message)
    /// This side is about to read and trust the request.
    case reading(WireRequest)
    /// This side is about to call back about what it read.
    case callingBack(Reading)
  }
  package struct Errand: Sendable {
    package let request: WireRequest
    package let operation: OperationName
    package init(_ request: WireRequest, as operation: OperationName) {
      self.request = request
      self.operation = operation
    }
  }

  /// The next errand; nil where nothing is missing.
  let missing: @Sendable (Purpose, inout Session, Stamp) -> Errand?
  /// Keeps what the errand brought.
  let keep: @Sendable (Errand, WireResponse, inout Session, Stamp) -> Void
  /// Whether the peer says that what was kept is no longer good (a token that it has forgotten). Then `forget` it, and once again.
  let isStale: @Sendable (WireResponse, Purpose) -> Bool
  let forget: @Sendable (inout Session) -> Void

  package init(
    missing: @escaping @Sendable (Purpose, inout Session, Stamp) -> Errand?,
    keep: @escaping @Sendable (Errand, WireResponse, inout Session, Stamp) -> Void,
    isStale: @escaping @Sendable (WireResponse, Purpose) -> Bool = { _, _ in false },
    forget: @escaping @Sendable (inout Session) -> Void = { _ in }
  ) {
    self.missing = missing
    self.keep = keep
    self.isStale = isStale
    self.forget = forget
  }
}

/// The errands of one conversation, in turn. The conversation asks `next` until nothing is missing.
struct Errands: Sendable {
  private let preparation: Preparation?
  private var running: Preparation.Errand?
  private var run: [OperationName] = []
  private var hasRenewed = false

  init(_ preparation: Preparation?) { self.preparation = preparation }

  mutating func next(_ purpose: Preparation.Purpose, _ session: inout Session, _ stamp: Stamp) -> ConversationEffect? {
    guard let errand = preparation?.missing(purpose, &session, stamp), !run.contains(errand.operation) else { return nil }
    run.append(errand.operation)
    running = errand
    return .send(errand.request, as: errand.operation)
  }

  /// True where the event ended an errand.
  mutating func take(_ event: ConversationEvent, _ session: inout Session, _ stamp: Stamp) -> Bool {
    guard let errand = running else { return false }
    switch event {
    case .answered(let response):
      running = nil
      preparation?.keep(errand, response, &session, stamp)
      return true
    case .failed:
      running = nil
      return true
    default: return false
    }
  }

  /// True, once, where the answer says that the errands must be run anew.
  mutating func mustRenew(_ response: WireResponse, _ purpose: Preparation.Purpose?, _ session: inout Session) -> Bool {
    guard let preparation, let purpose, !hasRenewed, preparation.isStale(response, purpose) else { return false }
    hasRenewed = true
    run = []
    preparation.forget(&session)
    return true
  }
}
