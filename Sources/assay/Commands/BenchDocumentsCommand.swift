import ArgumentParser
import Documents
import Foundation

/// For `make bench` only: how fast a document is read and asked.
struct BenchDocumentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-documents", abstract: "Reads a JSON document and asks it paths, many times, and tells the best of each.",
    shouldDisplay: false)

  @Argument(help: "The document.") var file: String
  @Option(help: "A JSONPath to ask; may be repeated.") var path: [String] = []
  @Option(help: "A JSON Schema to judge the document by.") var schema: String?
  @Option(help: "For so long, each.") var seconds = 0.5

  func run() throws {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
    let schema = try schema.map { Array(try Data(contentsOf: URL(fileURLWithPath: $0))) }
    Console.out(try DocumentTimings(seconds: seconds).take(bytes, paths: path, schema: schema).encodedText() + "\n")
  }
}
