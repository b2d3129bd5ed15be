import Engine
import Evidence
import Facts
import Sandbox
import Synchronization
import Timeline

/// Keeps the journal of one story, and leads a story that was broken off through it again: nothing that was said to a real system is said
/// again, and what it said is heard again, in the order in which it was.
///
/// What was on its way when the run was broken off is known to nobody: a message is sent once more with its own number, a hook that may
/// be called twice is called, and anything else is left unproven. Either is told in the evidence.
final class Chronicle: Witness {
  /// What is next in the order.
  enum Head: Sendable {
    case arrival(id: String, role: Role, request: WireRequest, wire: WireInstant)
    case mark(String)
    case heard(Int)
  }
  enum Phase: Sendable {
    /// Led through what was.
    case again
    /// At its end: what came while no run was on is let in.
    case gathering
    case live
  }
  struct State {
    var phase: Phase
    var heads: ArraySlice<Head>
    /// By exchange.
    var answers: [String: Result<Carried, SendFailure>] = [:]
    var sending: Set<String> = []
    /// Sent a second time, as nobody knew whether the first had arrived.
    var resent: Set<String> = []
    var called: [String: Hooked?] = [:]
    var begun: [String: WireResponse] = [:]
    var calling: Set<String> = []
    var observed: [String: Observed] = [:]
    /// When the last thing came that was gone through.
    var clock: WireInstant?
    var isBringing = false
    /// Grows with each step in the order.
    var version = 0
    var waiters: [CheckedContinuation<Void, Never>] = []
    var calls = 0
    var questions = 0
    /// Not yet written: how long was listened.
    var listened: [(milliseconds: Int, times: Int)] = []
    var world: World?
    /// Gone through to its end, and not yet held against the log.
    var isUnaudited = false
  }
  let state: Mutex<State>
  private let journal: Journal
  /// What came between runs and belongs here.
  let mail: Mail
  let tell: @Sendable (Finding) -> Void
  /// Events that a log holds and that did not happen again; empty where the story went the same way.
  let owed: @Sendable () -> [String]

  init(_ journal: Journal, mail: Mail, owed: @escaping @Sendable () -> [String], tell: @escaping @Sendable (Finding) -> Void) {
    self.journal = journal
    self.mail = mail
    self.owed = owed
    self.tell = tell
    state = Mutex(State(phase: journal.items.isEmpty ? .live : .again, heads: [], clock: nil))
    state.withLock { Self.load(journal.items, &$0) }
  }

  private static func load(_ items: [JournalItem], _ s: inout State) {
    var heads: [Head] = []
    // Arrivals that are not yet answered, by their place among the heads.
    var open: [String: Int] = [:]
    for item in items {
      switch item {
      case .arrived(let id, let role, let request, let wire):
        open[id] = heads.count
        heads.append(.arrival(id: id, role: role, request: request, wire: wire))
      case .answered(let id): open[id] = nil
      case .resumed: drop(&open, &heads, &s)
      case .sending(let id):
        if !s.sending.insert(id).inserted { s.resent.insert(id) }
      case .answer(let id, let outcome):
        s.answers[id] = outcome
        s.sending.remove(id)
      case .passed(let mark): heads.append(.mark(mark))
      case .heard(let runs):
        for run in runs { heads += repeatElement(Head.heard(run.milliseconds), count: min(max(0, run.times), 1 << 20)) }
      case .calling(let id, _): s.calling.insert(id)
      case .begun(let id, let response): s.begun[id] = response
      case .called(let id, let hooked):
        s.called[id] = .some(hooked)
        heads.append(.mark("called \(id)"))
      case .observed(let id, let seen):
        s.observed[id] = seen
        heads.append(.mark("observed \(id)"))
      }
    }
    drop(&open, &heads, &s)
    s.heads = heads[...]
  }

  /// What was answered to nobody is as if it had never come, with all that it set off: its sender saw the connection break, and its number
  /// is free again.
  private static func drop(_ open: inout [String: Int], _ heads: inout [Head], _ s: inout State) {
    let ids = open.sorted { $0.value < $1.value }.map(\.key)
    open = [:]
    guard !ids.isEmpty else { return }
    let isDropped = { (id: String) in ids.contains { id == $0 || id.hasPrefix($0 + ".") } }
    heads.removeAll { head in
      switch head {
      case .arrival(let id, _, _, _): isDropped(id)
      case .mark(let mark): mark.hasPrefix("back ") && isDropped(String(mark.dropFirst("back ".count)))
      case .heard: false
      }
    }
    s.answers = s.answers.filter { !isDropped($0.key) }
    s.sending = s.sending.filter { !isDropped($0) }
  }

  /// Requests whose answer did not leave before the last break, for the evidence.
  var unanswered: [(role: Role, request: WireRequest)] {
    var open: [(id: String, role: Role, request: WireRequest)] = []
    for item in journal.items {
      switch item {
      case .arrived(let id, let role, let request, _): open.append((id, role, request))
      case .answered(let id): open.removeAll { $0.id == id }
      case .resumed: open = []
      default: break
      }
    }
    return open.map { ($0.role, $0.request) }
  }

  func isInDoubt(_ exchange: String) -> Bool { state.withLock { $0.resent.contains(exchange) } }
  var isLive: Bool { state.withLock { $0.phase == .live } }
  func attach(_ world: World) { state.withLock { $0.world = world } }

  /// Stamps and tokens are dated as they were, until the world goes on.
  var wire: WireInstant {
    state.withLock { $0.phase == .again ? $0.clock : nil } ?? WallClock.now()
  }

  // MARK: writing

  func write(_ item: JournalItem) {
    let listened = state.withLock { s -> [(milliseconds: Int, times: Int)] in
      defer { s.listened = [] }
      return s.listened
    }
    if !listened.isEmpty { journal.append(.heard(listened), at: WallClock.now()) }
    journal.append(item, at: WallClock.now())
  }

  /// Written now and then: in days of waiting nothing else may happen.
  private static let unwritten = 30_000

  func note(listened milliseconds: Int) {
    let full = state.withLock { s -> [(milliseconds: Int, times: Int)] in
      if let last = s.listened.last, last.milliseconds == milliseconds {
        s.listened[s.listened.count - 1].times += 1
      } else {
        s.listened.append((milliseconds, 1))
      }
      guard s.listened.reduce(0, { $0 + $1.milliseconds * $1.times }) >= Self.unwritten else { return [] }
      defer { s.listened = [] }
      return s.listened
    }
    if !full.isEmpty { journal.append(.heard(full), at: WallClock.now()) }
  }

  // MARK: the world's own marks

  func reach(_ mark: String) async { await reach(mark, settles: mark.hasPrefix("act")) }

  func pass(_ mark: String) {
    let isRight = state.withLock { s -> Bool? in
      guard s.phase == .again else { return nil }
      guard case .mark(mark)? = s.heads.first else { return false }
      Self.step(&s)
      return true
    }
    switch isRight {
    case nil: write(.passed(mark))
    case true?: changed()
    default: diverge("it came to \"\(mark)\"")
    }
  }

  func outside(_ id: String, _ send: @escaping @Sendable () async -> Result<Carried, SendFailure>) async -> Result<Carried, SendFailure> {
    if let known = state.withLock({ $0.answers[id] }) { return known }
    await goOn(settles: false)
    let isAgain = state.withLock { s in
      guard s.sending.remove(id) != nil else { return false }
      s.resent.insert(id)
      return true
    }
    if isAgain {
      tell(
        Finding(
          name: "resume.sent-again",
          detail: "the run was broken off before the answer came; sent again, with the same numbers: whether it had arrived is not known",
          exchange: id))
    }
    write(.sending(id: id))
    let outcome = await send()
    write(.answer(id: id, outcome))
    return outcome
  }

  func arrived(_ id: String, _ request: WireRequest, role: Role) {
    let isAgain = state.withLock { s -> Bool in
      guard s.phase == .again else { return false }
      if case .arrival(id, _, _, let wire)? = s.heads.first {
        Self.step(&s)
        s.clock = wire
      }
      return true
    }
    if isAgain { changed() } else { write(.arrived(id: id, role: role, request: request, wire: WallClock.now())) }
  }

  func answered(_ id: String) {
    if state.withLock({ $0.phase != .again }) { write(.answered(id: id)) }
  }
}
