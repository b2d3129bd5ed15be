import ArgumentParser
import Documents
import Population
import Scenarios
import SourceText

struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the JSON Schema by which a YAML editor completes and checks a kind of page.",
    usage: "assay schema [KIND]",
    discussion: """
      Without a kind, says which there are. Words that the sandbox knows (people, acts, probes, dialects) are in it.

      EXAMPLES
        assay schema scenario > scenario.schema.json
        # and in the first line of a page:
        # yaml-language-server: $schema=../scenario.schema.json

      EXIT STATUS
        0 printed   2 no such kind
      """)

  @Argument(help: "One of \(PageSchema.Kind.allCases.map(\.rawValue).joined(separator: ", ")).") var kind: String?
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      guard let kind else {
        Console.out(Listing.schemas().text())
        return 0
      }
      guard let known = PageSchema.Kind(rawValue: kind) else {
        throw UsageError("there is no kind of page \(kind); there are \(PageSchema.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      let library = try? home.library()
      let population = library.flatMap { library in PopulationLibrary.load { library.bytes($0) }.value }
      Console.out(PageSchema(Knowledge.all(population)).json(known).encodedText(pretty: true) + "\n")
      return 0
    }
  }
}
