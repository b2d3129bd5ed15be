import ArgumentParser
import Conformance
import Evidence
import Foundation

struct ExpectationsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "expectations", abstract: "Writes what an earlier run came to as an expectation file, for people to edit.",
    usage: "assay expectations LOG [--out FILE]",
    discussion: """
      Every result other than a pass becomes an entry by scenario, requirement and reason. New entries have owner UNASSIGNED and expire
      30 days after the day of the run; entries of a FILE that is there keep what people wrote into them.

      EXAMPLES
        assay expectations assay-run                           the file, on the terminal
        assay expectations assay-run --out expectations.yaml   written, or brought up to date
        assay lint expectations.yaml                           what is wrong with it, and what nobody owns

      EXIT STATUS
        0 written   2 no such log, or a file that cannot be read or written
      """)

  @Argument(help: "The folder of a run, or its log.ndjson.") var log: String
  @Option(help: "The file to write; default: the terminal.") var out: String?

  func run() async throws {
    try await Exits.reporting {
      let ledger = Ledger(try LogReader(log).events)
      let file = try BesideFiles.entries(for: ledger, keeping: out)
      guard let out else {
        Console.out(BesideFiles.text(file, from: ledger.run))
        return 0
      }
      try BesideFiles.write(file, from: ledger.run, to: out)
      let unowned = file.entries.count(where: \.isUnassigned)
      Console.out("\(out): \(counted(file.entries.count, "entry", "entries")), \(unowned) without an owner\n")
      return 0
    }
  }
}
