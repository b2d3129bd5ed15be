import Admission
import Documents
import Facts

/// Asks what became of a list, round after round, where nobody can call back to tell it; each answer is told to the own register.
///
/// It ends when every line has ended, or when the register says `closed`. Where callbacks come it has nothing to say, and ends at once.
struct DisbursementPolling: Conversation {
  /// Often while it is new: a payment system that is real decides in its own time.
  private static let isNew = WorldDuration.hours(2)
  private static let first = WorldDuration.minutes(5)
  private static let every = WorldDuration.hours(12)
  private static let patience = WorldDuration.days(90)

  private var list = ""
  private var elapsed = WorldDuration.seconds(0)
  private var hasOpenLines = true
  /// The fetching of a token, while it runs.
  private var errand: Preparation.Errand?

  mutating func on(_ event: ConversationEvent, _ session: inout Session, _ stamp: Stamp) -> [ConversationEffect] {
    switch event {
    case .begin(let message):
      guard session.settings["callbacks"] == "none" else { return [.finish(.accepted)] }
      list = message.facts[.listReference] ?? ""
      return sleep(Self.first)
    case .due:
      // Months may lie between two questions.
      errand = ConnectDoor.tokens.errand(narrow: false, session, stamp)
      return [errand.map { .send($0.request, as: $0.operation) } ?? ask(session, stamp)]
    case .answered(let response):
      guard let ended = errand else { return answered(response, session) }
      errand = nil
      ConnectDoor.tokens.keep(response, of: ended, &session, stamp)
      return [ask(session, stamp)]
    case .failed:
      errand = nil
      return next()
    case .decided(let reply):
      if reply.taken == .refused, reply.reason == "closed" { return [.finish(reply)] }
      return next()
    case .received, .called: return []
    }
  }

  private func ask(_ session: Session, _ stamp: Stamp) -> ConversationEffect {
    .send(DisbursementStatus.request(list, session, stamp), as: G2PConnect.status)
  }

  private mutating func answered(_ response: WireResponse, _ session: Session) -> [ConversationEffect] {
    guard let report = DisbursementStatus.report(response, session[DisbursementBook.self]) else { return next() }
    let lines = Array(report.message.lines)
    let known = session[DisbursementBook.self].count(of: list)
    hasOpenLines = lines.count < known || lines.contains { ["open", "received"].contains($0[.state]) }
    return [.deliver(report.message)]
  }

  private mutating func next() -> [ConversationEffect] {
    guard hasOpenLines else { return [.finish(.accepted)] }
    if elapsed.seconds >= Self.patience.seconds {
      return [.note("gave-up", detail: "\(G2PConnect.status): lines of \(list) are still open"), .finish(.accepted)]
    }
    return sleep(elapsed.seconds < Self.isNew.seconds ? Self.first : Self.every)
  }

  private mutating func sleep(_ time: WorldDuration) -> [ConversationEffect] {
    elapsed = elapsed + time
    return [.wake(after: time)]
  }
}
