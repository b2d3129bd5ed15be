import ArgumentParser
import Evidence
import Foundation
import Reports

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Renders the log of an earlier run again.",
    usage: "assay report LOG [--format LIST] [--stable] [--out DIR] [--expectations FILE] [--waivers FILE]",
    discussion: """
      EXAMPLES
        assay report assay-run                       the summary, on the terminal
        assay report assay-run --format html,junit   files of two formats
        assay report assay-run --stable              without times, durations, ports
        assay list formats                           which formats there are
        assay report assay-run --waivers desk.yaml   with what has been disputed or waived since

      EXIT STATUS
        0 rendered   2 no such log, or no such format
      """)

  @Argument(help: "The folder of a run, or its log.ndjson.") var log: String
  @Option(help: "Formats to render; `assay list formats` has all.") var format: String = "console"
  @Flag(help: "Leave out what no two runs share, so that equal runs give equal files.") var stable = false
  @Option(help: "Where files go; default: beside the log.") var out: String?
  @Option(help: "Hold the run against this expectation file instead of its own.") var expectations: String?
  @Option(help: "Show these challenges and waivers instead of its own.") var waivers: String?
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      let names = format.split(separator: ",").map(String.init)
      try Publishing.check(names)
      let reader = try RunReading.reader(log)
      let folder = out ?? (log.hasSuffix("/log.ndjson") ? String(log.dropLast("/log.ndjson".count)) : log)
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let showsSummary = names.contains("console")
      let events = try (stable ? reader.events.map(\.stable) : reader.events) + beside().recorded
      try Publishing(library: try home.library(), folder: folder, quiet: !showsSummary, isStable: stable).publish(Ledger(events), names)
      if !showsSummary {
        for file in names.compactMap({ Formats.named($0)?.card.file }) { Console.out("\(folder)/\(file)\n") }
      }
      return 0
    }
  }

  private func beside() throws -> BesideOptions {
    BesideOptions(
      expectations: try expectations.map { try BesideFiles.expectations($0) }, waivers: try waivers.map { try BesideFiles.waivers($0) })
  }
}
