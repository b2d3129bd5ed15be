import Documents
import Facts

/// Asks what became of the lines of an envelope, round after round, and tells the own register each answer.
///
/// It ends when every line has ended and those that settled have had five days to come back, or when the register says `closed`.
struct BridgePolling: Conversation {
  static let timeToReturn = WorldDuration.days(5)
  static let patience = WorldDuration.days(90)

  private var name = ""
  private var elapsed = WorldDuration.seconds(0)
  /// The ids that this round has not asked for yet.
  private var rest: [[String]] = []
  private var asked: [String] = []
  private var hasOpenLines = false

  mutating func on(_ event: ConversationEvent, _ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    switch event {
    case .begin(let message):
      name = message.facts[.listReference] ?? ""
      guard let envelope = session[BridgeBook.self].called(name) else { return [.finish(.refused("unknown-list"))] }
      if envelope.receipts.isEmpty { return [.finish(.accepted)] }
      return sleep(BridgeSettings(session).pollFirst)
    case .due: return begin(session, stamp)
    case .answered(let response): return answered(response, session, stamp)
    case .failed: return unanswered(session)
    case .decided(let reply):
      if reply.taken == .refused, reply.reason == "closed" { return [.finish(reply)] }
      return next(session, stamp)
    case .received, .called: return []
    }
  }

  private mutating func sleep(_ time: WorldDuration) -> [ConversationEffect] {
    rest = []
    elapsed = elapsed + time
    return [.wake(after: time)]
  }

  private mutating func begin(_ session: Session, _ stamp: Stamp) -> [ConversationEffect] {
    guard let envelope = session[BridgeBook.self].called(name), !envelope.isCancelled else { return [.finish(.accepted)] }
    let chunk = BridgeSettings(session).chunk
    let ids = envelope.receipts
    rest = stride(from: 0, to: ids.count, by: chunk).map { Array(ids[$0..<min(ids.count, $0 + chunk)]) }
    hasOpenLines = false
    return ask(session, stamp)
  }

  private mutating func ask(_ session: Session, _ stamp: Stamp) -> [ConversationEffect] {
    asked = rest.removeFirst()
    let body = JSON.array(asked.map { .string($0) })
    return [.send(BridgeWrapper.request(G2PBridge.lineStatus, body, session, stamp), as: G2PBridge.lineStatus)]
  }

  private mutating func answered(_ response: WireResponse, _ session: Session, _ stamp: Stamp) -> [ConversationEffect] {
    guard case .taken(let json) = BridgeAnswer(response) else { return unanswered(session) }
    let reports = BridgeReport.read(json, session[BridgeBook.self])
    let lines = reports.flatMap { Array($0.message.lines) }
    if lines.count < asked.count || lines.contains(where: { $0[.state] == "open" }) { hasOpenLines = true }
    guard !reports.isEmpty else { return next(session, stamp) }
    // One envelope, one report; what else the answer holds was not asked for.
    let report = reports.first { $0.thread != nil } ?? reports[0]
    return report.oddities.map { .note(Oddity($0).name, detail: "report") } + [.deliver(report.message)]
  }

  /// What was not answered is asked again in the next round.
  private mutating func unanswered(_ session: Session) -> [ConversationEffect] {
    session.shows("stops-when-unanswered") ? [.finish(.accepted)] : sleep(BridgeSettings(session).pollEvery)
  }

  private mutating func next(_ session: Session, _ stamp: Stamp) -> [ConversationEffect] {
    if !rest.isEmpty { return ask(session, stamp) }
    let hasHadTime = elapsed.seconds >= Self.timeToReturn.seconds
    if session.shows("asks-once") || (!hasOpenLines && hasHadTime) { return [.finish(.accepted)] }
    if elapsed.seconds >= Self.patience.seconds {
      return [.note("gave-up", detail: "\(G2PBridge.lineStatus): lines of \(name) are still open"), .finish(.accepted)]
    }
    return sleep(BridgeSettings(session).pollEvery)
  }
}
