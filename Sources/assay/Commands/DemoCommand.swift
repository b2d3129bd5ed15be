import ArgumentParser
import Conformance
import Evidence

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Four systems, headline use cases among them, and a report.",
    usage: "assay demo [--dialect EDGE=NAME] [--defect ROLE:NAME] [--out DIR] ...",
    discussion: """
      A birth opens a grant, a death stops a pension, a person is verified, a payment
      list comes back as a reconciliation: played over real HTTP among our own civil registry, ID system,
      payment switch and MIS, in one process.

      EXAMPLES
        assay demo                                 exit 0, and reports in assay-run/
        assay demo --defect mis:pays-the-deceased  exit 1, and who is at fault
      """)

  /// The headline use cases. What else there is, is found by `assay list suites`.
  private static let suites = ["crvs-mis", "id-mis", "payments-mis"]

  private static func next(_ playing: PlayingOptions, isShut: Bool) -> String {
    let rows = [
      isShut || !playing.defect.isEmpty ? nil : ["  assay demo --defect mis:pays-the-deceased", "the gate shut on a wrong system"],
      ["  assay sandbox", "the same systems, to build against"],
      ["  assay run crvs-mis --target FILE", "your system in the place of one of them"],
    ]
    return "\nnext\n" + TextTable([], rows.compactMap { $0 }).text()
  }

  @OptionGroup var playing: PlayingOptions
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      let library = try home.library()
      var options = try playing.options(suites: Self.suites, only: [], bases: true, casting: playing.casting(home.library))
      options.command = "assay demo"
      if !playing.quiet {
        Console.out("A civil registry, an ID system, a payment switch and an MIS meet in one world of invented people.\n\n")
      }
      let ledger = try await RunSession(library: library, options: options).run()
      if !playing.quiet { Console.out(Self.next(playing, isShut: ledger.status.rawValue != 0)) }
      return ledger.status.rawValue
    }
  }
}
