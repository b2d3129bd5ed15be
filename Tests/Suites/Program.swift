import Documents
import Evidence
import Foundation
import Testing

/// The program as a user runs it, built beside these tests.
enum Program {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let path = root.appending(path: ".build/debug/assay").path
  /// One day and one seed for all runs here, so that they may be compared.
  static let same = ["--seed", "1", "--today", "2026-11-24"]
  static let suites = ["crvs-mis", "payments-mis"]

  struct Ended: Sendable {
    let status: Int32
    let output: String
    /// The folder of the run.
    let folder: String
  }

  /// Runs to the end. `signal` is sent as soon as the first line of progress is seen. `isPlayed`: it leaves a folder.
  static func run(_ arguments: [String], signal: Int32? = nil, isPlayed: Bool = true) async throws -> Ended {
    let folder = FileManager.default.temporaryDirectory.appending(path: "assay-\(UUID().uuidString)").path
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments + (isPlayed ? ["--out", folder] : [])
    process.currentDirectoryURL = root
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    let ended = AsyncStream<Int32>.makeStream()
    process.terminationHandler = { process in
      ended.continuation.yield(process.terminationStatus)
      ended.continuation.finish()
    }
    try process.run()
    let pid = process.processIdentifier
    let output = await reading(pipe) { if let signal { kill(pid, signal) } }
    let status = await ended.stream.first { _ in true }
    return Ended(status: try #require(status), output: String(decoding: output, as: UTF8.self), folder: folder)
  }

  /// All that the pipe gives, on a thread of its own: a test that blocks one of the few threads of the others holds up every timeline.
  private static func reading(_ pipe: Pipe, first: @escaping @Sendable () -> Void) async -> Data {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        // Foundation keeps a pipe for long, and starting a program fails where too many files are open.
        defer { try? pipe.fileHandleForReading.close() }
        var output = Data()
        while case let part = pipe.fileHandleForReading.availableData, !part.isEmpty {
          if output.isEmpty { first() }
          output += part
        }
        continuation.resume(returning: output)
      }
    }
  }

  static func played(_ arguments: String...) -> Task<Ended, any Error> {
    Task { try await run(["run"] + suites + same + arguments) }
  }
  /// Both suites, sixteen scenarios at once: played once for all tests.
  static let sixteen = played("--jobs", "16")
  /// The same, one after the other.
  static let one = played("--jobs", "1")

  static func report(of run: Ended) throws -> JSON {
    let bytes = try #require(FileManager.default.contents(atPath: run.folder + "/report.json"), "no report:\n\(run.output)")
    return try JSON(parsing: Array(bytes), bounds: .large)
  }
  static func log(of run: Ended) throws -> LogReader { try LogReader(run.folder) }
}
