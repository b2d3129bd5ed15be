import Documents
import Engine
import Evidence
import Facts
import Population
import Sandbox
import Timeline
import Transport

/// A world of the sandbox as the stage of one scenario instance.
struct SandboxStage: Stage {
  let world: World
  let house: House
  let casting: Casting
  let hooks: HookCaller?
  let bell: Bell
  let pinned: String?
  /// The vendor's side cleared away what the story left of somebody.
  let onRetired: @Sendable (Person) -> Void
  /// Where a vendor takes part.
  let chronicle: Chronicle?

  var timeline: Timeline { world.timeline }
  var story: Story { world.story }
  var hasReal: Bool { casting.target != nil }
  var allowsHostileInput: Bool { casting.target?.limits.hostileInput ?? true }

  func occupant(_ role: Role) -> Occupant {
    switch world.seat(role) {
    case .real: .real
    case .standIn: .underTest
    case .simulated: casting.isJudged(role) ? .underTest : .simulated
    case nil: .nobody
    }
  }
  func card(of edge: EdgeName) -> DialectCard? {
    world.topology[edge].flatMap { edge in world.dialect(edge.dialect)?.card.saying(edge.settings) }
  }

  func canCome(from: Role, to: Role, over edge: EdgeName) -> Bool {
    guard casting.cannotCall(from), !casting.isReal(to) else { return true }
    let operations = world.topology[edge].flatMap { world.dialect($0.dialect) }?.operations ?? []
    return !operations.contains { $0.carriesMessages && $0.servedBy == to && $0.calledBy == from }
  }
  func isAskedFor(_ kind: MessageKind, by role: Role, over edge: EdgeName) -> Bool {
    world.topology[edge].flatMap { world.dialect($0.dialect) }?.speak(kind, from: role) != nil
  }

  func act(_ act: Act, by role: Role, at path: Path) async throws(Refused) -> Facts {
    claim(of: role) == nil ? try await world.act(act, by: role, at: path) : Facts()
  }
  func ask(_ question: Question, of role: Role) -> Answer? {
    if let claim = claim(of: role) { return claim(question, timeline.now) }
    return world.ask(question, of: role)
  }
  func arrange(_ arrangement: Arrangement, with role: Role) throws(Refused) {
    if claim(of: role) == nil { try world.arrange(arrangement, with: role) }
  }
  func mayArrange(_ name: String, with role: Role) -> Bool {
    casting.isReal(role) && hooks.map { $0.target.hook(name) != nil || $0.target.isByAccount(name, of: role) } ?? false
  }
  /// A stand-in does nothing that it is asked to do, and says that it did.
  private func claim(of role: Role) -> (@Sendable (Question, WorldInstant) -> Answer?)? { casting.claims.first { $0.role == role }?.word }
  func compose(_ kind: MessageKind, by role: Role, about: PersonKey?, _ inputs: Facts) -> Message? {
    world.seat(role)?.register?.compose(kind, about: about, inputs, at: world.timeline.now)
  }
  func say(_ message: Message, at path: Path) async -> Reply { await world.say(message, at: path) }
  func repeatBytes(of exchange: Exchange, at path: Path) async {
    await world.repeatBytes(
      exchange.request, operation: exchange.operation, edge: exchange.edge, from: exchange.from, to: exchange.to, at: path)
  }
  func spoil(_ exchange: Exchange, _ changes: [JSON], _ fault: FaultName?, at path: Path) async -> Reply? {
    let raw = RawCall(
      exchange.request.method, exchange.request.target, body: try? JSON(parsing: exchange.request.body), changes: changes, fault: fault)
    return await world.sayAgain(
      raw, operation: exchange.operation, edge: exchange.edge, from: exchange.from, to: exchange.to, at: path)
  }
  func call(_ raw: RawCall, on role: Role, at path: Path) async -> Bool { await world.call(raw, on: role, at: path) }

  func hear(atMost milliseconds: Int) async -> Int {
    guard let chronicle else { return await bell.wait(atMost: milliseconds) }
    return await chronicle.hear(atMost: milliseconds, bell)
  }
  func pass(_ mark: String) async { await chronicle?.come(to: mark) }
  func isInDoubt(_ exchange: String) -> Bool { chronicle?.isInDoubt(exchange) ?? false }
  func hook(_ name: String, role: Role, _ inputs: [(name: String, value: String)]) async -> Hooked? {
    guard let hooks else { return nil }
    let hooked = await journaled(name, mayRepeat: hooks.mayRepeat(name)) { begun, keep in
      await hooks.call(name, role: role, inputs, begun: begun, keep: keep)
    }
    if name == "retire", hooked?.isDone == true, let key = inputs.first(where: { $0.name == "person" })?.value {
      story[PersonKey(key)].map(onRetired)
    }
    return hooked
  }
  func clock(of role: Role) -> WorldInstant? { world.clock(of: role) }
  func moveClock(of role: Role, by length: (WorldInstant) -> WorldInstant) { world.moveClock(of: role, by: length) }
  func person(_ request: PersonRequest) async -> Hooked? {
    guard let desk = hooks?.desk else { return nil }
    // Who was asked when the run was broken off is asked again.
    return await journaled(request.word, mayRepeat: true) { _, _ in
      await desk.perform(request.word, request.inputs, says: request.says, notes: request.notes)
    }
  }
  func isByHand(_ act: String, of role: Role) -> Bool { hooks?.target.isByHand(act, of: role) ?? false }
  private func journaled(
    _ what: String, mayRepeat: Bool, _ work: (_ begun: WireResponse?, _ keep: (WireResponse) -> Void) async -> Hooked?
  ) async -> Hooked? {
    guard let chronicle else { return await work(nil) { _ in } }
    return await chronicle.call(what, mayRepeat: mayRepeat) { begun in await work(begun) { chronicle.began($0) } }
  }
  func observers(_ question: String, role: Role) -> [Observer] { hooks?.observers(question, role: role) ?? [] }
  func observe(_ observer: Observer, question: String, role: Role, _ inputs: [(name: String, value: String)]) async -> Observed {
    guard let hooks else { return Observed(nil) }
    guard let chronicle else { return await hooks.observe(observer, question: question, role: role, inputs) }
    return await chronicle.observe { await hooks.observe(observer, question: question, role: role, inputs) }
  }
  func patience(for kind: MessageKind) -> Int { casting.target?.patience(for: kind.text) ?? 0 }

  func close() async {
    _ = try? await world.timeline.retire()
    house.worlds.close(world)
    if let pinned { house.worlds.unpin(pinned) }
  }
}
