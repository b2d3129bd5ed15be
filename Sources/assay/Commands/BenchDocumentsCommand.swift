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
  @Option(help: "For so long, each.") var seconds = 0.5

  func run() throws {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
    Console.out(try DocumentTimings(seconds: seconds).take(bytes, paths: path).encodedText() + "\n")
  }
}
