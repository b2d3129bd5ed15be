import DialectsCivil
import DialectsDCI
import DialectsIdentity
import DialectsIntake
import DialectsPayments
import Engine
import Evidence
import Facts
import Foundation
import Population
import Sandbox
import Scenarios
import Signatures
import SourceText
import Timeline
import Transport

/// Makes the world of each scenario instance: its people, its actors, its own address.
struct SandboxStages: StageMaker {
  let house: House
  let run: String
  let casting: Casting
  /// The folder in which people's answers are looked for.
  var answers: String?
  /// Where they may give them as well.
  var desk: DeskPage?
  /// The seed as it was written.
  var seed: String?
  /// Who plays against a vendor's system; nil: minted, and forgotten with their world.
  var people: StoryPeople?
  /// Where a vendor takes part: what is kept for it.
  var home: TargetHome?
  /// The log that is gone on with.
  var resumed: LogContinuation?
  /// Events of an instance that the log holds and that did not happen again.
  var owed: @Sendable (Int) -> [String] = { _ in [] }

  /// `casting`: where many casts share one house; else that of the house.
  init(house: House, run: String, casting: Casting? = nil) {
    self.house = house
    self.run = run
    self.casting = casting ?? house.casting
  }

  static let dialects: [any Dialect] =
    DCIDialects.all + CivilDialects.all + IdentityDialects.all + PaymentDialects.all + IntakeDialects.all

  func stage(
    for plan: InstancePlan, onExchange: @escaping @Sendable (Exchange) -> Void, onFinding: @escaping @Sendable (Finding) -> Void
  ) async throws -> any Stage {
    let story = try story(of: plan)
    if resumed?[plan.index].isBegun != true { try people?.begin(story, of: plan) }
    let token = String(Hex.lower(house.digest(plan.key, run)).prefix(32))
    let bell = Bell()
    let chronicle = try chronicle(plan, onFinding)
    let topology = casting.topology(for: plan.scenario)
    let earlier = casting.target?.reach.mode == .pinned ? house.earlierPeople.before(Set(story.people.flatMap(\.all))) : []
    let world = world(
      token: token, story: story, policies: Settings(plan.policies.map { ($0.name, $0.value) }), topology: topology, witness: chronicle
    ) { seen in
      switch seen {
      case .exchange(let exchange): onExchange(exchange.placed(in: topology).without(earlier, tell: onFinding))
      case .unread(let read): onExchange(read().placed(in: topology).without(earlier, tell: onFinding))
      case .finding(let finding): onFinding(finding)
      }
      bell.ring()
    }
    house.worlds.open(world)
    let pinned = try pin(world)
    chronicle?.attach(world)
    let begins = chronicle?.isLive ?? false
    await world.begin()
    if begins { await chronicle?.deliverMail() }
    return SandboxStage(
      world: world, house: house, casting: casting, hooks: casting.target.map { hooks($0, plan) }, bell: bell,
      pinned: pinned, onRetired: { [people] in people?.retired($0, of: plan.key) }, chronicle: chronicle)
  }

  private func story(of plan: InstancePlan) throws -> Story {
    if let people { return try people.story(of: plan, run: run) }
    var minter = Minter(seed: house.seed, run: run, instance: plan.index, rules: casting.target?.people.rules ?? .standard)
    let cast = plan.scenario.people.map { (name: $0.name, archetype: $0.archetype) }
    return try minter.mint(cast: cast, today: house.today, library: house.population)
  }

  /// nil among our own systems: what is ours happens again by itself.
  private func chronicle(_ plan: InstancePlan, _ onFinding: @escaping @Sendable (Finding) -> Void) throws -> Chronicle? {
    guard let home, let seed else { return nil }
    let isBegun = resumed?[plan.index].isBegun ?? false
    let path = home.journal(seed: seed, instance: plan.index)
    guard !isBegun || Files.isThere(path) else {
      throw UsageError(
        .unreadableFile,
        "what \(plan.key) needs to go on is not at \(path); go on with it where the run was begun, or play it anew with --only \(plan.key)")
    }
    var mail = Mail(home)
    mail.isGoneOn = isBegun
    let (owed, index) = (owed, plan.index)
    return Chronicle(try Journal(path, isGoneOn: isBegun), mail: mail, owed: { owed(index) }, tell: onFinding)
  }

  /// The story of this place has ended: what it would have needed to go on is taken away.
  func end(_ instance: Int) {
    guard let home, let seed else { return }
    _ = unlink(home.journal(seed: seed, instance: instance))
  }

  private func hooks(_ target: TargetFile, _ plan: InstancePlan) -> HookCaller {
    HookCaller(
      target: target, wayOut: house.wayOut(target),
      desk: OperatorDesk(target, instance: plan.key, folder: answers, seed: seed, page: desk) { Console.out($0) })
  }

  private func pin(_ world: World) throws -> String? {
    guard let target = casting.target, target.reach.mode == .pinned else { return nil }
    guard house.worlds.pin(world, as: target.name) else {
      throw UsageError("the pinned address of \(target.name) is held by another story; use --jobs 1")
    }
    return target.name
  }

  func world(
    token: String, story: Story, policies: Settings, topology: Topology? = nil, mode: Timeline.Mode = .turns, witness: Chronicle? = nil,
    watch: @escaping @Sendable (World.Seen) -> Void
  ) -> World {
    let casting = casting
    let house = house
    let topology = topology ?? casting.topology
    var policies = policies
    if casting.cannotCall(.crvs) { policies["events"] = "asked-for" }
    let seats = Registers.roles.compactMap { role -> (role: Role, seat: Seat)? in
      if let target = casting.target?.role(role) { return (role, .real(address: target.baseURL)) }
      if let standIn = casting.standIns.first(where: { $0.role == role }) { return (role, .standIn(standIn.standIn)) }
      return Registers.make(role, story: story, populace: house.populace, policies: policies, deviations: casting.deviations(of: role))
        .map { (role, .simulated($0)) }
    }
    let seed = house.digest(token).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let timeline = Timeline(
      mode: mode, start: WorldInstant(house.today, hour: 9), seed: seed,
      wire: casting.target == nil && mode == .turns ? .virtual : .real { witness?.wire ?? WallClock.now() },
      carrier: CourierCarrier(wayOut: house.wayOut(casting.target)), witness: witness)
    return World(
      token: token, address: "\(House.origin)/w/\(token)", story: story, topology: topology, seats: seats, dialects: Self.dialects,
      timeline: timeline, vocabulary: casting.target?.words ?? World.Vocabulary(), readsAtOnce: mode == .turns, rewrites: casting.rewrites,
      schemas: house.schemas, clocks: house.clocks,
      sessions: { role, peer, dialect in
        house.session(role, peer, dialect, token: token, topology: topology, casting: casting)
      }, watch: watch)
  }
}

extension Exchange {
  /// What a vendor says comes to the door of a dialect, which several edges may share: it belongs to the edge of its messages.
  fileprivate func placed(in topology: Topology) -> Exchange {
    let own = readings.lazy.compactMap { r in topology.edge(for: r.message.kind, from: r.message.from, to: r.message.to) }
      .first { $0.dialect == dialect }
    guard let own, own.name != edge else { return self }
    var exchange = self
    exchange.edge = own.name
    return exchange
  }
}

/// The wall's time, for what meets a real actor.
enum WallClock {
  static func now() -> WireInstant { WireInstant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
  static func today() -> Day { now().day }
}
