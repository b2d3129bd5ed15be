import ArgumentParser
import Documents
import Population
import Scenarios
import SourceText

struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema by which a YAML editor completes and checks a kind of page, or the schema of a report.",
    usage: "assay schema [KIND]",
    discussion: """
      Without a kind, says which there are. Words that the sandbox knows (people, acts, probes, dialects) are in it.

      EXAMPLES
        assay schema scenario > scenario.schema.json
        # and in the first line of a page:
        # yaml-language-server: $schema=../scenario.schema.json
        assay schema proof       what `assay prove --json` writes

      EXIT STATUS
        0 printed   2 no such kind
      """)

  @Argument(
    help: "One of \((PageSchema.Kind.allCases.map(\.rawValue) + ReportSchema.allCases.map(\.rawValue)).joined(separator: ", ")).")
  var kind: String?
  @OptionGroup var home: HomeOptions

  func run() async throws {
    try await Exits.reporting {
      guard let kind else {
        Console.out(Listing.schemas().text())
        return 0
      }
      if let report = ReportSchema(rawValue: kind) {
        Console.out(String(decoding: try report.bytes(home.library()), as: UTF8.self))
        return 0
      }
      guard let known = PageSchema.Kind(rawValue: kind) else {
        let all = PageSchema.Kind.allCases.map(\.rawValue) + ReportSchema.allCases.map(\.rawValue)
        throw UsageError("there is no schema \(kind); there are \(all.joined(separator: ", "))")
      }
      let library = try? home.library()
      let population = library.flatMap { library in PopulationLibrary.load { library.bytes($0) }.value }
      Console.out(PageSchema(Knowledge.all(population)).json(known).encodedText(pretty: true) + "\n")
      return 0
    }
  }
}

/// The published schemas of what commands write: `reports/schema/NAME.schema.json`.
enum ReportSchema: String, CaseIterable {
  case report, check, claim, diff, proof, clauses

  var says: String {
    switch self {
    case .report: "The report of a run: report.json"
    case .check: "A line of checks.ndjson"
    case .claim: "A claim of conformance: claim.yaml"
    case .diff: "Two runs compared: assay diff --format json"
    case .proof: "The matrix of a proof: assay prove --json"
    case .clauses: "What schemas demand, clause by clause: assay list requirements --clauses --json"
    }
  }

  func bytes(_ library: Library) throws -> [UInt8] {
    let path = "reports/schema/\(rawValue).schema.json"
    guard let bytes = library.bytes(path) else {
      throw UsageError(.noHome, "there is no \(path) here; name the folder that holds `reports` with --home, or install again")
    }
    return bytes
  }
}
