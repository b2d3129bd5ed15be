import ArgumentParser
import Facts
import Reports
import Scenarios
import SourceText

struct ListCommand: AsyncParsableCommand {
  enum What: String, CaseIterable, ExpressibleByArgument {
    case suites, scenarios, requirements, interpretations, errata, dialects, defects, steps, people, formats, schemas
  }

  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract:
      "What there is: suites, scenarios, requirements, interpretations, errata, dialects, defects, steps, people, formats, schemas.",
    usage: "assay list WHAT [SUITE|DIALECT|ROLE...] [--facts] [--by dialect] [--coverage | --clauses [--json]] [--proof PATH]",
    discussion: """
      EXAMPLES
        assay list suites
        assay list scenarios crvs-mis            keys, as `run --only` takes them
        assay list scenarios --by dialect        which dialects can say it
        assay list requirements payments-mis
        assay list requirements dci --coverage   statements, checks, defects, kills and lone kills, reasons for no check
        assay list requirements dci --clauses    what its schemas demand of messages, and what became of each that was broken
        assay list interpretations dci           readings of an open text: by which finding each is known, and its ruling
        assay list errata dci                    with which messages are judged: what each mends, why, where it was told
        assay list dialects --facts              what each carries; faults, settings
        assay list formats --facts               how each says each verdict
        assay list defects                       for `--defect ROLE:NAME`

      EXIT STATUS
        0 listed   2 no such suite
      """)

  @Argument(help: "One of \(What.allCases.map(\.rawValue).joined(separator: ", ")).") var what: What
  @Argument(help: "Only these suites, dialects or roles.") var only: [String] = []
  @Flag(help: "With dialects: per kind of message its facts; faults by group; settings. With formats: how each says each verdict.")
  var facts = false
  @Option(help: "With scenarios: `dialect` shows what each dialect of their edges cannot say.") var by: String?
  @Flag(help: "With requirements: where each is said, its checks, the defects that break it and fell to it, or why it has no check.")
  var coverage = false
  @Flag(help: "With requirements: what the schemas demand of messages, place by place, and what the proof saw of each.")
  var clauses = false
  @Flag(help: "With --clauses: as JSON.") var json = false
  @Option(
    help: "With --coverage or --clauses: the matrix of `assay prove`, a file or a folder of them; default: what is kept in assay-proof.")
  var proof: String?
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      switch what {
      case .suites: Console.out(Listing.suites(try suites()).text())
      case .scenarios:
        guard by == nil || by == "dialect" else { throw UsageError("scenarios cannot be listed by \(by ?? ""); write --by dialect") }
        Console.out(by == nil ? Listing.scenarios(try suites()).text() : Listing.byDialect(try suites()).text())
      case .requirements:
        guard coverage || clauses || proof == nil else {
          throw UsageError("--proof tells what fell to each requirement; write it with --coverage or --clauses")
        }
        guard clauses || !json else { throw UsageError("--json is for clauses; write it with --clauses") }
        guard !coverage || !clauses else { throw UsageError("--coverage and --clauses are two lists; ask for one at a time") }
        let (asked, library) = (try suites(), try home.library().naming(only).library)
        if coverage {
          Console.out(try Coverage.all(of: asked, library, KeptProofs(proof)).map(\.text).joined(separator: "\n"))
        } else if clauses {
          Console.out(Clauses.text(Clauses.all(of: asked, library, try KeptProofs(proof)), isJSON: json))
        } else {
          Console.out(Listing.requirements(asked).text())
        }
      case .interpretations: Console.out(Listing.interpretations(try suites()).text())
      case .errata: Console.out(Listing.errata(try suites()).text())
      case .dialects: Console.out(facts ? Listing.facts(try dialects()) : Listing.dialects(try dialects()).text())
      case .defects:
        for role in only where !Registers.roles.contains(Role(role)) {
          throw UsageError("nobody has the role \(role); roles are \(Registers.roles.map(\.text).joined(separator: ", "))")
        }
        Console.out(Listing.defects(only).text())
      case .steps: Console.out(Listing.steps())
      case .people: Console.out(try Listing.people(home.library()).text())
      case .schemas: Console.out(Listing.schemas().text())
      case .formats: Console.out(Listing.formats().text() + (facts ? "\n" + Listing.verdicts().text() : ""))
      }
      return 0
    }
  }

  private func suites() throws -> [Suite] {
    let (library, only) = try home.library().naming(only)
    let planner = Planner(library: library, casting: .reference, programmes: [])
    return try (only.isEmpty ? Planner.names(library) : only).map { name in
      let loaded = try planner.suite(name)
      guard let suite = loaded.value, loaded.errors.isEmpty else { throw Complaints(loaded.diagnostics) }
      return suite
    }
  }

  private func dialects() throws -> [DialectCard] {
    let all = Knowledge.dialects
    for name in only where !all.contains(where: { $0.name.text == name }) {
      throw UsageError("there is no dialect \(name); there are \(all.map(\.name.text).joined(separator: ", "))")
    }
    return only.isEmpty ? all : all.filter { only.contains($0.name.text) }
  }
}
