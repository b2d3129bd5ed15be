import Foundation
import SourceText
import Testing

/// The shell steps of the kit for CI, read from its files and run as a runner would run them.
struct Pipeline {
  struct Step {
    let id: String
    let script: String
    let environment: [(name: String, value: String)]
  }
  struct Ended {
    let status: Int32
    let output: String
  }
  let steps: [Step]
  let shell: [String]

  static func text(_ path: String) throws -> String { try String(contentsOf: Program.root.appending(path: path), encoding: .utf8) }

  static func read(_ path: String) throws -> Node {
    let read = YAMLReader().read(Array(try text(path).utf8), name: path)
    #expect(read.diagnostics.isEmpty, "\(read.diagnostics.map(\.message))")
    return try #require(read.value)
  }

  /// The `run` steps of the composite action; what stands in `${{ }}` is given, once for all steps.
  static func github() throws -> (page: Node, pipeline: Pipeline) {
    let page = try read(".github/actions/assay/action.yml")
    let steps = (page["runs"]?["steps"]?.items ?? []).compactMap { step -> Step? in
      guard let script = step["run"]?.text else { return nil }
      let environment = (step["env"]?.entries ?? []).map { (name: $0.name, value: $0.value.text ?? "") }
      return Step(id: step["name"]?.text ?? "", script: script, environment: environment)
    }
    return (page, Pipeline(steps: steps, shell: ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c"]))
  }

  /// The one script that GitLab makes of `before_script` and `script`.
  static func gitlab() throws -> (page: Node, pipeline: Pipeline) {
    let page = try read(".gitlab/assay.yml")
    let job = try #require(page[".assay"])
    let lines = ["before_script", "script"].flatMap { job[$0]?.items ?? [] }.compactMap(\.text)
    let environment = (job["variables"]?.entries ?? []).map { (name: $0.name, value: $0.value.text ?? "") }
    return (
      page, Pipeline(steps: [Step(id: "job", script: lines.joined(separator: "\n"), environment: environment)], shell: ["sh", "-e", "-c"])
    )
  }

  /// Runs one step in a folder, with nothing of this machine but what a runner gives.
  func run(_ id: String, in folder: URL, _ given: [String: String]) async throws -> Ended {
    let step = try #require(steps.first { $0.id == id })
    var environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "ASSAY_HOME": Program.root.path]
    for (name, value) in step.environment { environment[name] = value }
    environment.merge(given) { $1 }
    #expect(!environment.contains { $0.value.contains("${{") }, "an expression is left")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = shell + [step.script]
    process.currentDirectoryURL = folder
    process.environment = environment
    let log = folder.appending(path: "step-\(UUID().uuidString).log")
    try Data().write(to: log)
    let handle = try FileHandle(forWritingTo: log)
    (process.standardOutput, process.standardError, process.standardInput) = (handle, handle, FileHandle.nullDevice)
    let ended = AsyncStream<Int32>.makeStream()
    process.terminationHandler = { process in
      ended.continuation.yield(process.terminationStatus)
      ended.continuation.finish()
    }
    try process.run()
    let status = await ended.stream.first { _ in true }
    try? handle.close()
    return Ended(status: try #require(status), output: try String(contentsOf: log, encoding: .utf8))
  }
}
