import DialectsDCI
import Documents
import Facts
import Synchronization

/// Two actors over DCI, in memory: their conversations driven against each other, with registers that say what the test says.
struct DCIPair {
  let dialect: any Dialect
  var sessions: [Role: Session] = [:]
  var registers: [Role: @Sendable (Message) -> Reply] = [:]
  /// What the registers were told, in order.
  var told: [Message] = []
  var exchanges: [(operation: OperationName, request: WireRequest, response: WireResponse)] = []
  var notes: [String] = []
  /// Answers that stand in for the server's, for the operation of that name, before it is asked at all.
  var outages: [(operation: OperationName, response: WireResponse)] = []
  /// Makes of a request what the wire makes of it.
  var tamper: @Sendable (OperationName, inout WireRequest) -> Void = { _, _ in }
  var clock = WireInstant(milliseconds: 1_790_000_000_000)
  private var drawn = 0
  private var calls: [(key: String, reading: Reading)] = []
  private var later: [Run] = []

  private struct Run {
    var conversation: any Conversation
    let role: Role
    var effects: [ConversationEffect] = []
    var response: WireResponse?
    var reply: Reply?
  }

  init(
    _ a: Role = .crvs, _ b: Role = .mis, settings: [(String, String)] = [], deviations: Set<String> = [],
    reply: @escaping @Sendable (Message) -> Reply = { _ in .accepted }
  ) {
    let pair = [a, b]
    dialect =
      DCIDialects.all.first { $0.operations.contains { pair.contains($0.servedBy) && pair.contains($0.calledBy) } } ?? DCIRegistry(.civil)
    for (role, peer) in [(a, b), (b, a)] {
      sessions[role] = Session(
        role: role, peer: peer, ownAddress: "http://assay.test/\(role)", peerAddress: "http://assay.test/\(peer)",
        settings: Settings(settings),
        deviations: deviations)
      registers[role] = reply
    }
  }

  /// Says the message, and runs everything that follows from it to its end.
  mutating func say(_ message: Message) -> Reply? {
    guard let conversation = dialect.speak(message.kind, from: message.from) else { return nil }
    var run = Run(conversation: conversation, role: message.from)
    drive(&run, .begin(message))
    finishLater()
    return run.reply
  }

  func exchange(_ operation: OperationName) -> (operation: OperationName, request: WireRequest, response: WireResponse)? {
    exchanges.last { $0.operation == operation }
  }
  func view(_ operation: OperationName, by role: Role) -> [Reading] {
    guard let exchange = exchange(operation), let session = sessions[role] else { return [] }
    return dialect.view(operation, exchange.request, exchange.response, session)
  }
  func body(_ operation: OperationName) -> JSON? { exchange(operation).flatMap { try? JSON(parsing: $0.request.body) } }

  private mutating func drive(_ run: inout Run, _ event: ConversationEvent) {
    feed(&run, event)
    go(&run)
  }
  private mutating func feed(_ run: inout Run, _ event: ConversationEvent) {
    drawn += 1
    let (clock, drawn) = (clock, drawn)
    let ids = Ids(drawn)
    let stamp = Stamp(wire: clock, today: clock.day) { ids.next($0) }
    guard var session = sessions[run.role] else { return }
    run.effects += run.conversation.on(event, &session, stamp)
    sessions[run.role] = session
  }

  /// Carries out effects; stops where a request has been answered, so that the asker goes on first.
  private mutating func go(_ run: inout Run) {
    while !run.effects.isEmpty {
      switch run.effects.removeFirst() {
      case .send(let request, let operation): feed(&run, .answered(serve(request, operation, by: sessions[run.role]?.peer ?? .harness)))
      case .deliver(let message):
        told.append(message)
        feed(&run, .decided(registers[run.role]?(message) ?? .accepted))
      case .respond(let response):
        run.response = response
        return
      case .await(let key, _):
        if !calls.contains(where: { $0.key == key }) { finishLater() }
        let at = calls.firstIndex { $0.key == key }
        feed(&run, at.map { .called(calls.remove(at: $0).reading) } ?? .due)
      case .call(let key, let reading): calls.append((key, reading))
      case .wake(let after):
        clock = clock.adding(seconds: after.seconds)
        feed(&run, .due)
      case .note(let name, _): notes.append(name)
      case .finish(let reply): run.reply = reply
      }
    }
  }

  private mutating func serve(_ sent: WireRequest, _ operation: OperationName, by role: Role) -> WireResponse {
    var request = sent
    let base = "http://assay.test/\(role)"
    if request.target.hasPrefix(base) { request.target.removeFirst(base.count) }
    tamper(operation, &request)
    if let at = outages.firstIndex(where: { $0.operation == operation }) {
      let response = outages.remove(at: at).response
      exchanges.append((operation, request, response))
      return response
    }
    guard let conversation = dialect.serve(operation),
      dialect.operations.contains(where: {
        $0.name == operation && $0.servedBy == role && $0.method == request.method && $0.path == request.path
      })
    else { return WireResponse(404) }
    var run = Run(conversation: conversation, role: role)
    drive(&run, .received(request))
    let response = run.response ?? WireResponse(599)
    exchanges.append((operation, request, response))
    later.append(run)
    return response
  }

  private mutating func finishLater() {
    while !later.isEmpty {
      var run = later.removeFirst()
      go(&run)
    }
  }
}

/// Messages of every kind, different each time, the same in every run.
struct MessageMaker {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func number(_ below: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(below))
  }
  mutating func pick<T>(_ list: [T]) -> T { list[number(list.count)] }
  mutating func day() -> Day { Day(number: number(25_000)) }
  mutating func name() -> String {
    pick(["Marie Example", "Olu", "Ana María da Silva", "<script>alert(1)</script> O'Neil", "Ω Ünal", "李 小龙"])
  }
  mutating func uin() -> Identifier { Identifier(.uin, String(2_000_000_000 + number(999_999_999))) }

  mutating func event(_ kind: MessageKind) -> Message {
    var facts = Facts()
    facts[.eventID] = "e-\(number(1_000_000))"
    facts[.eventDate] = day()
    if number(3) > 0 { facts[.registrationDate] = day() }
    let sex = pick(["male", "female", "other", "unknown"])
    if kind == .birthRegistered {
      let brn = "B-\(number(99_999))"
      facts[.eventKind] = "live-birth"
      facts[.childID] = (number(2) == 0 ? [uin()] : []) + [Identifier(.brn, brn)]
      facts[.childBRN] = brn
      if number(4) > 0 { facts[.childName] = name() }
      facts[.childSex] = sex
      facts[.motherID] = [number(4) > 0 ? uin() : Identifier(.functional, "F-77")]
      if number(2) == 0 { facts[.fatherID] = [uin()] }
    } else {
      facts[.eventKind] = kind == .deathRegistered ? "death" : kind == .marriageRegistered ? "marriage" : "divorce"
      facts[.personID] = [uin()]
      if kind == .deathRegistered {
        let drn = "D-\(number(99_999))"
        facts[.deathDRN] = drn
        facts[.personID]?.append(Identifier(.drn, drn))
      }
      facts[.personName] = name()
      facts[.personSex] = sex
      facts[.personBirthDate] = day()
    }
    return Message(kind, from: .crvs, to: .mis, facts: facts)
  }
  mutating func conditions() -> Rows {
    let all: [(String, String, String)] = [
      ("person.birth-date", "ge", day().description), ("person.birth-date", "lt", day().description), ("person.sex", "eq", "female"),
      ("person.sex", "in", "male female"), ("registration.date", "le", day().description), ("x_local", "gt", "7"),
    ]
    return Rows(
      (0...number(5)).map { _ in
        let chosen = pick(all)
        return condition(chosen.0, chosen.1, chosen.2)
      })
  }
}

func condition(_ attribute: String, _ comparison: String, _ value: String) -> Facts {
  var facts = Facts()
  facts[.attribute] = attribute
  facts[.comparison] = comparison
  facts[.value] = value
  return facts
}

extension Facts {
  /// The same facts, in one order.
  var sorted: [Entry] { entries.sorted { $0.name < $1.name } }
}

/// New ids of one turn: `message-3`, and another of that kind `message-3-2`.
private final class Ids: Sendable {
  private let turn: Int
  private let given = Mutex<[String]>([])
  init(_ turn: Int) { self.turn = turn }
  func next(_ kind: String) -> String {
    let number = given.withLock { given in
      given.append(kind)
      return given.count { $0 == kind }
    }
    return number == 1 ? "\(kind)-\(turn)" : "\(kind)-\(turn)-\(number)"
  }
}
