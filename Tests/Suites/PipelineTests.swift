import Foundation
import Signatures
import SourceText
import Testing

/// The kit for CI does what it says, with the program of this build in the place of the released one.
@Suite("The kit for CI", .serialized)
struct PipelineTests {
  static let play = "--only CR-06 --seed 1 --today 2026-11-24 --jobs 2 --quiet"
  static let whole = "--seed 1 --today 2026-11-24 --jobs 2 --quiet"
  static let wrong = play + " --defect mis:pays-the-deceased"

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var arguments = PipelineTests.play
    var given: [String: String] = [:]
    /// What a program that only ends like this stands in with.
    var stub: Int32?
    let gate: Int32
    let says: String
  }

  static let cases = [
    Case(testDescription: "every must is met", gate: 0, says: "PASSED"),
    Case(testDescription: "a must is not met", arguments: wrong, gate: 1, says: "NOT MET"),
    Case(testDescription: "the score suffices", arguments: wrong, given: ["SCORE": "60"], gate: 0, says: "NOT MET"),
    Case(testDescription: "the score does not suffice", arguments: wrong, given: ["SCORE": "95"], gate: 1, says: "NOT MET"),
    Case(testDescription: "the level is reached", arguments: whole, given: ["LEVEL": "L1", "SCORE": "80"], gate: 0, says: "PASSED"),
    Case(testDescription: "a selection has no level", given: ["LEVEL": "L1"], gate: 1, says: "PASSED"),
    Case(testDescription: "nothing is worse", arguments: wrong, given: ["BASELINE": "wrong/report.json"], gate: 0, says: "SAME"),
    Case(testDescription: "something is worse", arguments: wrong, given: ["BASELINE": "right/report.json"], gate: 1, says: "WORSE"),
    Case(testDescription: "there is no baseline yet", arguments: wrong, given: ["BASELINE": "none/report.json"], gate: 1, says: "NOT MET"),
    Case(testDescription: "drift", stub: 4, gate: 4, says: "No report was written"),
    Case(testDescription: "a usage error", arguments: "--only NOTHING", gate: 2, says: "No report was written"),
    Case(testDescription: "a fault of the harness", stub: 5, gate: 5, says: "No report was written"),
    Case(testDescription: "a crash", stub: 139, gate: 5, says: "No report was written"),
  ]

  @Test(arguments: cases) func `the action gates`(_ one: Case) async throws {
    let (work, bin) = try await Self.folder(stub: one.stub)
    defer { try? FileManager.default.removeItem(at: work) }
    let (_, pipeline) = try Pipeline.github()
    let (output, summary) = (work.appending(path: "output"), work.appending(path: "summary"))
    var given = [
      "SUITES": "crvs-mis", "TARGET": "", "EXPECT": "", "ARGUMENTS": one.arguments, "FORMATS": "html,junit,ctrf,sarif", "OUT": "assay-run",
    ]
    given.merge(["LEVEL": "", "SCORE": "", "BASELINE": "", "GITHUB_OUTPUT": output.path, "GITHUB_STEP_SUMMARY": summary.path]) { $1 }
    given.merge(one.given) { $1 }
    given["PATH"] = bin.path + ":/usr/bin:/bin"

    let run = try await pipeline.run("Run", in: work, given)
    #expect(run.status == 0, "the step of the run never ends the job: the reports are kept first\n\(run.output)")
    let said = try String(contentsOf: output, encoding: .utf8)
    given["STATUS"] = String(said.dropFirst("status=".count).dropLast())
    #expect(try await pipeline.run("Summary", in: work, given).status == 0)
    #expect(try String(contentsOf: summary, encoding: .utf8).contains(one.says))
    let gate = try await pipeline.run("Gate", in: work, given)
    #expect(gate.status == one.gate, "\(gate.output)")
    let told = try String(contentsOf: summary, encoding: .utf8)
    if one.given.keys.contains(where: { ["LEVEL", "SCORE"].contains($0) }) {
      #expect(told.contains(one.gate == 0 ? "### Gate\n\n```\nopen\n```" : "### Gate\n\n```\nshut: "), "the reader of the summary sees why")
    }
    if one.stub == nil, one.gate < 2 {
      for file in ["log.ndjson", "report.json", "summary.md", "report.html", "junit.xml", "ctrf.json", "report.sarif"] {
        #expect(FileManager.default.fileExists(atPath: work.appending(path: "assay-run/\(file)").path), "\(file)")
      }
    }
  }

  @Test(arguments: cases) func `the template gates`(_ one: Case) async throws {
    let (work, bin) = try await Self.folder(stub: one.stub)
    defer { try? FileManager.default.removeItem(at: work) }
    let (_, pipeline) = try Pipeline.gitlab()
    var given = ["ASSAY_URL": "file://\(bin.path)", "ASSAY_PLAY": "crvs-mis", "ASSAY_ARGUMENTS": one.arguments]
    for (name, value) in one.given { given["ASSAY_\(name)"] = value }
    let job = try await pipeline.run("job", in: work, given)
    #expect(job.status == one.gate, "\(job.output)")
    #expect(job.output.contains(one.says), "\(job.output)")
  }

  @Test func `arguments reach the program as they are`() async throws {
    let (work, bin) = try await Self.folder(stub: 0)
    defer { try? FileManager.default.removeItem(at: work) }
    let (_, pipeline) = try Pipeline.github()
    let hostile = "a b; touch owned $(touch owned) `touch owned` '"
    let given = [
      "SUITES": "crvs-mis  payments-mis", "TARGET": hostile, "EXPECT": "expect.yaml", "ARGUMENTS": "--seed 1", "FORMATS": "junit",
      "OUT": "out put",
      "GITHUB_OUTPUT": work.appending(path: "output").path, "PATH": bin.path + ":/usr/bin:/bin",
    ]
    _ = try await pipeline.run("Run", in: work, given)
    let said = try String(contentsOf: work.appending(path: "arguments"), encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(
      said == [
        "run", "crvs-mis", "payments-mis", "--seed", "1", "--target", hostile, "--expect", "expect.yaml", "--out", "out put", "--format",
        "json,markdown,junit",
      ])
    #expect(!FileManager.default.fileExists(atPath: work.appending(path: "owned").path))
  }

  @Test func `the binary is fetched and its digest compared`() async throws {
    let (work, bin) = try await Self.folder(stub: 0)
    defer { try? FileManager.default.removeItem(at: work) }
    let (_, pipeline) = try Pipeline.github()
    let file = "file://\(bin.path)/assay-linux-\(try Self.machine())"
    let given = [
      "VERSION": "v1", "URL": "", "SHA256": "", "RELEASES": "x", "BIN": work.path + "/fetched", "GITHUB_PATH": work.path + "/path",
    ]
    func fetch(_ more: [String: String]) async throws -> Pipeline.Ended {
      try await pipeline.run("Download", in: work, given.merging(more) { $1 })
    }
    #expect(try await fetch(["URL": file]).status == 0)
    #expect(try String(contentsOfFile: work.path + "/path", encoding: .utf8) == work.path + "/fetched\n")
    try FileManager.default.createDirectory(at: work.appending(path: "v1"), withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: bin.path) {
      try FileManager.default.copyItem(at: bin.appending(path: name), to: work.appending(path: "v1/\(name)"))
    }
    #expect(try await fetch(["RELEASES": "file://\(work.path)"]).status == 0)
    let other = try await fetch(["URL": file, "SHA256": String(repeating: "0", count: 64)])
    #expect(other.status != 0 && other.output.contains("FAILED"))
    #expect(try await fetch(["URL": file + ".no"]).status != 0)
  }

  @Test func `what a runner itself does is said rightly`() throws {
    let (action, pipeline) = try Pipeline.github()
    #expect(pipeline.steps.map(\.id) == ["Download", "Run", "Summary", "Gate"])
    let steps = action["runs"]?["steps"]?.items ?? []
    let upload = try #require(steps.first { $0["uses"] != nil })
    #expect(upload["uses"]?.text == "actions/upload-artifact@v4" && upload["if"]?.text?.hasPrefix("always()") == true)
    #expect(upload["with"]?["path"]?.text == "${{ inputs.out }}")
    // An input that is pasted into a script can be a script.
    for step in pipeline.steps { #expect(!step.script.contains("${{"), "\(step.id)") }
    let named = Set(
      steps.flatMap { ($0["env"]?.entries ?? []).compactMap(\.value.text) }.flatMap {
        $0.matches(of: /inputs\.([a-z0-9]+)/).map { String($0.1) }
      })
    #expect(named.union(["out"]) == Set((action["inputs"]?.entries ?? []).map(\.name)), "every input is used, and none that there is not")
    let (template, _) = try Pipeline.gitlab()
    #expect(template[".assay"]?["artifacts"]?["when"]?.text == "always")
    #expect(template[".assay"]?["artifacts"]?["reports"]?["junit"]?.text == "assay-run/junit.xml")
  }

  @Test func `the examples of the page name what there is`() throws {
    let page = try Pipeline.text(".github/actions/assay/README.md")
    let (action, _) = try Pipeline.github()
    let blocks = page.components(separatedBy: "```yaml\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    #expect(blocks.count >= 2)
    for block in blocks {
      let read = YAMLReader().read(Array(block.utf8), name: "example")
      #expect(read.errors.isEmpty, "\(read.errors.map(\.message))")
    }
    let workflow = YAMLReader().read(Array(blocks[0].utf8), name: "workflow").value
    let steps = workflow?["jobs"]?.entries?.first?.value["steps"]?.items ?? []
    let with = try #require(steps.first { $0["uses"]?.text?.contains("/.github/actions/assay@") == true }?["with"]?.entries)
    let inputs = (action["inputs"]?.entries ?? []).map(\.name)
    for entry in with { #expect(inputs.contains(entry.name), "\(entry.name)") }
    let variables = try Pipeline.read(".gitlab/assay.yml")[".assay"]?["variables"]?.entries?.map(\.name) ?? []
    for name in blocks[1].matches(of: /ASSAY_[A-Z0-9]+/).map({ String($0.0) }) { #expect(variables.contains(name), "\(name)") }
  }

  /// A working folder with two earlier runs, and a folder with the program as a release has it: by its machine's name, with its digest.
  private static func folder(stub: Int32?) async throws -> (work: URL, bin: URL) {
    let work = FileManager.default.temporaryDirectory.appending(path: "assay-pipeline-\(UUID().uuidString)")
    let bin = work.appending(path: "release")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    let script =
      stub.map { "#!/bin/sh\n[ \"$1\" != --version ] || exit 0\nprintf '%s\\n' \"$@\" > arguments\nexit \($0)\n" }
      ?? "#!/bin/sh\nexec '\(Program.path)' \"$@\"\n"
    let name = "assay-linux-\(try machine())"
    for file in ["assay", name] {
      try script.write(to: bin.appending(path: file), atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: bin.appending(path: file).path)
    }
    let digest = Digest.sha256Hex(Array(script.utf8))
    try "\(digest)  \(name)\n".write(to: bin.appending(path: "\(name).sha256"), atomically: true, encoding: .utf8)
    for (name, run) in [("right", right), ("wrong", wronged)] where stub == nil {
      let folder = try await run.value.folder
      try FileManager.default.createDirectory(at: work.appending(path: name), withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: folder + "/report.json", toPath: work.appending(path: "\(name)/report.json").path)
    }
    return (work, bin)
  }

  /// The runs that cases are compared with, played once for all of them.
  private static let right = Task { try await Program.run(["run", "crvs-mis"] + words(play)) }
  private static let wronged = Task { try await Program.run(["run", "crvs-mis"] + words(wrong)) }
  private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

  private static func machine() throws -> String {
    var names = utsname()
    #expect(uname(&names) == 0)
    return withUnsafeBytes(of: names.machine) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
