import ArgumentParser
import Conformance
import Evidence

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Four systems, the three headline use cases among them, and a report.",
    usage: "assay demo [--dialect EDGE=NAME] [--defect ROLE:NAME] [--out DIR] ...",
    discussion: """
      A birth opens a grant, a death stops a pension, a payment list comes back as a
      reconciliation: played over real HTTP among our own civil registry, ID system,
      payment switch and MIS, in one process.

      EXAMPLES
        assay demo                                 exit 0, and reports in assay-run/
        assay demo --defect mis:pays-the-deceased  exit 1, and who is at fault
      """)

  @OptionGroup var playing: PlayingOptions
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      let library = try home.library()
      var options = try playing.options(suites: Planner.names(library), only: [], bases: true, casting: playing.casting())
      options.command = "assay demo"
      return try await RunSession(library: library, options: options).run().status.rawValue
    }
  }
}
