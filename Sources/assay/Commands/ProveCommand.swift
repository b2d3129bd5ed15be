import ArgumentParser
import Certification
import Facts

struct ProveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Proves suites: defects must be caught, impostors not believed, right systems unlike ours lose nothing.",
    usage: "assay prove [SUITE ...] [--no-radius] [--variants] [--defect ID] [--json FILE] [--markdown FILE] [--html FILE]",
    discussion: """
      The clean run is played whole. Each defect must fall to the requirement that
      it breaks, and is played wherever its role stands in the suites that cite that
      requirement, which tells what else it breaks: its blast radius. --no-radius
      plays only what cites the requirement, in a fraction of the time. A suite given
      by path is proved with the defects, twins and impostors of the home, and with
      those in its own folder `mocks`. Where no file is asked for, the matrix is kept
      as assay-proof/SUITE.json: `assay list requirements --coverage` reads it.

      EXAMPLES
        assay prove                                   all suites
        assay prove crvs-mis                          one suite
        assay prove ./their-suite --html proof.html   from anywhere, as a page
        assay prove --defect mis-pays-the-deceased    one wrong behaviour
        assay prove dci --no-radius                   quicker: not what else each breaks
        assay prove crvs-mis --variants               what each variant is for
        assay prove dci --json proof.json             by `assay schema proof`
        assay prove dci --out proof --format json,html

      EXIT STATUS
        0 proven
        1 a defect survives, an impostor is believed, a twin loses, the clean run
          is not clean, or the median blast radius is above 2
        2 usage or scenario error
      """)

  @Argument(help: "Suites by name, or folders that hold a suite.yaml; none: all of the home's.") var suites: [String] = []
  @Option(help: "Only this defect; impostors and twins are left out.") var defect: String?
  @Flag(inversion: .prefixedNo, help: "Tell what else each defect breaks; default: but for one defect alone.") var radius: Bool?
  @Flag(help: "Tell which check, under which defect, makes each variant count beyond its base.") var variants = false
  @Option(help: "Trials at once; default: one for each core. Results do not depend on it.") var jobs: Int?
  @Option(help: "The same seed mints the same people.") var seed: String?
  @Option(help: "The day to which stories are anchored; default: today.") var today: String?
  @Option(help: "Writes the matrix as JSON.") var json: String?
  @Option(help: "Writes the matrix as Markdown.") var markdown: String?
  @Option(help: "Writes the matrix as one self-contained page.") var html: String?
  @Option(help: "Formats to write to the folder of --out: json, markdown, html; default: all.") var format: String?
  @Option(help: "The folder for the files of --format; default: assay-proof.") var out: String?
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      if let jobs { try Numbers.check("--jobs", jobs, in: 1...1024) }
      var day: Day?
      if let today {
        guard let read = Day(today) else { throw UsageError.day("--today", today) }
        day = read
      }
      var files = ProofFiles()
      try files.add(.json, json)
      try files.add(.markdown, markdown)
      try files.add(.html, html)
      try files.add(format, into: out)
      if files.files.isEmpty, defect == nil { files.keep(suites) }
      try files.check()
      let (library, suites) = try home.library().naming(suites)
      let options = Prover.Options(suites: suites, defect: defect, radius: radius ?? (defect == nil), jobs: jobs, seed: seed, today: day)
      let matrix = try await Prover(library: library, options: options).prove()
      try files.write(matrix, library)
      Console.out(ProofTable(matrix: matrix, showsVariants: variants).text)
      return matrix.holds ? 0 : 1
    }
  }
}
