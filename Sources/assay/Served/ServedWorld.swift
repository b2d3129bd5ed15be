import Evidence
import Facts
import Population
import Sandbox
import Serving
import Synchronization
import Timeline

/// The default world of a sandbox that is served: everybody of the library once, all systems at work, the clock of the wall.
final class ServedWorld: Sendable {
  struct Options {
    var seed: String
    var today: Day
    var casting: Casting
    var host = "127.0.0.1"
    var port: Int
    var population = 0
    /// One listener for each role, on the ports after the first.
    var splitsPorts = false
  }
  /// Its name in `/w/<token>`, for peers that are not ours.
  static let token = "default"

  let house: House
  let world: World
  let exchanges: RecentExchanges
  let seed: String
  let doors: [(role: Role, listener: Listener)]
  private let steps = Atomic<Int>(0)

  static func open(library: Library, options: Options) async throws -> ServedWorld {
    let desk = FrontDesk()
    var casting = options.casting
    casting.shareCredentials()
    let house = try await House.open(
      library: library, seed: RunSession.number(options.seed), today: options.today, casting: casting, host: options.host,
      port: options.port,
      populationSize: options.population, front: { await desk.answer($0) })
    var minter = Minter(seed: house.seed, instance: 0)
    let story = try minter.mint(cast: house.population.everyone, today: house.today, library: house.population)
    let exchanges = RecentExchanges()
    let world = SandboxStages(house: house, run: "").world(token: token, story: story, policies: Settings(), mode: .free) { seen in
      switch seen {
      case .exchange(let exchange): exchanges.add { exchange }
      case .unread(let read): exchanges.add(read)
      case .finding: break
      }
    }
    house.worlds.stand(world)
    house.worlds.open(world)
    await world.begin()
    var doors: [(role: Role, listener: Listener)] = []
    if options.splitsPorts {
      for (index, seat) in world.seats.enumerated() where seat.seat.isOurs {
        let port = options.port == 0 ? 0 : options.port + 1 + index
        doors.append((seat.role, try await Listener.open(RoleDoor(worlds: house.worlds, role: seat.role), host: options.host, port: port)))
      }
    }
    let served = ServedWorld(house: house, world: world, exchanges: exchanges, seed: options.seed, doors: doors)
    desk.open(served)
    await served.connect()
    return served
  }

  private init(house: House, world: World, exchanges: RecentExchanges, seed: String, doors: [(role: Role, listener: Listener)]) {
    self.house = house
    self.world = world
    self.exchanges = exchanges
    self.seed = seed
    self.doors = doors
  }

  /// The place of the next act in program order; those before are the systems' own beginnings.
  func nextStep() -> Path { Path([steps.add(1, ordering: .relaxed).newValue]) }

  /// The MIS hears of every vital event, so that an act has its consequences without further ado.
  private func connect() async {
    guard world.seat(.mis)?.register != nil, let events = world.topology["events"] else { return }
    var inputs = Facts()
    inputs["edge"] = .text(events.name.text)
    inputs["to"] = .text(events.kinds.filter { $0 != .subscription }.map(\.text).joined(separator: " "))
    _ = try? await world.act(Act("listens", inputs), by: .mis, at: nextStep())
  }

  /// The world's clock goes with the wall's: what is due, such as a second try, is done when its time has come.
  func keepTime() async {
    let clock = ContinuousClock()
    var last = clock.now
    while !Task.isCancelled {
      guard (try? await Task.sleep(for: .seconds(1))) != nil else { return }
      let passed = last.duration(to: clock.now).components.seconds
      guard passed > 0 else { continue }
      last = last.advanced(by: .seconds(passed))
      _ = try? await world.timeline.advance(to: world.timeline.now + .seconds(passed))
    }
  }

  func close() async {
    _ = try? await world.timeline.retire()
    for door in doors { await door.listener.close() }
    await house.close()
  }
}

extension Casting {
  static let clientID = "sandbox"
  static let clientSecret = "sandbox-secret"

  /// One client and one secret on every edge whose dialect has such settings, so that anybody can call; said on the front page.
  fileprivate mutating func shareCredentials() {
    for edge in topology.edges {
      let known = Knowledge.dialects.first { $0.name == edge.dialect }?.settings.map(\.name) ?? []
      for (name, value) in [
        ("client-id", Self.clientID), ("client-secret", Self.clientSecret), ("accepts-client-id", Self.clientID),
        ("accepts-client-secret", Self.clientSecret),
      ] where known.contains(name) && edge.settings[name] == nil { settings.append((edge.name, name, value)) }
    }
  }
}
