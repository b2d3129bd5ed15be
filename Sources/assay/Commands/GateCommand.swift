import ArgumentParser
import Conformance
import Evidence
import Reports

struct GateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate", abstract: "Says whether a run is good enough for a pipeline: by level, score, and what was before.",
    usage: "assay gate LOG [--level L1] [--score 80] [--baseline OLD]",
    discussion: """
      Without an option every must has to be met. With options only they are asked; a run that proves nothing opens no gate.
      A run with a vendor's system is shut as well where the same declared version did not meet, in an earlier run of
      the same scope, what it meets now: whoever mended it declares another version or build. So is one whose seed was
      played before at that target. What is kept of earlier runs lies beside the target file, and reports say what
      was looked at; a run that did not reach the system counts for nothing.
      Drift from an expectation file is told by the exit status of `assay run` itself: 4.

      EXAMPLES
        assay gate assay-run                             every must is met
        assay gate assay-run --level L1 --score 80       every judged role, in every profile
        assay gate assay-run --baseline main/report.json   nothing is worse than it was

      EXIT STATUS
        0 open   1 shut, with each reason on a line   2 no such run   5 the harness was at fault in that run
      """)

  @Argument(help: "The folder of a run, or its log.") var log: String
  @Option(help: "The level that every judged role must reach: L1, L2 or L3.") var level: String?
  @Option(help: "Percent that every judged role must score; what is unseen counts as not met.") var score: Int?
  @Option(help: "An earlier run, or its report.json: nothing may be worse.") var baseline: String?

  func run() async throws {
    try await Exits.reporting {
      var gate = QualityGate(score: score)
      if let level {
        guard let known = Level.allCases.first(where: { $0.name == level.uppercased() }) else {
          throw UsageError("there is no level \(level); levels are \(Level.allCases.map(\.name).joined(separator: ", "))")
        }
        gate.level = known
      }
      if let score { try Numbers.check("--score", score, in: 0...100) }
      gate.baseline = try baseline.map { try RunReading.snapshot($0) }
      let ledger = try RunReading.ledger(log)
      let objections = try gate.objections(to: ledger)
      for objection in objections { Console.out("shut: \(objection)\n") }
      if objections.isEmpty { Console.out("open\n") }
      if ledger.status == .harnessFault { return 5 }
      return objections.isEmpty ? 0 : 1
    }
  }
}
