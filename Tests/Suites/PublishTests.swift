import Documents
import Foundation
import Testing

/// A suite that stands anywhere is played, proven and published, and afterwards held to what was published.
@Suite struct PublishTests {
  /// A copy of a small suite.
  static func copy() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "assay-suite-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: Program.root.appending(path: "suites/crvs-records"), to: folder)
    return folder
  }
  static func edit(_ folder: URL, _ file: String, _ find: String, _ by: String) throws {
    let url = folder.appending(path: file)
    let text = try String(contentsOf: url, encoding: .utf8)
    #expect(text.contains(find), "\(file) has no \(find)")
    try text.replacing(find, with: by).write(to: url, atomically: true, encoding: .utf8)
  }
  static func publish(_ folder: URL, _ arguments: String...) async throws -> Program.Ended {
    try await Program.run(["publish", folder.path, "--seed", "1", "--today", "2026-11-24"] + arguments, isPlayed: false)
  }
  /// The home without the one defect that a check of the suite needs.
  static func homeWithoutDefect() throws -> URL {
    let home = FileManager.default.temporaryDirectory.appending(path: "assay-home-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    for name in ["suites", "mocks", "reports"] {
      try FileManager.default.copyItem(at: Program.root.appending(path: name), to: home.appending(path: name))
    }
    let page = home.appending(path: "mocks/defects/crvs.yaml")
    let text = try String(contentsOf: page, encoding: .utf8)
    let start = try #require(text.range(of: "crvs-calls-back-only-when-found:"))
    let end = text.range(of: "\n\n", range: start.upperBound..<text.endIndex)?.upperBound ?? text.endIndex
    try text.replacingCharacters(in: start.lowerBound..<end, with: "").write(to: page, atomically: true, encoding: .utf8)
    return home
  }
  static func text(_ folder: URL, _ file: String) throws -> String { try String(contentsOf: folder.appending(path: file), encoding: .utf8) }

  @Test func `a suite of somebody's own is played from where it stands`() async throws {
    let folder = try Self.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let own = try await Program.run(["run", folder.path, "--only", "CR-11"] + Program.same)
    let home = try await Program.run(["run", "crvs-records", "--only", "CR-11"] + Program.same)
    #expect(own.status == 0, "\(own.output)")
    let (a, b) = (try Program.report(of: own)["run"]?["suites"], try Program.report(of: home)["run"]?["suites"])
    // The same content has the same digest, wherever it stands.
    #expect(a == b && a?.items?.first?["id"]?.text == "crvs-records")
  }

  @Test func `nothing is written until everything holds, and then once`() async throws {
    let folder = try Self.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let before = try Self.text(folder, "suite.yaml")
    let home = try Self.homeWithoutDefect()
    defer { try? FileManager.default.removeItem(at: home) }
    let proof = folder.appendingPathExtension("proof.json")
    defer { try? FileManager.default.removeItem(at: proof) }
    let same = ["--seed", "1", "--today", "2026-11-24", "--home", home.path]
    let proved = try await Program.run(["prove", folder.path, "--json", proof.path] + same, isPlayed: false)
    #expect(proved.status == 0, "\(proved.output)")
    let refused = try await Self.publish(folder, "--home", home.path, "--proof", proof.path)
    #expect(refused.status == 1 && !refused.output.contains("  proof: "), "\(refused.output)")
    #expect(refused.output.contains("no defect makes CR-11 asked.answered fail"), "\(refused.output)")
    #expect(try Self.text(folder, "suite.yaml") == before)
    let asked = "    about: child\n    checks:\n      answered: { that: record.found, is-one-of: [ yes, no ], requirement: REC-ANSWER"
    try Self.edit(folder, "CR-11.yaml", asked, asked + ", unproven: not-written")
    try Self.edit(folder, "suite.yaml", "version:", "# kept\nversion:")
    let stale = try await Self.publish(folder, "--home", home.path, "--proof", proof.path)
    #expect(stale.status == 1 && stale.output.contains("  proof: the proof is of 1.0.0 sha256:"), "\(stale.output)")
    let done = try await Self.publish(folder, "--home", home.path, "--status", "adopted", "--body", "Group X")
    #expect(done.status == 0, "\(done.output)")
    let page = try Self.text(folder, "suite.yaml")
    for text in ["# kept", "status: adopted", "  on: 2026-11-24", "  by: \"Group X\"", "  content: sha256:"] {
      #expect(page.contains(text), "\(text)")
    }
    #expect(try Self.text(folder, "published.yaml").contains("  - version: 1.0.0"))
    let lint = try await Program.run(["lint", folder.path], isPlayed: false)
    #expect(lint.status == 0 && lint.output.contains(": clean"), "\(lint.output)")
    let tidy = try await Program.run(["fmt", folder.path, "--check"], isPlayed: false)
    #expect(tidy.status == 0, "\(tidy.output)")
    let again = try await Self.publish(folder, "--home", home.path, "--status", "adopted", "--body", "Group X")
    #expect(again.status == 0 && again.output.contains("nothing is written"), "\(again.output)")

    // What retires is not played, so that the rules of versions show at once.
    try Self.edit(folder, "requirements.yaml", "A question that is taken is answered.", "Whoever takes a question answers it.")
    let unraised = try await Self.publish(folder, "--home", home.path, "--status", "retired")
    #expect(unraised.status == 1 && unraised.output.contains("raise `version:`"), "\(unraised.output)")
    try Self.edit(folder, "suite.yaml", "version: 1.0.0", "version: 1.0.1")
    let retired = try await Self.publish(folder, "--home", home.path, "--status", "retired", "--dry-run")
    #expect(retired.status == 0, "\(retired.output)")
    #expect(
      retired.output.contains("changes  changed REC-ANSWER\n") && retired.output.contains("touched  certificates of an earlier version"))
    #expect(try Self.text(folder, "published.yaml").contains("1.0.1") == false)
  }

  @Test(arguments: [
    (["--status", "adopted"], "nobody is named who adopts it"), (["--body", "X"], "--body names who adopts a suite"),
    (["--status", "final"], "there is no status final"), (["--today", "May"], "--today May cannot be read"),
  ])
  func `a command that cannot be meant`(arguments: [String], says: String) async throws {
    let run = try await Program.run(["publish", "crvs-records"] + arguments, isPlayed: false)
    #expect(run.status == 2 && run.output.contains(says), "\(run.output)")
  }
}
