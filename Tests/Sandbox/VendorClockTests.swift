import Evidence
import Facts
import Population
import Testing
import Timeline

@testable import Sandbox

/// No day that a vendor is told lies after its today, and its today is where its own hooks have moved its clock.
@Suite("Vendors' clocks") struct VendorClockTests {
  struct Row: Sendable {
    var moved: Int64?
    var says: String
    var told: String
  }
  static let rows = [
    Row(says: "2026-03-01", told: "2026-03-01"), Row(says: "2026-03-03", told: "2026-03-02"),
    Row(moved: 86_400, says: "2026-03-03", told: "2026-03-03"), Row(moved: 86_400, says: "2026-04-01", told: "2026-03-03"),
    Row(moved: 3600, says: "2026-03-03", told: "2026-03-02"), Row(moved: -86_400, says: "2026-03-02", told: "2026-03-02"),
  ]
  private struct Nowhere: Carrier {
    func carry(_ request: WireRequest, to base: String, traceparent: String?, patience: Int?) async throws(SendFailure) -> Carried {
      throw SendFailure(.refused, "nobody is called")
    }
  }

  @Test("A day is cut to the today of whom it is told", arguments: rows) func told(row: Row) throws {
    let world = Self.world()
    if let moved = row.moved { world.moveClock(of: .mis) { $0 + WorldDuration(seconds: moved) } }
    var facts = Facts()
    facts[.eventDate] = Day(row.says)
    let told = world.outward(Message(.deathRegistered, from: .crvs, to: .mis, facts: facts, lines: Rows([facts])), to: .mis)
    #expect(told.facts[.eventDate]?.description == row.told)
    #expect(told.lines.map { $0[.eventDate]?.description } == [row.told])
    #expect(world.outward(told, to: .payments).facts[.eventDate] == told.facts[.eventDate], "who is ours is told as it is")
  }

  private static func world(_ clocks: VendorClocks = VendorClocks()) -> World {
    let wall = WireInstant(milliseconds: 1_772_442_000_000)
    let timeline = Timeline(
      mode: .turns, start: WorldInstant(seconds: wall.seconds), seed: 1, wire: .real { wall }, carrier: Nowhere())
    return World(
      token: "t", address: "http://sandbox.test", story: Story(today: wall.day, people: [], programmes: []), topology: Topology(edges: []),
      seats: [(.mis, .real(address: "http://vendor.test"))], dialects: [], timeline: timeline, clocks: clocks,
      sessions: { role, peer, _ in Session(role: role, peer: peer) },
      watch: { _ in })
  }

  @Test(
    "What a vendor does on its today happened on ours, where an earlier story put its clock forward",
    arguments: [
      (0, "2026-03-03", "2026-03-03"), (1, "2026-03-01", "2026-03-01"), (1, "2026-03-03", "2026-03-02"), (1, "2026-03-04", "2026-03-04"),
      (30, "2026-04-01", "2026-03-02"), (30, "2026-04-02", "2026-04-02"),
    ])
  func earlier(days: Int64, says: String, heard: String) throws {
    let clocks = VendorClocks()
    if days > 0 { Self.world(clocks).moveClock(of: .mis) { $0 + WorldDuration(seconds: days * 86_400) } }
    var facts = Facts()
    facts[.eventDate] = Day(says)
    facts["schedule.date"] = .day(try #require(Day(says)))
    let message = Message(.list, from: .mis, to: .payments, facts: facts, lines: Rows([facts]))
    let told = Self.world(clocks).inward(message)
    #expect(told.facts[.eventDate]?.description == heard)
    #expect(told.lines.map { $0[.eventDate]?.description } == [heard])
    #expect(told.facts["schedule.date"] == facts["schedule.date"], "what is planned may lie ahead")
    #expect(Self.world(clocks).clock(of: .mis) == nil, "whether it stands there still is not known")
  }
}
