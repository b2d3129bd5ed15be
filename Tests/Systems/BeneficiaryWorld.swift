import BeneficiarySystem
import Documents
import Facts
import Foundation
import PaymentSwitch
import Population
import SourceText
import Synchronization
import Timeline

/// A beneficiary system among peers that answer from a script, with a real timeline and no wire.
final class BeneficiaryWorld: Peers {
  struct Heard: Sendable {
    let message: Message
    let reply: Reply
    let at: WorldInstant
  }
  typealias Script = @Sendable (Message, WorldInstant) -> Reply?

  let story: Story
  let mis: BeneficiarySystem
  let payments: PaymentSwitch
  let timeline: Timeline
  private let edges: Set<String>
  private let script: Script
  private let heard = Mutex<[Heard]>([])
  private let steps = Atomic<Int>(0)

  static let events = ["birth-registered crvs mis"]
  static let all = ["person-record mis crvs", "verify mis id", "list mis payments", "report payments mis"]

  init(
    cast: [(name: String, archetype: String)], policies: [(String, String)] = [], defects: Set<String> = [],
    switchDefects: Set<String> = [],
    edges: [String] = all, script: @escaping Script = { _, _ in nil }
  ) throws {
    var minter = Minter(seed: 11, instance: 0)
    story = try minter.mint(cast: cast, today: BeneficiaryWorld.today, library: BeneficiaryWorld.library)
    mis = BeneficiarySystem(story: story, policies: Settings(policies), deviations: defects)
    payments = PaymentSwitch(story: story, deviations: switchDefects)
    timeline = Timeline(
      mode: .turns, start: WorldInstant(BeneficiaryWorld.today, hour: 9), seed: 5, wire: .virtual, carrier: Nowhere())
    self.edges = Set(edges)
    self.script = script
  }

  static let today = Day(number: 20_780)
  private static let library: PopulationLibrary = {
    let home = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let loaded = PopulationLibrary.load { path in (try? Data(contentsOf: home.appending(path: path))).map { Array($0) } }
    guard let library = loaded.value else { preconditionFailure("\(loaded.diagnostics.map(\.message))") }
    return library
  }()

  // Peers

  func hears(_ kind: MessageKind, from: Role, to: Role) -> Bool { edges.contains("\(kind) \(from) \(to)") }

  func say(_ message: Message, _ activity: Activity) async -> Reply {
    let reply: Reply
    if let scripted = script(message, activity.now) {
      reply = scripted
    } else {
      switch message.to {
      case .mis: reply = await mis.take(message, activity, self)
      case .payments: reply = await payments.take(message, activity, self)
      case .crvs: reply = BeneficiaryWorld.found
      case .id: reply = BeneficiaryWorld.verified(true)
      default: reply = .accepted
      }
    }
    heard.withLock { $0.append(Heard(message: message, reply: reply, at: activity.now)) }
    return reply
  }

  static var found: Reply {
    var facts = Facts()
    facts[.recordFound] = true
    return Reply(.accepted, facts: facts)
  }
  static func verified(_ yes: Bool) -> Reply {
    var facts = Facts()
    facts[.verified] = yes
    return Reply(.accepted, facts: facts)
  }

  // What tests do

  func begin() async throws {
    await step { await self.mis.begin($0, self) }
  }
  /// A message from outside, and all that follows from it at once.
  @discardableResult
  func tell(_ message: Message) async throws -> Reply {
    let reply = await step { await self.say(message, $0) }
    try await timeline.settle()
    return reply
  }
  @discardableResult
  func act(_ name: String, people: [PersonKey] = [], _ inputs: (String, FactValue)...) async throws -> Facts {
    var facts = Facts()
    for (name, value) in inputs { facts[name] = value }
    let act = Act(name, facts, people: [(input: "people", keys: people)])
    let result = await step { activity in
      do throws(Refused) {
        return Result<Facts, Refused>.success(try await self.mis.act(act, activity, self))
      } catch {
        return .failure(error)
      }
    }
    try await timeline.settle()
    return try result.get()
  }
  func ask(_ name: String, _ person: PersonKey? = nil, _ inputs: (String, String)...) -> Answer {
    var facts = Facts()
    for (name, value) in inputs { facts[name] = .text(value) }
    return mis.answer(Question(name, facts, person: person), at: timeline.now)
  }
  func advance(_ duration: WorldDuration) async throws { try await timeline.advance(to: timeline.now + duration) }
  /// Gives the cycle's name.
  @discardableResult
  func nextCycle() async throws -> String {
    let next = CycleCalendar.next(after: timeline.now)
    try await timeline.advance(to: next.at)
    return next.name
  }
  private func step<R: Sendable>(_ body: @Sendable (Activity) async -> R) async -> R {
    await timeline.perform(Path([steps.add(1, ordering: .relaxed).newValue]), body)
  }

  // What tests see

  var log: [Heard] { heard.withLock { $0 } }
  func said(_ kind: MessageKind) -> [Message] { log.filter { $0.message.kind == kind }.map(\.message) }
  func ids(_ key: PersonKey) -> [Identifier] { story[key]?.all ?? [] }
  /// The lines for a person, over all lists or those of one cycle.
  func lines(for key: PersonKey, cycle: String? = nil) -> [Facts] {
    said(.list).filter { cycle == nil || $0.facts[.cycle] == cycle }.flatMap(\.lines).filter { $0[.payee]?.names(ids(key)) ?? false }
  }

  func birth(
    _ child: PersonKey, of mother: PersonKey, kind: MessageKind = .birthRegistered, born: Day = today, registered: Day = today,
    id: String = "E-1"
  ) -> Message {
    var facts = Facts()
    facts[.eventKind] = kind == .birthNotified ? "notified-birth" : "live-birth"
    facts[.eventID] = id
    facts[.eventDate] = born
    facts[.registrationDate] = registered
    facts[.childID] = story[child]?.all.filter { $0.scheme == .brn }
    facts[.childBRN] = story[child]?.brn
    facts[.motherID] = ids(mother)
    facts[.motherName] = story[mother]?.name.description
    return Message(kind, from: .crvs, to: .mis, facts: facts)
  }
  func death(_ person: PersonKey, died: Day = today.adding(days: -1), id: String = "E-9") -> Message {
    var facts = Facts()
    facts[.eventKind] = "death"
    facts[.eventID] = id
    facts[.eventDate] = died
    facts[.registrationDate] = BeneficiaryWorld.today
    facts[.personID] = story[person]?.identifiers
    facts[.personBirthDate] = story[person]?.born
    return Message(.deathRegistered, from: .crvs, to: .mis, facts: facts)
  }
}

struct Nowhere: Carrier {
  func carry(_ request: WireRequest, to base: String, traceparent: String?, patience: Int?) async throws(SendFailure) -> Carried {
    throw SendFailure(.other, "this world has no wire")
  }
}
