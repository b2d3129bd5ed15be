/// Serves a request that is acknowledged now and answered later: acknowledges, delivers, then calls back, with pauses and further tries.
package struct ServeLater: Conversation {
  /// How it is read, acknowledged and answered.
  package struct Script: Sendable {
    let read: @Sendable (WireRequest, inout Session, Stamp) throws(Misread) -> [Reading]
    let acknowledge: @Sendable ([Reading], inout Session, Stamp) -> WireResponse
    /// The callbacks, in order; none is a fault, or nothing to say.
    let callBack: @Sendable ([Reading], [Reply], inout Session, Stamp) -> [Preparation.Errand]
    /// The same callback for a further try: the same ids, new stamps.
    let again: @Sendable (WireRequest, inout Session, Stamp) -> WireRequest
    let refuse: @Sendable (Misread, WireRequest, inout Session, Stamp) -> WireResponse
    package init(
      read: @escaping @Sendable (WireRequest, inout Session, Stamp) throws(Misread) -> [Reading],
      acknowledge: @escaping @Sendable ([Reading], inout Session, Stamp) -> WireResponse,
      callBack: @escaping @Sendable ([Reading], [Reply], inout Session, Stamp) -> [Preparation.Errand],
      again: @escaping @Sendable (WireRequest, inout Session, Stamp) -> WireRequest = { request, _, _ in request },
      refuse: @escaping @Sendable (Misread, WireRequest, inout Session, Stamp) -> WireResponse
    ) {
      self.read = read
      self.acknowledge = acknowledge
      self.callBack = callBack
      self.again = again
      self.refuse = refuse
    }

    /// The same behind a door: whom it does not let in is refused, and nothing of what was said is read.
    package func behind(_ door: @escaping Serve.Door) -> Self {
      Self(
        read: { (request, session, stamp) throws(Misread) in
          try door(request, &session, stamp)
          return try read(request, &session, stamp)
        }, acknowledge: acknowledge, callBack: callBack, again: again, refuse: refuse)
    }
  }

  private var errands: Errands
  private let script: Script
  private let backoff: Backoff
  /// Calls back before it acknowledges: unusual, and right.
  private let callsFirst: @Sendable (Session) -> Bool
  private var hasRead = false
  private var hasCallbacks = false
  private var request: WireRequest?
  private var readings: [Reading] = []
  private var replies: [Reply] = []
  private var callbacks: [Preparation.Errand] = []
  private var tries = 0
  private var ack: WireResponse?

  package init(
    _ script: Script, preparing: Preparation? = nil, backoff: Backoff = .standard,
    callsFirst: @escaping @Sendable (Session) -> Bool = { _ in false }
  ) {
    errands = Errands(preparing)
    self.script = script
    self.backoff = backoff
    self.callsFirst = callsFirst
  }

  package mutating func on(_ event: ConversationEvent, _ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    if errands.take(event, &session, stamp) { return hasRead ? prepare(&session, stamp) : read(&session, stamp) }
    switch event {
    case .received(let came):
      request = came
      return read(&session, stamp)
    case .decided(let reply):
      replies.append(reply)
      return replies.count == readings.undecided ? prepare(&session, stamp) : []
    case .answered(let response):
      if errands.mustRenew(response, readings.first.map { .callingBack($0) }, &session) { return prepare(&session, stamp) }
      return Backoff.isPassing(response) ? later("server-fault \(response.status)") : done()
    case .failed(let why): return later(why.kind.rawValue)
    case .due: return call(again: true, &session, stamp)
    case .begin, .called: return []
    }
  }

  private mutating func read(_ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    guard let request else { return [] }
    if let errand = errands.next(.reading(request), &session, stamp) { return [errand] }
    do throws(Misread) {
      readings = try script.read(request, &session, stamp)
    } catch {
      return [.respond(script.refuse(error, request, &session, stamp)), .finish(.misread(error))]
    }
    let acknowledgement = script.acknowledge(readings, &session, stamp)
    hasRead = true
    var effects = readings.notes
    if callsFirst(session) { ack = acknowledgement } else { effects.append(.respond(acknowledgement)) }
    if readings.isEmpty { return effects + finished }
    return effects + (readings.undecided == 0 ? prepare(&session, stamp) : readings.deliveries)
  }

  private mutating func prepare(_ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    if let reading = readings.first, let errand = errands.next(.callingBack(reading), &session, stamp) { return [errand] }
    if hasCallbacks { return call(again: true, &session, stamp) }
    hasCallbacks = true
    callbacks = script.callBack(readings, readings.replies(with: replies), &session, stamp)
    return call(again: false, &session, stamp)
  }

  private mutating func call(again: Bool, _ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    guard let next = callbacks.first else { return finished }
    return [.send(again ? script.again(next.request, &session, stamp) : next.request, as: next.operation)]
  }

  private mutating func later(_ why: String) -> [ConversationEffect] {
    // Who calls back before acknowledging cannot let the asker wait for minutes.
    guard ack == nil, tries < backoff.pauses.count else {
      return [.note("gave-up", detail: "\(callbacks.first?.operation.text ?? "callback"): \(why)")] + finished
    }
    tries += 1
    return [.wake(after: backoff.pauses[tries - 1])]
  }

  private mutating func done() -> [ConversationEffect] {
    tries = 0
    callbacks.removeFirst()
    guard let next = callbacks.first else { return finished }
    return [.send(next.request, as: next.operation)]
  }

  private var finished: [ConversationEffect] {
    (ack.map { [.respond($0)] } ?? []) + [.finish(replies.last ?? .accepted)]
  }
}
