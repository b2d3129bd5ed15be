import Documents
import Evidence
import Foundation
import Testing

/// Parts that were played in processes of their own, put together, are the run that was played at once.
@Suite struct MergeTests {
  static let options = ["payments-mis"] + Program.same + ["--format", "json", "--quiet"]

  @Test func `two shards make the whole run, byte for byte`() async throws {
    async let whole = Program.run(["run"] + Self.options)
    let parts = [
      try await Program.run(["run"] + Self.options + ["--shard", "1/2"]),
      try await Program.run(["run"] + Self.options + ["--shard", "2/2"]),
    ]
    let merged = try await Program.run(["merge"] + parts.map(\.folder) + ["--format", "json", "--quiet"])
    #expect(try await merged.status == whole.status)
    #expect(try await LedgerText.bytes(Program.log(of: merged).events) == LedgerText.bytes(Program.log(of: whole).events))
    #expect(try Program.report(of: merged)["run"]?["selection"]?.bool == false)
    #expect(try Program.report(of: merged)["run"]?["part"] == nil)
    #expect(try Program.report(of: parts[1])["run"]?["part"]?["shard"]?.text == "2/2")

    let half = try await Program.run(["merge", parts[0].folder])
    #expect(half.status == 2 && half.output.contains("shard 2/2 is missing"))
    #expect(!FileManager.default.fileExists(atPath: half.folder + "/log.ndjson"), "what is refused leaves nothing")
    let twice = try await Program.run(["merge", parts[0].folder, parts[0].folder, parts[1].folder])
    #expect(twice.status == 2 && twice.output.contains("error AS-008"))
  }

  @Test func `a scenario that is played alone has the people that it has in the whole run`() async throws {
    let whole = try Program.log(of: await Program.sixteen.value)
    let alone = try Program.log(of: await Program.run(["run"] + Program.suites + Program.same + ["--only", "PY-05", "--bases", "--quiet"]))
    let place = try #require(alone.events.map(\.place.instance).max())
    func lines(_ log: LogReader) -> [UInt8] { LedgerText.bytes(log.events.filter { $0.place.instance == place }) }
    #expect(place > 0)
    #expect(lines(alone) == lines(whole))
  }
}
