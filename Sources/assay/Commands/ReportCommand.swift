import ArgumentParser
import Evidence
import Foundation
import Reports

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Renders the log of an earlier run again.",
    usage: "assay report LOG [--format LIST] [--out DIR]",
    discussion: """
      EXAMPLES
        assay report assay-run                       the summary, on the terminal
        assay report assay-run --format html,junit   files of two formats
        assay list formats                           which formats there are

      EXIT STATUS
        0 rendered   2 no such log, or no such format
      """)

  @Argument(help: "The folder of a run, or its log.ndjson.") var log: String
  @Option(help: "Formats to render: \(Formats.all.map(\.card.name).joined(separator: ",")).") var format: String = "console"
  @Option(help: "Where files go; default: beside the log.") var out: String?
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      let names = format.split(separator: ",").map(String.init)
      for name in names where Formats.named(name) == nil {
        throw UsageError("there is no format \(name); there are \(Formats.all.map(\.card.name).joined(separator: ", "))")
      }
      let reader = try LogReader(log)
      if reader.isCut { Console.complain("note: the last line of the log was cut off, and is left out\n") }
      if reader.unknown > 0 { Console.complain("note: \(counted(reader.unknown, "event")) of kinds that this version does not know\n") }
      let folder = out ?? (log.hasSuffix("/log.ndjson") ? String(log.dropLast("/log.ndjson".count)) : log)
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let showsSummary = names.contains("console")
      try Publishing(library: try home.library(), folder: folder, quiet: !showsSummary).publish(Ledger(reader.events), names)
      if !showsSummary {
        for file in names.compactMap({ Formats.named($0)?.card.file }) { Console.out("\(folder)/\(file)\n") }
      }
      return 0
    }
  }
}
