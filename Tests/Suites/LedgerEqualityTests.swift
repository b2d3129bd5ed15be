import Evidence
import Foundation
import Reports
import Signatures
import Testing

/// Same seed, same day: the same ledger, byte for byte, whatever ran at once and in whichever process.
@Suite struct LedgerEqualityTests {
  @Test(arguments: [1, 16]) func `another process gives the same ledger`(jobs: Int) async throws {
    let first = try Self.lines(of: try await Program.sixteen.value)
    let second = try Self.lines(of: try await (jobs == 1 ? Program.one : Program.played("--jobs", "16")).value)
    #expect(first.count > 500)
    #expect(first.count == second.count)
    for (a, b) in zip(first, second) where a != b {
      Issue.record("the first line that differs:\n\(Self.around(a, b))")
      break
    }
  }

  @Test func `stable reports of every format are the same files`() async throws {
    let (first, second) = (try Program.log(of: await Program.sixteen.value), try Program.log(of: await Program.one.value))
    let (one, sixteen) = (Ledger(second.events.map(\.stable)), Ledger(first.events.map(\.stable)))
    let settings = ReportSettings(resource: { FileManager.default.contents(atPath: Program.root.path + "/reports/" + $0).map { Array($0) } }
    )
    for format in Formats.all {
      let (a, b) = (Digest.sha256Hex(try format.bytes(one, settings)), Digest.sha256Hex(try format.bytes(sixteen, settings)))
      #expect(a == b, "\(format.card.name)")
    }
  }

  @Test func `another seed gives other people`() async throws {
    let one = try await Program.run(["run", "crvs-mis", "--only", "CR-06", "--seed", "1", "--today", "2026-11-24"])
    let two = try await Program.run(["run", "crvs-mis", "--only", "CR-06", "--seed", "2", "--today", "2026-11-24"])
    #expect(try Self.lines(of: one) != Self.lines(of: two))
  }

  private static func lines(of run: Program.Ended) throws -> [Substring] {
    String(decoding: LedgerText.bytes(try Program.log(of: run).events), as: UTF8.self).split(separator: "\n")
  }

  /// Where two lines part, with some of what stands before.
  private static func around(_ a: Substring, _ b: Substring) -> String {
    let same = zip(a.utf8, b.utf8).prefix { $0 == $1 }.count
    return [a, b].map { line in
      String(decoding: line.utf8.prefix(160), as: UTF8.self) + " … "
        + String(decoding: line.utf8.dropFirst(max(0, same - 80)).prefix(200), as: UTF8.self)
    }.joined(separator: "\n")
  }
}
