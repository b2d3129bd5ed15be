import Conformance
import Evidence
import Foundation
import Testing

/// A run that was stopped, in order or not, still has a log that can be reported, and no check has vanished from it.
@Suite struct LedgerAfterCutTests {
  @Test func `an interrupted run ends in order and accounts for every check`() async throws {
    let run = try await Program.run(["run"] + Program.suites + Program.same + ["--jobs", "1"], signal: SIGINT)
    let log = try Program.log(of: run)
    #expect(!log.isCut)
    let ledger = Ledger(log.events)
    #expect(ledger.isInterrupted)
    #expect(ledger.accounting.holds, "\(ledger.accounting)")
    #expect(ledger.counts[.notRun] > 0 && ledger.counts[.fail] == 0)
    #expect(ledger.status == .incomplete && run.status == ledger.status.rawValue, "\(run.output)")
    #expect(FileManager.default.fileExists(atPath: run.folder + "/report.html"))
  }

  @Test func `a run that was killed can be reported all the same`() async throws {
    let run = try await Program.run(["run"] + Program.suites + Program.same + ["--jobs", "1"], signal: SIGKILL)
    #expect(run.status == SIGKILL)
    let whole = Ledger(try Program.log(of: try await Program.sixteen.value).events)
    let ledger = Ledger(try Program.log(of: run).events)
    #expect(ledger.isInterrupted)
    #expect(ledger.accounting.holds, "\(ledger.accounting)")
    #expect(ledger.accounting.planned == whole.accounting.planned)
    #expect(ledger.counts[.notRun] > 0 && ledger.counts[.fail] == 0)
    #expect(ledger.status == .incomplete)
  }
}
