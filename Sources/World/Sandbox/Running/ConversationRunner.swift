import Facts
import Synchronization
import Timeline

/// Runs the pure conversations of one actor over an activity: sends what they want sent, waits where they wait.
struct ConversationRunner: Sendable {
  let world: World
  let edge: Edge
  let dialect: any Dialect
  let role: Role
  let peer: Role
  /// Sent by the harness itself, not by what the register decided.
  let repeated: Bool
  let session: Sessions.Kept

  init(world: World, edge: Edge, dialect: any Dialect, role: Role, peer: Role, repeated: Bool = false) {
    self.world = world
    self.edge = edge
    self.dialect = dialect
    self.role = role
    self.peer = peer
    self.repeated = repeated
    session = world.sessions.find(Sessions.Key(role: role, peer: peer, dialect: dialect.card.name))
  }

  /// This side speaks first. Returns when the conversation has finished.
  func speak(_ message: Message, _ conversation: any Conversation, _ activity: Activity) async -> Reply {
    var run = Run(conversation)
    step(&run, .begin(message), activity)
    while run.finished == nil, let effect = run.next() { await carry(effect, &run, activity, saying: message) }
    return run.finished ?? Reply(.failed, reason: "the conversation ended without a word")
  }

  /// A request came in. Returns the response; what follows it goes on in an activity of its own.
  func serve(_ request: WireRequest, _ conversation: any Conversation, _ activity: Activity) async -> WireResponse? {
    var run = Run(conversation)
    step(&run, .received(request), activity)
    while run.response == nil, run.finished == nil, let effect = run.next() { await carry(effect, &run, activity, saying: nil) }
    while run.finished == nil, case .finish(let reply) = run.queue.first {
      run.finished = reply
      run.queue.removeFirst()
    }
    if run.finished == nil, !run.queue.isEmpty {
      let rest = run
      activity.spawn("after the answer") { [self] child in
        var run = rest
        while run.finished == nil, let effect = run.next() { await carry(effect, &run, child, saying: nil) }
      }
    }
    return run.response
  }

  private struct Run: Sendable {
    var conversation: any Conversation
    var queue: [ConversationEffect] = []
    var finished: Reply?
    var response: WireResponse?
    init(_ conversation: any Conversation) { self.conversation = conversation }
    mutating func next() -> ConversationEffect? { queue.isEmpty ? nil : queue.removeFirst() }
  }

  private func step(_ run: inout Run, _ event: ConversationEvent, _ activity: Activity) {
    let (before, stamp) = (run.conversation, activity.stamp)
    let after = session.with { session in
      var conversation = before
      let effects = conversation.on(event, &session, stamp)
      return (conversation: conversation, effects: effects)
    }
    run.conversation = after.conversation
    run.queue += after.effects
  }

  private func carry(_ effect: ConversationEffect, _ run: inout Run, _ activity: Activity, saying: Message?) async {
    switch effect {
    case .send(let request, let operation):
      switch await world.exchange(request, operation, on: self, saying: saying, activity) {
      case .success(let response): step(&run, .answered(response), activity)
      case .failure(let failure): step(&run, .failed(failure), activity)
      }
    case .deliver(let message):
      let reply = await world.deliver(world.inward(message), to: role, activity)
      step(&run, .decided(world.outward(reply, to: peer)), activity)
    case .respond(let response): run.response = response
    case .await(let callback, let atMost):
      let reading = try? await activity.await("\(role) \(callback)", atMost: atMost)
      step(&run, reading.map { .called($0) } ?? .due, activity)
    case .call(let callback, let reading): activity.call("\(role) \(callback)", reading)
    case .wake(let after):
      // A world that is closed retires its sleepers: the conversation simply ends.
      guard (try? await activity.sleep(for: after)) != nil else {
        run.finished = Reply(.failed, reason: "the run ended")
        return
      }
      step(&run, .due, activity)
    case .note(let name, let detail):
      // What stands in the message is told where the message is recorded.
      if dialect.card.oddity(named: name) == nil { world.note(name, detail, about: peer) }
    case .finish(let reply): run.finished = reply
    }
  }
}
