import Facts
import Testing

@testable import Engine

/// Arrivals and arming in any order: nobody's message is taken twice, watchers see everything, and nothing is guessed.
@Suite("Inbox") struct InboxTests {
  static let told = TransferKey(from: "crvs", to: "mis", kind: .deathRegistered)

  static func arrival(_ ordinal: Int, about person: String, message: String? = nil, repeated: Bool = false) -> Arrival {
    var facts = Facts()
    facts["about"] = .text(person)
    let reading = Reading(
      Message(.deathRegistered, from: "crvs", to: "mis", facts: facts), .request, ids: [("message", message ?? "m-\(ordinal)")])
    return Arrival(
      ordinal: ordinal, exchange: "1.\(ordinal)", reading: reading, at: WorldInstant(seconds: Int64(ordinal)),
      wire: WireInstant(milliseconds: Int64(ordinal)), repeated: repeated)
  }
  static func expectation(_ id: String, about person: String?, _ mode: Engine.Expectation.Mode = .one, after: Int = -1) -> Engine.Expectation {
    let fits: @Sendable (Arrival) -> Bool = { a in person == nil || a.reading.message.facts["about"] == person.map { .text($0) } }
    return Engine.Expectation(id: id, key: told, mode: mode, after: after, tiers: [fits])
  }

  @Test func `what came before arming is claimed, oldest first`() {
    var inbox = Inbox()
    for n in 0..<3 { _ = inbox.arrive(Self.arrival(n, about: n == 0 ? "OLU" : "PAULO")) }
    #expect(inbox.arm(Self.expectation("told", about: "PAULO")) == [.claimed(expectation: "told", ordinal: 1)])
    #expect(inbox.remainders(among: [Self.told]).map(\.arrival.ordinal) == [0, 2])
  }

  @Test func `two steps that accept the same message equally well have neither`() {
    var inbox = Inbox()
    _ = inbox.arm(Self.expectation("a", about: "PAULO"))
    _ = inbox.arm(Self.expectation("b", about: nil))
    #expect(inbox.arrive(Self.arrival(0, about: "PAULO")) == [.ambiguous(["a", "b"], ordinal: 0)])
    #expect(inbox.isAmbiguous("a") && inbox.rivals(of: "b") == ["a"] && inbox.claimed(by: "a").isEmpty)
  }

  @Test func `a better tier wins`() {
    var inbox = Inbox()
    let byID = Engine.Expectation(id: "b", key: Self.told, mode: .one, tiers: [{ $0.reading.id("message") == "m-7" }, { _ in true }])
    let byFact = Engine.Expectation(id: "a", key: Self.told, mode: .one, tiers: [{ _ in false }, { _ in true }])
    _ = inbox.arm(byFact)
    _ = inbox.arm(byID)
    #expect(inbox.arrive(Self.arrival(0, about: "PAULO", message: "m-7")) == [.claimed(expectation: "b", ordinal: 0)])
  }

  @Test func `what was taken for want of better gives way to what is meant, and is anybody's again`() {
    var inbox = Inbox()
    _ = inbox.arm(Engine.Expectation(id: "child", key: Self.told, mode: .one, tiers: [{ $0.reading.id("message") == "m-1" }, { _ in true }]))
    #expect(inbox.arrive(Self.arrival(0, about: "TWIN")) == [.claimed(expectation: "child", ordinal: 0)])
    #expect(inbox.arrive(Self.arrival(1, about: "PAULO")) == [.claimed(expectation: "child", ordinal: 1)])
    #expect(inbox.arrive(Self.arrival(2, about: "OLU", message: "m-3")).isEmpty)
    #expect(inbox.claimed(by: "child").map(\.ordinal) == [1])
    #expect(inbox.arm(Self.expectation("twin", about: "TWIN")) == [.claimed(expectation: "twin", ordinal: 0)])
  }

  @Test func `what nobody took is called by its name`() {
    var inbox = Inbox()
    _ = inbox.arm(Self.expectation("told", about: "PAULO"))
    _ = inbox.arrive(Self.arrival(0, about: "PAULO", message: "m-1"))
    _ = inbox.arrive(Self.arrival(1, about: "PAULO", message: "m-1"))
    _ = inbox.arrive(Self.arrival(2, about: "OLU"))
    _ = inbox.arrive(Self.arrival(3, about: "PAULO", repeated: true))
    inbox.close("told")
    _ = inbox.arrive(Self.arrival(4, about: "PAULO"))
    let left = inbox.remainders(among: [Self.told])
    #expect(left.map(\.arrival.ordinal) == [1, 2, 4])
    #expect(left.map(\.what) == [.duplicate, .unmatched, .late])
  }

  @Test func `a step sees nothing from before its window`() {
    var inbox = Inbox()
    _ = inbox.arrive(Self.arrival(0, about: "PAULO"))
    #expect(inbox.arm(Self.expectation("next", about: "PAULO", after: 0)).isEmpty)
    #expect(inbox.arrive(Self.arrival(1, about: "PAULO")) == [.claimed(expectation: "next", ordinal: 1)])
  }

  @Test(arguments: 0..<4) func `no interleaving takes a message twice, hides one from a watcher, or depends on anything but the order`(part: UInt64) {
    for n in 0..<500 {
      var script = Script(seed: part << 32 | UInt64(n))
      let (first, second) = (script.play(), script.replay())
      #expect(first == second)
      if let wrong = first.wrong {
        Issue.record("script \(part)/\(n): \(wrong)")
        return
      }
    }
  }
}

/// A random order of eight arrivals, of arming five steps, and of ending their windows.
private struct Script {
  struct Played: Equatable {
    var outcomes: [Inbox.Outcome] = []
    var claims: [[Int]] = []
    var wrong: String?
  }
  enum Move { case arrive(Arrival), arm(Engine.Expectation), close(String) }
  static let people = ["PAULO", "OLU", "EVE"]
  private var moves: [Move] = []
  private let expectations: [Engine.Expectation]

  init(seed: UInt64) {
    var state = seed &+ 0x9E37_79B9_7F4A_7C15
    func draw(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    expectations = [
      InboxTests.expectation("one", about: "PAULO"), InboxTests.expectation("other", about: draw(2) == 0 ? "PAULO" : "OLU"),
      InboxTests.expectation("many", about: "EVE", .many), InboxTests.expectation("watch", about: "PAULO", .watch),
      InboxTests.expectation("all", about: nil, .watch),
    ]
    var toArm = expectations[...]
    var arrived = 0
    var open: [String] = []
    while arrived < 8 || !toArm.isEmpty {
      switch draw(5) {
      case 0...2 where arrived < 8:
        moves.append(.arrive(InboxTests.arrival(arrived, about: Self.people[draw(3)], repeated: draw(8) == 0)))
        arrived += 1
      case 3:
        if let next = toArm.popFirst() {
          moves.append(.arm(next))
          open.append(next.id)
        }
      default:
        if !open.isEmpty, draw(4) == 0 { moves.append(.close(open.remove(at: draw(open.count)))) }
      }
    }
  }

  mutating func play() -> Played { run() }
  func replay() -> Played { run() }

  private func run() -> Played {
    var (inbox, played) = (Inbox(), Played())
    var (armed, unclosed): (Set<String>, Set<String>) = ([], [])
    for move in moves {
      switch move {
      case .arrive(let a): played.outcomes += inbox.arrive(a)
      case .arm(let e):
        played.outcomes += inbox.arm(e)
        armed.insert(e.id)
        unclosed.insert(e.id)
      case .close(let id):
        inbox.close(id)
        unclosed.remove(id)
      }
    }
    played.claims = expectations.map { inbox.claimed(by: $0.id).map(\.ordinal) }
    played.wrong = wrong(inbox, played.claims, watching: unclosed)
    return played
  }

  private func wrong(_ inbox: Inbox, _ claims: [[Int]], watching: Set<String>) -> String? {
    let taken = claims[0...2].flatMap(\.self)
    if Set(taken).count != taken.count { return "a message was taken twice: \(claims)" }
    if claims[0].count > 1 || claims[1].count > 1 { return "a step that wants one has more: \(claims)" }
    if taken.contains(where: { inbox.arrivals[$0].repeated }) { return "the harness's own repetition was taken for the actor's" }
    if claims.contains(where: { $0 != $0.sorted() && Set($0).count == $0.count }) { return "claims out of order: \(claims)" }
    for (i, id) in ["watch", "all"].enumerated() where watching.contains(id) {
      let fits = inbox.arrivals.filter { expectations[i + 3].tier(of: $0) != nil }.map(\.ordinal)
      if claims[i + 3] != fits { return "\(id) saw \(claims[i + 3]) of \(fits)" }
    }
    let left = inbox.remainders(among: [InboxTests.told]).map(\.arrival.ordinal)
    let untaken = inbox.arrivals.filter { !$0.repeated && !taken.contains($0.ordinal) }.map(\.ordinal)
    return left == untaken ? nil : "left over \(left), not taken \(untaken)"
  }
}
