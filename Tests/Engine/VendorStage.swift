import Evidence
import Facts
import Synchronization
import Timeline

@testable import Engine
@testable import Population

/// A world in which the MIS is a vendor's with a test clock of its own, and the registry ours. Nothing is sent: what the vendor does
/// stands in a few rules.
final class VendorStage: Stage {
  /// The vendor, as a row of a table has it.
  struct Vendor: Sendable {
    /// Whether it can be asked who is enrolled; else only its lists show it.
    var isAsked = false
    /// Hours of its own clock after which it enrols the younger.
    var enrolsAfter = 24
    /// Whether its payment run takes its clock a month on, and says so.
    var runMovesClock = false
    /// How often it has to be asked before its own decision shows, whatever its clock says.
    var decidesAfter = 0
    /// What it says beside a word: `proposed.id 0`.
    var beside = ""
    /// Why it cannot be asked.
    var isOut: String?
  }
  struct State: Sendable {
    var ahead: Int64 = 0
    var left: Set<String> = []
    var said: Int64?
    var cycles = 0
    var calls: [String] = []
    var asked = 0
    /// What each hook was told.
    var told: [(hook: String, inputs: [(name: String, value: String)])] = []
    /// The day on which our registry acted, and that of which the vendor could be told.
    var acts: [(act: String, on: Day, today: Day)] = []
  }
  static let start = WorldInstant(seconds: 1_772_442_000)  // 2026-03-02, at nine

  let vendor: Vendor
  let timeline: Timeline
  let story: Story
  let state = Mutex(State())
  private let onExchange: @Sendable (Exchange) -> Void

  init(_ vendor: Vendor, relatives: Bool = false, onExchange: @escaping @Sendable (Exchange) -> Void) {
    self.vendor = vendor
    self.onExchange = onExchange
    timeline = Timeline(
      mode: .turns, start: Self.start, seed: 1, wire: .real { WireInstant(milliseconds: Self.start.seconds * 1000) }, carrier: Slow())
    story = Story(
      today: Self.start.day,
      people: ["other", "younger", "stranger"].enumerated().map { index, key in
        var person = Person(
          key: PersonKey(key), archetype: "ADULT", name: PersonName(given: key, family: ""), sex: .female, born: Self.start.day,
          identifiers: [Identifier(.uin, "\(index)")], later: [], knownTo: [.mis])
        if relatives, key == "younger" { (person.mother, person.father, person.spouse) = ("other", "stranger", "stranger") }
        return person
      }, programmes: [])
  }

  /// An answer that takes its time.
  private struct Slow: Carrier {
    func carry(_ request: WireRequest, to base: String, traceparent: String?, patience: Int?) async throws(SendFailure) -> Carried {
      for _ in 0..<2000 { await Task.yield() }
      return Carried(WireResponse(200))
    }
  }

  func occupant(_ role: Role) -> Occupant { role == .mis ? .real : .simulated }
  func card(of edge: EdgeName) -> DialectCard? { nil }
  var hasReal: Bool { true }
  var allowsHostileInput: Bool { false }
  func act(_ act: Act, by role: Role, at path: Path) async throws(Refused) -> Facts {
    let now = timeline.now.day
    let today = clock(of: .mis)?.day ?? Self.start.day
    state.withLock { $0.acts.append((act.name, now, today)) }
    return Facts()
  }
  func ask(_ question: Question, of role: Role) -> Answer? { nil }
  func arrange(_ arrangement: Arrangement, with role: Role) throws(Refused) {}
  func compose(_ kind: MessageKind, by role: Role, about: PersonKey?, _ inputs: Facts) -> Message? { nil }
  func say(_ message: Message, at path: Path) async -> Reply { Reply(.failed) }
  func repeatBytes(of exchange: Exchange, at path: Path) async {}
  func call(_ raw: RawCall, on role: Role, at path: Path) async -> Bool { false }
  func hear(atMost milliseconds: Int) async -> Int { milliseconds }
  func person(_ request: PersonRequest) async -> Hooked? { nil }
  func patience(for kind: MessageKind) -> Int { 10 }
  func close() async { _ = try? await timeline.retire() }

  func clock(of role: Role) -> WorldInstant? {
    let said = state.withLock { $0.said }
    return said.map { Self.start + WorldDuration(seconds: $0) }
  }
  func moveClock(of role: Role, by length: (WorldInstant) -> WorldInstant) {
    let moved = length(clock(of: role) ?? Self.start) - Self.start
    state.withLock { $0.said = moved.seconds }
  }

  func hook(_ name: String, role: Role, _ inputs: [(name: String, value: String)]) async -> Hooked? {
    let said = { (input: String) in inputs.first { $0.name == input }?.value ?? "" }
    state.withLock {
      $0.calls.append(name == "advance" ? "advance \(said("by"))" : name)
      $0.told.append((name, inputs))
    }
    switch name {
    case "advance":
      state.withLock { $0.ahead += said("by").hasSuffix("day") ? 86_400 : 3600 }
    case "leave": _ = state.withLock { $0.left.insert(said("person")) }
    case "apply": _ = state.withLock { $0.left.remove(said("person")) }
    case "run-cycle":
      let cycle = state.withLock { s in
        s.cycles += 1
        if vendor.runMovesClock { s.ahead += 30 * 86_400 }
        return s.cycles
      }
      pays(cycle)
      let today = state.withLock { s in Self.start + WorldDuration(seconds: s.ahead) }.day
      let gives = [(name: "cycle", value: "\(cycle)")] + (vendor.runMovesClock ? [(name: "today", value: "\(today)T08:00:00Z")] : [])
      return Hooked(isDone: true, gives: gives, note: "paid")
    default: break
    }
    return Hooked(isDone: true, note: "done")
  }

  private func isEnrolled(_ person: String) -> Bool {
    state.withLock { s in
      !s.left.contains(person) && (person == "other" || person == "younger" && s.ahead >= Int64(vendor.enrolsAfter) * 3600)
    }
  }
  private func pays(_ cycle: Int) {
    var facts = Facts()
    facts[.programme] = "OAP"
    facts[.cycle] = "\(cycle)"
    let lines = story.people.filter { isEnrolled($0.key.text) }.map { person in
      var line = Facts()
      line[.payee] = person.identifiers
      return line
    }
    onExchange(
      Exchange(
        id: "list-\(cycle)", at: timeline.now, wire: timeline.wire, from: .mis, to: .payments, edge: "payment", dialect: "g2p-bridge",
        operation: "list", url: "", request: WireRequest("POST", "/"), response: nil,
        readings: [
          Reading(Message(.list, from: .mis, to: .payments, facts: facts, lines: Rows(lines)), .request, thread: "\(cycle)")
        ]))
  }

  func observers(_ question: String, role: Role) -> [Observer] { vendor.isAsked ? [.query(index: 0)] : [.paymentList] }
  func observe(_ observer: Observer, question: String, role: Role, _ inputs: [(name: String, value: String)]) async -> Observed {
    if let why = vendor.isOut { return Observed(nil, note: why) }
    let person = inputs.first { $0.name == "person" }?.value ?? ""
    let isDecided = state.withLock { s in
      s.asked += 1
      return s.asked > vendor.decidesAfter
    }
    return Observed((isEnrolled(person) && isDecided ? "enrolled" : "not-enrolled") + (vendor.beside.isEmpty ? "" : "\n" + vendor.beside))
  }
}
