import Conformance
import Documents
import Evidence
import Facts
import Reports
import Testing

@Suite("What two equal runs do not share")
struct StableTests {
  /// The same run on another day of the week, in another folder, on a slower machine, at another port.
  static func elsewhere(_ events: [Recorded]) -> [Recorded] {
    events.map { recorded in
      switch recorded.event {
      case .run(var e):
        (e.run, e.command, e.earlier) = ("r-other", "assay run crvs-mis --jobs 16 --out elsewhere", e.earlier.map { _ in before(3) })
        return Recorded(recorded.place, .run(e))
      case .exchange(var e):
        e.wire = WireInstant(milliseconds: e.wire.milliseconds + 86_400_123)
        e.times = .init(connect: 7, first: 8, total: 9)
        e.url = e.url.replacing(":8080", with: ":41873")
        return Recorded(recorded.place, .exchange(e))
      case .instanceFinished(var e):
        (e.milliseconds, e.chain) = (9999, "ff")
        return Recorded(recorded.place, .instanceFinished(e))
      case .finished(var e):
        e.milliseconds = 99_999
        return Recorded(recorded.place, .finished(e))
      default: return recorded
      }
    }
  }

  /// As many runs at the target before.
  private static func before(_ kept: Int) -> EarlierRuns {
    EarlierRuns(number: kept + 1, kept: kept, alike: kept, failed: [], replayed: nil)
  }

  @Test(arguments: Formats.all.map(\.card.name)) func everyFormatIsTheSame(_ name: String) throws {
    let format = try #require(Formats.named(name))
    func bytes(_ events: [Recorded]) throws -> [UInt8] { try format.bytes(Ledger(events), Templates.settings) }
    let events = EveryVerdict.events()
    #expect(try bytes(events.map(\.stable)) == bytes(Self.elsewhere(events).map(\.stable)))
    // What somebody else saw is not made the same.
    #expect(try name == "badge" || bytes(events.map(\.stable)) != bytes(EveryVerdict.events("OLU").map(\.stable)))
  }

  /// Whatever differs in the report of a run elsewhere is on the list, and everything on the list does differ.
  @Test func theListIsClosed() throws {
    let events = SampleRun.events().map { recorded in
      guard case .run(var e) = recorded.event else { return recorded }
      e.earlier = Self.before(2)
      return Recorded(recorded.place, .run(e))
    }
    let differences = Self.differences(JSONReport.document(Ledger(events)), JSONReport.document(Ledger(Self.elsewhere(events))))
    let listed = Volatile.allCases.flatMap(\.pointers)
    #expect(Set(differences).subtracting(listed).isEmpty)
    #expect(Set(listed).subtracting(differences + ["/cause/reproduce"]).isEmpty)
  }

  @Test func theSchemaHasTheList() throws {
    let schema = try JSON(parsing: try #require(Templates.resource("schema/report.schema.json")), bounds: .large)
    #expect(Set((schema["x-volatile"]?.items ?? []).compactMap(\.text)) == Set(Volatile.allCases.flatMap(\.pointers)))
  }

  @Test(arguments: [
    ("http://127.0.0.1:40123/w/ab/mis", "http://127.0.0.1/w/ab/mis"), ("https://lab.example:8443/t/acme", "https://lab.example/t/acme"),
    ("http://mis.example:8080/dci", "http://mis.example:8080/dci"), ("at 10:30/w/", "at 10/w/"), (":", ":"), ("a:1/w", "a:1/w"),
    (":123456/w/", ":123456/w/"),
  ])
  func onlyPortsOfWorldsAreLeftOut(text: String, without: String) {
    var exchange = SampleRun.events().compactMap { if case .exchange(let e) = $0.event { e } else { nil } }[0]
    exchange.url = text
    guard case .exchange(let stable) = Recorded(Place(instance: 0, number: 0), .exchange(exchange)).stable.event else { return }
    #expect(stable.url == without)
  }

  private static func differences(_ a: JSON, _ b: JSON, _ at: String = "") -> [String] {
    if a != b, Volatile.allCases.flatMap(\.pointers).contains(at) { return [at] }
    if let x = a.members, let y = b.members, x.names == y.names {
      return x.flatMap { differences($0.value, b[$0.name] ?? .null, "\(at)/\($0.name)") }
    }
    if let x = a.items, let y = b.items, x.count == y.count { return x.indices.flatMap { differences(x[$0], y[$0], "\(at)/*") } }
    return a == b ? [] : [at]
  }
}
