/// Takes a callback: reads it, hands it to the conversation that awaits its key, acknowledges. It decides nothing.
package struct Catch: Conversation {
  package struct Script: Sendable {
    let read: @Sendable (WireRequest, inout Session, Stamp) throws(Misread) -> (key: String, reading: Reading)
    let acknowledge: @Sendable (Reading, inout Session, Stamp) -> WireResponse
    let refuse: @Sendable (Misread, WireRequest, inout Session, Stamp) -> WireResponse
    package init(
      read: @escaping @Sendable (WireRequest, inout Session, Stamp) throws(Misread) -> (key: String, reading: Reading),
      acknowledge: @escaping @Sendable (Reading, inout Session, Stamp) -> WireResponse,
      refuse: @escaping @Sendable (Misread, WireRequest, inout Session, Stamp) -> WireResponse
    ) {
      self.read = read
      self.acknowledge = acknowledge
      self.refuse = refuse
    }

    /// The same behind a door: whom it does not let in is refused, and nothing of what was said is read.
    package func behind(_ door: @escaping Serve.Door) -> Self {
      Self(
        read: { (request, session, stamp) throws(Misread) in
          try door(request, &session, stamp)
          return try read(request, &session, stamp)
        }, acknowledge: acknowledge, refuse: refuse)
    }
  }
  private var errands: Errands
  private let script: Script
  private var request: WireRequest?

  package init(_ script: Script, preparing: Preparation? = nil) {
    errands = Errands(preparing)
    self.script = script
  }

  package mutating func on(_ event: ConversationEvent, _ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    if case .received(let came) = event { request = came } else if !errands.take(event, &session, stamp) { return [] }
    guard let request else { return [] }
    if let errand = errands.next(.reading(request), &session, stamp) { return [errand] }
    do throws(Misread) {
      let caught = try script.read(request, &session, stamp)
      let ack = script.acknowledge(caught.reading, &session, stamp)
      return [caught.reading].notes + [.respond(ack), .call(key: caught.key, caught.reading), .finish(.accepted)]
    } catch {
      return [.respond(script.refuse(error, request, &session, stamp)), .finish(.misread(error))]
    }
  }
}

/// Serves what is beneath the messages: tokens, keys. No register hears of it.
package struct Attend: Conversation {
  private let answer: @Sendable (WireRequest, inout Session, Stamp) -> WireResponse
  package init(_ answer: @escaping @Sendable (WireRequest, inout Session, Stamp) -> WireResponse) { self.answer = answer }
  package mutating func on(_ event: ConversationEvent, _ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    guard case .received(let request) = event else { return [] }
    return [.respond(answer(request, &session, stamp)), .finish(.accepted)]
  }
}
