package import Evidence
package import Facts
package import Population
import Synchronization
package import Timeline

/// One synthetic world: the actors, their registers and dialects, one clock. Each run has its own.
package final class World: Sendable {
  package let token: String
  package let story: Story
  package let topology: Topology
  package let seats: [(role: Role, seat: Seat)]
  private let byRole: [Role: Seat]
  private let real: Set<Role>
  package let timeline: Timeline
  let dialects: [any Dialect]
  let sessions: Sessions
  /// `http://sandbox.test/w/<token>`: the same in every run, whatever port the listener has.
  package let address: String
  private let watch: @Sendable (Seen) -> Void
  let vocabulary: Vocabulary
  /// Whether an exchange is read when nobody may ever look at it.
  let readsAtOnce: Bool
  /// What each actor serves, looked up for every request that comes in.
  let doors: [Role: Doors]
  /// Deviations that were told, by system and name.
  let told = Mutex<Set<String>>([])
  let rewrites: [Rewrite]
  let schemas: MessageSchemas
  /// By how many seconds vendors' clocks stand ahead of the wall's.
  let ahead = Mutex<[Role: Int64]>([:])
  let clocks: VendorClocks
  /// Operations whose latest message waits, so that the next one, within a minute of the world, overtakes it.
  let swapped = Mutex<Set<String>>([])

  /// A vendor's own words for ours, by the fact in which they stand: `programme`, `event.kind`.
  package struct Vocabulary: Sendable {
    package let entries: [(fact: String, ours: String, theirs: String)]
    package init(_ entries: [(fact: String, ours: String, theirs: String)] = []) { self.entries = entries }
    func ours(_ fact: String, _ word: String) -> String { entries.first { $0.fact == fact && $0.theirs == word }?.ours ?? word }

    /// Which of our words is meant by one that nobody declared: by its tail, whatever namespace and spelling stand before it.
    package func recognised(_ fact: String, _ word: String, among known: [String]) -> String? {
      guard !known.contains(word), !entries.contains(where: { $0.fact == fact && ($0.theirs == word || $0.ours == word) }) else {
        return nil
      }
      func letters(_ text: some StringProtocol) -> String { String(text.lowercased().filter { $0.isLetter || $0.isNumber }) }
      func ending(_ text: String) -> String { letters(text.split { ":/#.".contains($0) }.last ?? "") }
      let own = entries.filter { $0.fact == fact }
      return known.first { letters($0) == ending(word) } ?? own.first { ending($0.theirs) == ending(word) }?.ours
    }
    func theirs(_ fact: String, _ word: String) -> String { entries.first { $0.fact == fact && $0.ours == word }?.theirs ?? word }
  }

  /// What a world shows to whoever watches it.
  package enum Seen: Sendable {
    case exchange(Exchange)
    /// Of a world that reads later: its facts are read when somebody asks.
    case unread(@Sendable () -> Exchange)
    case finding(Finding)
  }

  package init(
    token: String, address: String, story: Story, topology: Topology, seats: [(role: Role, seat: Seat)], dialects: [any Dialect],
    timeline: Timeline, vocabulary: Vocabulary = Vocabulary(), readsAtOnce: Bool = true, rewrites: [Rewrite] = [],
    schemas: MessageSchemas = MessageSchemas(), clocks: VendorClocks = VendorClocks(),
    sessions make: @escaping @Sendable (_ role: Role, _ peer: Role, _ dialect: DialectName) -> Session,
    watch: @escaping @Sendable (Seen) -> Void
  ) {
    self.token = token
    self.address = address
    self.story = story
    self.topology = topology
    self.seats = seats
    byRole = Dictionary(seats.map { ($0.role, $0.seat) }) { first, _ in first }
    real = Set(seats.filter { if case .real = $0.seat { true } else { false } }.map(\.role))
    self.dialects = dialects
    self.timeline = timeline
    sessions = Sessions(isShared: timeline.mode == .free) { make($0.role, $0.peer, $0.dialect) }
    self.watch = watch
    self.vocabulary = vocabulary
    self.readsAtOnce = readsAtOnce
    doors = Dictionary(seats.map { ($0.role, Doors(of: $0.role, topology, dialects)) }) { first, _ in first }
    self.rewrites = rewrites
    self.schemas = schemas
    self.clocks = clocks
  }

  package func seat(_ role: Role) -> Seat? { byRole[role] }
  func isReal(_ role: Role) -> Bool { !real.isEmpty && real.contains(role) }
  package func dialect(_ name: DialectName) -> (any Dialect)? { dialects.first { $0.card.name == name } }

  /// The base address of an actor, as its peers are told it.
  package func base(_ role: Role) -> String? {
    switch seat(role) {
    case .simulated, .standIn: "\(address)/\(role)"
    case .real(let address): address
    case nil: nil
    }
  }

  func see(_ seen: Seen) { watch(seen) }
  func note(_ name: String, _ detail: String, about: Role) { watch(.finding(Finding(name: name, detail: detail, about: about))) }

  /// Starts what the systems do by themselves.
  package func begin() async {
    for (index, entry) in seats.enumerated() {
      guard let register = entry.seat.register else { continue }
      let peers = RegisterPeers(world: self, role: entry.role)
      await timeline.perform(Path([0, index])) { activity in await register.begin(activity, peers) }
    }
  }

  func deliver(_ message: Message, to role: Role, _ activity: Activity) async -> Reply {
    guard let register = seat(role)?.register else { return Reply(.failed, reason: "nobody is there") }
    return await register.take(message, activity, RegisterPeers(world: self, role: role))
  }
}
