import ArgumentParser
import Documents
import MarkupDocuments

/// For `make bench` only: counts and adds up the transactions of a pain.001 file while it streams.
struct BenchMarkupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-markup", abstract: "Counts and adds up elements of a large XML file in one pass.", shouldDisplay: false)

  @Argument(help: "The file.") var file: String
  @Option(help: "The namespace of its elements.") var namespace: String
  @Option(help: "Path of the elements to count, with the prefix p.") var count: String
  @Option(help: "Path of the elements to add up, with the prefix p.") var sum: String
  @Option(help: "A schema to validate against in the same pass.") var schema: String?

  func run() throws {
    let prefixes = ["p": namespace]
    let tally = MarkupTally(count: [try ElementPath(count, prefixes: prefixes)], sum: [try ElementPath(sum, prefixes: prefixes)])
    let totals: [MarkupTally.Total]
    var findings = 0
    if let schema {
      let name = schema.split(separator: "/").last.map(String.init) ?? schema
      let folder = String(schema.dropLast(name.count)) + "."
      let report: SchemaReport
      (totals, report) = try tally.run(.file(file), against: XMLSchema(name, from: SchemaSources(folder: folder)))
      findings = report.count
    } else {
      totals = try tally.run(.file(file))
    }
    let result: JSON = [
      "count": .number(String(totals[0].count)), "sum": .string(totals[1].sum?.text ?? ""), "findings": .number(String(findings)),
    ]
    Console.out(result.encodedText() + "\n")
  }
}
