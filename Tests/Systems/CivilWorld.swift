import CivilRegistry
import Facts
import Foundation
import Population
import SourceText
import Synchronization
import Testing
import Timeline

/// A civil registry in a world where one listener keeps what it is told.
final class CivilWorld: Sendable {
  static let today = Day(number: 20_780)
  static let library: PopulationLibrary? = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return PopulationLibrary.load { path in (try? Data(contentsOf: folder.appending(path: path))).map { Array($0) } }.value
  }()
  static let cast: [(name: String, archetype: String)] = [
    ("mother", "MARIE"), ("child", "BABY-A"), ("other-mother", "EVE"), ("other-child", "BABY-B"), ("deceased", "PAULO"), ("widow", "ROSA"),
    ("jane", "JANE"), ("noa", "NOA"), ("still", "STILL"), ("ghost", "GHOST"), ("alone", "MARIE-ALONE"),
  ]

  let story: Story
  let registry: CivilRegistry
  let listener = Listener()
  private let timeline: Timeline
  private let steps = Atomic<Int>(0)

  init(_ deviations: Set<String> = [], populace: Int = 0) throws {
    let library = try #require(Self.library)
    var minter = Minter(seed: 3, instance: 0)
    story = try minter.mint(cast: Self.cast, today: Self.today, library: library)
    let others = populace > 0 ? Populace(size: populace, seed: 3, today: Self.today, library: library) : nil
    registry = CivilRegistry(story: story, populace: others, deviations: deviations)
    timeline = Timeline(mode: .turns, start: WorldInstant(Self.today, hour: 9), seed: 3, wire: .virtual, carrier: listener)
  }

  /// The act, and everything that follows from it.
  @discardableResult
  func act(_ name: String, _ people: [(String, String)], _ days: [(String, Day)] = []) async throws -> Facts {
    var inputs = Facts()
    for (name, day) in days { inputs[name] = .day(day) }
    let act = Act(name, inputs, people: people.map { (input: $0.0, keys: [PersonKey($0.1)]) })
    let given = try await timeline.perform(Path([step()])) { activity throws(Refused) in
      try await self.registry.act(act, activity, self.listener)
    }
    try await timeline.settle()
    return given
  }
  func ask(_ facts: Facts, _ conditions: [(String, String, String)] = []) async -> Reply {
    let lines = conditions.map { attribute, comparison, value in
      var line = Facts()
      (line[.attribute], line[.comparison], line[.value]) = (attribute, comparison, value)
      return line
    }
    return await say(Message(.personRecord, from: .mis, to: .crvs, facts: facts, lines: Rows(lines)))
  }
  func ask(_ identifier: Identifier?) async -> Reply {
    var facts = Facts()
    facts[.personID] = identifier.map { [$0] }
    return await ask(facts)
  }
  func say(_ message: Message) async -> Reply {
    await timeline.perform(Path([step()])) { activity in await self.registry.take(message, activity, self.listener) }
  }
  func wait(_ time: WorldDuration) async throws { try await timeline.advance(to: timeline.now + time) }
  func arrange(_ does: String, about: String? = nil, for lasts: String? = nil) throws {
    try registry.arrange(Arrangement("records", about: about.map { PersonKey($0) }, does: does, lasts: lasts), at: timeline.now)
  }
  func word(_ person: String) -> String? {
    registry.answer(Question("record", person: PersonKey(person)), at: timeline.now).word
  }
  func person(_ key: String) throws -> Person { try #require(story[PersonKey(key)]) }
  private func step() -> Int { steps.add(1, ordering: .relaxed).newValue }
}

/// Hears everything and takes it.
final class Listener: Peers, Carrier {
  private let heard = Mutex<[(at: WorldInstant, message: Message)]>([])
  /// Nobody takes what is said.
  let isAway = Atomic<Bool>(false)
  var all: [(at: WorldInstant, message: Message)] { heard.withLock { $0 } }
  var messages: [Message] { all.map(\.message) }
  func say(_ message: Message, _ activity: Activity) async -> Reply {
    guard !isAway.load(ordering: .relaxed) else { return .failed(SendFailure(.refused, "away")) }
    heard.withLock { $0.append((activity.now, message)) }
    return .accepted
  }
  func hears(_ kind: MessageKind, from: Role, to: Role) -> Bool { kind != .recordCorrected }
  func carry(_ request: WireRequest, to base: String, traceparent: String?, patience: Int?) async throws(SendFailure) -> Carried {
    throw SendFailure(.refused, "nobody is there")
  }
}
