import DialectsCivil
import Documents
import Facts

/// A registry and a listener over OpenCRVS, in memory: their conversations driven against each other.
struct CivilPair {
  let dialect: OpenCRVS
  var sessions: [Role: Session] = [:]
  /// What each register says of a message.
  var decide: @Sendable (Message) -> Reply = { _ in .accepted }
  /// What the registers were told, in order.
  var told: [Message] = []
  var exchanges: [(operation: OperationName, request: WireRequest, response: WireResponse)] = []
  /// Makes of a request what the wire makes of it.
  var tamper: @Sendable (OperationName, inout WireRequest) -> Void = { _, _ in }
  var clock = WireInstant(milliseconds: 1_790_000_000_000)
  private var drawn = 0

  private struct Run {
    var conversation: any Conversation
    let role: Role
    var effects: [ConversationEffect] = []
    var response: WireResponse?
    var reply: Reply?
  }

  init(_ generation: OpenCRVS.Generation, settings: [(String, String)] = [], deviations: Set<String> = []) {
    dialect = OpenCRVS(generation)
    for (role, peer) in [(Role.crvs, Role.mis), (.mis, .crvs), (.facility, .crvs)] {
      sessions[role] = Session(
        role: role, peer: peer, ownAddress: "http://assay.test/\(role)", peerAddress: "http://assay.test/\(peer)",
        settings: Settings(settings),
        deviations: deviations)
    }
  }

  mutating func say(_ message: Message) -> Reply? {
    guard let conversation = dialect.speak(message.kind, from: message.from) else { return nil }
    var run = Run(conversation: conversation, role: message.from)
    feed(&run, .begin(message))
    go(&run)
    return run.reply
  }
  mutating func subscribe(_ wanted: String) -> Reply? {
    var message = Message(.subscription, from: .mis, to: .crvs)
    message.facts[.wanted] = wanted
    return say(message)
  }

  var operations: [OperationName] { exchanges.map(\.operation) }
  func last(_ operation: OperationName) -> (operation: OperationName, request: WireRequest, response: WireResponse)? {
    exchanges.last { $0.operation == operation }
  }
  func body(_ operation: OperationName) -> JSON? { last(operation).flatMap { try? JSON(parsing: $0.request.body) } }
  func view(_ operation: OperationName) -> [Reading] {
    guard let exchange = last(operation), let session = sessions[.crvs] else { return [] }
    return dialect.view(operation, exchange.request, exchange.response, session)
  }

  mutating func serve(_ sent: WireRequest, _ operation: OperationName, by role: Role) -> WireResponse {
    var request = sent
    tamper(operation, &request)
    guard let conversation = dialect.serve(operation),
      dialect.operations.contains(where: {
        $0.name == operation && $0.servedBy == role && $0.method == request.method && $0.match(request.path) != nil
      })
    else { return WireResponse(404) }
    var run = Run(conversation: conversation, role: role)
    feed(&run, .received(request))
    go(&run)
    let response = run.response ?? WireResponse(599)
    exchanges.append((operation, request, response))
    return response
  }

  private mutating func feed(_ run: inout Run, _ event: ConversationEvent) {
    drawn += 1
    let (clock, drawn) = (clock, drawn)
    let count = Counter()
    let stamp = Stamp(wire: clock, today: clock.day) { "\($0)-\(drawn)-\(count.next)" }
    guard var session = sessions[run.role] else { return }
    run.effects += run.conversation.on(event, &session, stamp)
    sessions[run.role] = session
  }

  private mutating func go(_ run: inout Run) {
    while !run.effects.isEmpty {
      switch run.effects.removeFirst() {
      case .send(let request, let operation):
        let response = serve(request, operation, by: sessions[run.role]?.peer ?? .harness)
        feed(&run, .answered(response))
      case .deliver(let message):
        told.append(message)
        feed(&run, .decided(decide(message)))
      case .respond(let response): run.response = response
      case .wake(let after):
        clock = clock.adding(seconds: after.seconds)
        feed(&run, .due)
      case .finish(let reply): run.reply = reply
      case .await, .call, .note: break
      }
    }
  }
}
