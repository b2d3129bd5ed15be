import DialectsPayments
import Facts
import Synchronization

/// Both faces of one dialect, joined without a wire: what the client sends the server answers from a register's words.
final class PaymentsWire: Sendable {
  typealias Register = @Sendable (Message) -> Reply
  struct State: Sendable {
    var client: Session
    var server: Session
    var exchanges: [(operation: OperationName, request: WireRequest, response: WireResponse)] = []
    var delivered: [Message] = []
    var slept: [WorldDuration] = []
    var ids = 0
  }
  let dialect: any Dialect
  private let state: Mutex<State>

  /// Nobody shows a token, where the settings do not say otherwise.
  init(_ dialect: any Dialect, client: Role, server: Role, settings own: [(String, String)] = []) {
    self.dialect = dialect
    let settings = [("auth", "none")] + own
    state = Mutex(
      State(
        client: Session(role: client, peer: server, settings: Settings(settings)),
        server: Session(role: server, peer: client, settings: Settings(settings))))
  }
  var seen: State { state.withLock { $0 } }

  /// Says the message; the server's register answers. Conversations of this kind are over when this returns.
  func say(_ message: Message, _ register: @escaping Register, own: Register = { _ in .accepted }) -> Reply? {
    guard var conversation = dialect.speak(message.kind, from: message.from) else { return nil }
    var queue = step(&conversation, .begin(message))
    while !queue.isEmpty {
      switch queue.removeFirst() {
      case .send(let request, let operation):
        guard let response = answer(request, operation, register) else { return nil }
        queue += step(&conversation, .answered(response))
      case .deliver(let message):
        state.withLock { $0.delivered.append(message) }
        queue += step(&conversation, .decided(own(message)))
      case .wake(let time):
        state.withLock { $0.slept.append(time) }
        queue += step(&conversation, .due)
      case .finish(let reply): return reply
      default: break
      }
    }
    return nil
  }

  /// The server's answer to any request, and its place in the record.
  func answer(_ request: WireRequest, _ operation: OperationName, _ register: Register) -> WireResponse? {
    guard var conversation = dialect.serve(operation) else { return nil }
    var queue = state.withLock { s in conversation.on(.received(request), &s.server, stamp(&s)) }
    var response: WireResponse?
    while !queue.isEmpty {
      switch queue.removeFirst() {
      case .deliver(let message):
        let reply = register(message)
        queue += state.withLock { s in conversation.on(.decided(reply), &s.server, stamp(&s)) }
      case .respond(let answer): response = answer
      default: break
      }
    }
    if let response { state.withLock { $0.exchanges.append((operation, request, response)) } }
    return response
  }

  /// What evidence shows of everything that was exchanged, as the client's side recorded it.
  var readings: [Reading] {
    let seen = seen
    return seen.exchanges.flatMap { dialect.view($0.operation, $0.request, $0.response, seen.client) }
  }
  /// The same as the server's side would record it.
  var readingsOfServer: [Reading] {
    let seen = seen
    return seen.exchanges.flatMap { dialect.view($0.operation, $0.request, $0.response, seen.server) }
  }

  private func step(_ conversation: inout any Conversation, _ event: ConversationEvent) -> [ConversationEffect] {
    state.withLock { s in conversation.on(event, &s.client, stamp(&s)) }
  }
  private func stamp(_ state: inout State) -> Stamp {
    state.ids += 1000
    let counter = Counter(state.ids)
    return Stamp(wire: WireInstant(milliseconds: 1_795_000_000_000), today: Day(number: 20_775)) { "\($0)-\(counter.next())" }
  }
  private final class Counter: Sendable {
    private let value: Atomic<Int>
    init(_ start: Int) { value = Atomic(start) }
    func next() -> Int { value.add(1, ordering: .relaxed).newValue }
  }
}
