import ArgumentParser
import Population
import Scenarios
import SourceText

extension ConnectionSheet.Form: ExpressibleByArgument {}

struct SheetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sheet", abstract: "Prints what the other side has to enter, load and do before a run.",
    usage: "assay sheet --target FILE [--format text|markdown|html] [SUITE...]",
    discussion: """
      Per edge: addresses, methods, client ids, keys. Then subscriptions, code
      lists, programmes, people, acts and questions. Secrets are never printed.
      Where our own authority certifies our address (`reach: { tls: own }`), its
      root is printed, to be trusted there.

      EXAMPLES
        assay sheet --target acme.yaml                       on the terminal
        assay sheet --target acme.yaml --format html > sheet.html
        assay sheet --target acme.yaml crvs-mis              for this suite only

      EXIT STATUS
        0 printed   2 the target file or a suite is wrong
      """)

  @Argument(help: "The suites that will be played; default: all.") var suites: [String] = []
  @Option(help: "The target file.") var target: String
  @Option(help: "text, markdown or html.") var format: ConnectionSheet.Form = .text
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      let library = try home.library()
      let people = PopulationLibrary.load { library.bytes($0) }
      guard let population = people.value, people.errors.isEmpty else { throw Complaints(people.diagnostics) }
      let read = try TargetReading.load(target)
      let sheet = ConnectionSheet(
        read, file: target, suites: try Planner.loaded(suites, library), population: population, own: try OwnCertificate.of(read))
      Console.out(sheet.written(format))
      return 0
    }
  }
}
