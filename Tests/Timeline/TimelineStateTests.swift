import Facts
import Testing
import Timeline

/// The transitions, one by one. Letters in a script are what one after the other happens to the state.
@Suite struct TimelineStateTests {
  enum Move: Sendable {
    case open(Int, [Int])
    case close(Int)
    case park(Int, seconds: Int64)
    case await(Int, String, seconds: Int64)
    case call(String)
    case leave(Int)
    case comeBack(Int)
    case lend(Int, String, patience: Int64? = nil)
    case claim(String, by: Int)
    case returned(String, failed: Bool = false)
    case next
    case retire
  }
  struct Case: Sendable, CustomTestStringConvertible {
    let says: String
    let moves: [Move]
    /// Who was woken, in order.
    let woken: [String]
    let held: Int
    var testDescription: String { says }
  }

  static let cases: [Case] = [
    Case(says: "the first gets the turn", moves: [.open(1, [1])], woken: ["1 turn"], held: 1),
    Case(says: "the second waits", moves: [.open(1, [1]), .open(2, [2])], woken: ["1 turn"], held: 1),
    Case(
      says: "the lowest path is next, not the oldest", moves: [.open(1, [1]), .open(3, [3]), .open(2, [2]), .close(1)],
      woken: ["1 turn", "2 turn"], held: 1),
    Case(
      says: "a parked one gives up the turn and is woken when due", moves: [.open(1, [1]), .park(1, seconds: 5), .next],
      woken: ["1 turn", "1 due"], held: 1),
    Case(
      says: "what is due at one moment is woken in path order",
      moves: [.open(2, [2]), .open(1, [1]), .park(2, seconds: 5), .park(1, seconds: 5), .next, .close(1)],
      woken: ["2 turn", "1 turn", "1 due", "2 due"], held: 1),
    Case(
      says: "a moment that has passed lets others go first", moves: [.open(2, [2]), .open(1, [1]), .park(2, seconds: 0), .close(1)],
      woken: ["2 turn", "1 turn", "2 due"], held: 1),
    Case(
      says: "a call wakes who awaits", moves: [.open(1, [1]), .await(1, "k", seconds: 5), .open(2, [2]), .call("k"), .close(2), .next],
      woken: ["1 turn", "2 turn", "1 called"], held: 1),
    Case(
      says: "an early call is kept", moves: [.open(1, [1]), .call("k"), .await(1, "k", seconds: 5)], woken: ["1 turn", "1 called"],
      held: 1),
    Case(
      says: "nobody called in time", moves: [.open(1, [1]), .await(1, "k", seconds: 5), .next, .call("k")],
      woken: ["1 turn", "1 due"], held: 1),
    Case(
      says: "lent: nobody else runs while it travels", moves: [.open(1, [1]), .open(2, [2]), .lend(1, "x")], woken: ["1 turn"], held: 1),
    Case(
      says: "claimed, answered, back", moves: [.open(1, [1]), .lend(1, "x"), .claim("x", by: 9), .close(9), .returned("x")],
      woken: ["1 turn", "1 turn"], held: 1),
    Case(
      says: "it is claimed once", moves: [.open(1, [1]), .lend(1, "x"), .claim("x", by: 9), .claim("x", by: 8), .close(8), .close(9)],
      woken: ["1 turn"], held: 1),
    Case(
      says: "who serves parks: the turn is free, the sender stays lent",
      moves: [.open(1, [1]), .open(2, [2]), .lend(1, "x"), .claim("x", by: 9), .park(9, seconds: 60)],
      woken: ["1 turn", "2 turn"], held: 1),
    Case(
      says: "refused and never claimed: the turn is back at once, and the claim comes too late",
      moves: [.open(1, [1]), .open(2, [0]), .lend(1, "x"), .returned("x", failed: true), .claim("x", by: 9)],
      woken: ["1 turn", "1 turn"], held: 1),
    Case(
      says: "reset while it is served: who serves keeps the turn to the end",
      moves: [.open(1, [1]), .lend(1, "x"), .claim("x", by: 9), .returned("x", failed: true), .close(9)],
      woken: ["1 turn", "1 turn"], held: 1),
    Case(
      says: "lost after it was served: the lowest path is next, as if it had been lost a moment before",
      moves: [.open(1, [1]), .open(2, [0]), .lend(1, "x"), .claim("x", by: 9), .close(9), .returned("x", failed: true)],
      woken: ["1 turn", "2 turn"], held: 1),
    Case(
      says: "the sender's patience ends first; the turn of the orphan retires",
      moves: [
        .open(1, [1]), .lend(1, "x", patience: 15), .claim("x", by: 9), .park(9, seconds: 60), .next, .close(1),
        .returned("x", failed: true), .next, .close(9),
      ],
      woken: ["1 turn", "1 due", "9 due"], held: 0),
    Case(
      says: "the answer comes before patience ends; its entry is dead",
      moves: [
        .open(1, [1]), .lend(1, "x", patience: 15), .claim("x", by: 9), .park(9, seconds: 5), .next, .close(9), .returned("x"),
        .close(1), .next,
      ],
      woken: ["1 turn", "9 due", "1 turn"], held: 0),
    Case(
      says: "outside takes no turn", moves: [.open(1, [1]), .open(2, [2]), .leave(1), .close(2), .comeBack(1)],
      woken: ["1 turn", "2 turn", "1 turn"], held: 1),
    Case(
      says: "the end wakes the parked, in order, and parks nobody",
      moves: [
        .open(1, [1]), .park(1, seconds: 9), .open(2, [2]), .await(2, "k", seconds: 9), .retire, .park(1, seconds: 1), .close(1),
      ],
      woken: ["1 turn", "2 turn", "1 retired", "1 retired", "2 retired"], held: 1),
  ]

  @Test(arguments: cases) func transition(_ row: Case) {
    var run = Run(mode: .turns)
    for move in row.moves { run.make(move) }
    #expect(run.woken == row.woken)
    #expect(run.state.held == row.held)
    #expect(run.state.held <= 1)
  }

  @Test func `without turns everything runs at once`() {
    var run = Run(mode: .free)
    for move in [.open(1, [1]), .open(2, [2]), .lend(1, "x"), .claim("x", by: 9), .close(9), .returned("x"), .close(1)] as [Move] {
      run.make(move)
    }
    #expect(run.woken == ["1 turn", "2 turn", "1 turn"])
    #expect(!run.state.isSettled)
    run.make(.close(2))
    #expect(run.state.isSettled)
  }

  struct Run {
    var state: TimelineState
    var woken: [String] = []
    init(mode: Timeline.Mode) { state = TimelineState(mode: mode, start: WorldInstant(seconds: 0)) }

    mutating func make(_ move: Move) {
      let site = Site(#fileID, #line)
      let wake = Wake.start {}
      let effects: [Effect]
      switch move {
      case .open(let id, let path): effects = state.open(id, Path(path), title: "work", site: site, wake)
      case .close(let id): effects = state.close(id)
      case .park(let id, let seconds): effects = state.park(id, until: state.now + .seconds(seconds), key: nil, doing: "", wake)
      case .await(let id, let key, let seconds):
        effects = state.park(id, until: state.now + .seconds(seconds), key: key, doing: "", wake)
      case .call(let key): effects = state.call(key, Reading(Message("verify", from: "id", to: "mis"), .response)).effects
      case .leave(let id): effects = state.leave(id, doing: "")
      case .comeBack(let id): effects = state.comeBack(id, wake)
      case .lend(let id, let header, let patience):
        _ = state.lend(
          id, header, Path([1, 1]), until: patience.map { state.now + .seconds($0) }, doing: "", patience == nil ? nil : wake)
        effects = []
      case .claim(let header, let id):
        _ = state.claim(header, by: id, title: "request", site: site)
        effects = []
      case .returned(let header, let failed): effects = state.returned(header, failed: failed, wake)
      case .next: effects = state.isSettled ? state.wakeNext(notAfter: WorldInstant(seconds: .max)) ?? [] : []
      case .retire: effects = state.retire()
      }
      for effect in effects {
        let why = switch effect.why {
        case .called: "called"
        case .turn, .due, .retired, .refused, .settled, .stuck: "\(effect.why)"
        }
        if let id = effect.id { woken.append("\(id) \(why)") }
      }
    }
  }
}
