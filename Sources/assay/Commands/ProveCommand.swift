import ArgumentParser
import Certification
import Facts
import Foundation

struct ProveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Proves suites: defects must be caught, impostors not believed, right systems unlike ours lose nothing.",
    discussion: """
      EXAMPLES
        assay prove                                   all suites
        assay prove crvs-mis                          one suite
        assay prove --defect mis-pays-the-deceased    one wrong behaviour

      EXIT STATUS
        0 proven   1 a defect survives, an impostor is believed, a twin loses or the clean run is not clean   2 usage or scenario error
      """)

  @Argument(help: "Suites by name, or folders that hold a suite.yaml; none: all of the home's.") var suites: [String] = []
  @Option(help: "Only this defect.") var defect: String?
  @Option(help: "Trials at once; default: one for each core.") var jobs: Int?
  @Option(help: "The same seed mints the same people.") var seed: String?
  @Option(help: "The day to which stories are anchored; default: today.") var today: String?
  @Option(help: "Writes the matrix as JSON.") var json: String?
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      if let jobs { try Numbers.check("--jobs", jobs, in: 1...1024) }
      var day: Day?
      if let today {
        guard let read = Day(today) else { throw UsageError("--today \(today) cannot be read; write it as 2026-05-01") }
        day = read
      }
      let (library, suites) = try home.library().naming(suites)
      let options = Prover.Options(suites: suites, defect: defect, jobs: jobs, seed: seed, today: day)
      let proof = try await Prover(library: library, options: options).prove()
      if let json {
        do { try Data(ProofJSON.bytes(proof)).write(to: URL(filePath: json)) } catch {
          throw UsageError("\(json) could not be written; give another file with --json")
        }
      }
      Console.out(ProofTable.text(proof))
      return proof.holds ? 0 : 1
    }
  }
}
