import ArgumentParser
import Documents
import Evidence
import Reports

struct DiffCommand: AsyncParsableCommand {
  enum Form: String, CaseIterable, ExpressibleByArgument { case text, json, markdown }

  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Compares two runs: what is fixed, broken, new, gone or changed.",
    usage: "assay diff OLD NEW [--common] [--format text|json|markdown]",
    discussion: """
      By requirement and by scenario. Marked with ! is what stops a gate: what was good and is so no longer, and what is newly broken.

      EXAMPLES
        assay diff last-week assay-run                       folders of runs, or their logs
        assay diff baseline/report.json assay-run            a report that was kept
        assay diff assay-run again --common                  only what both of them played
        assay diff assay-run again --format markdown         for the summary of a CI step

      EXIT STATUS
        0 nothing is worse   1 something is worse   2 no such run, or a report of another kind
      """)

  @Argument(help: "The run before: its folder, log or report.json.") var old: String
  @Argument(help: "The run now.") var new: String
  @Flag(help: "Leave out what only one of the two played.") var common = false
  @Option(help: "How it is told: \(Form.allCases.map(\.rawValue).joined(separator: ", ")).") var format = Form.text

  func run() async throws {
    try await Exits.reporting {
      let difference = RunDifference(from: try RunReading.snapshot(old), to: try RunReading.snapshot(new), common: common)
      switch format {
      case .text: Console.out(difference.text(width: Console.isTerminal ? Console.width : nil))
      case .json: Console.out(difference.json.encodedText(pretty: true) + "\n")
      case .markdown: Console.out(difference.markdown)
      }
      return difference.isWorse ? 1 : 0
    }
  }
}
