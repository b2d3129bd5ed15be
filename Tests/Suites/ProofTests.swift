import Certification
import Documents
import Foundation
import Testing

/// A suite tells right from wrong: every defect falls to the requirement that it breaks, no impostor is believed, no twin loses anything.
@Suite struct ProofTests {
  /// Two small suites on every push; the whole matrix, which takes minutes, where ASSAY_PROVE_WHOLE is set.
  static let suites = ProcessInfo.processInfo.environment["ASSAY_PROVE_WHOLE"] == nil ? ["crvs-records", "account-mapping"] : []

  @Test func `the published suites are proven`() async throws {
    let (proof, run) = try await Self.prove(Self.suites, "--no-radius")
    for defect in proof.defects { #expect(defect.isKilled, "\(defect.id): \(defect.next ?? "")") }
    for one in proof.impostors { #expect(one.holds, "\(one.id) as \(one.role)") }
    for one in proof.twins { #expect(one.holds, "\(one.id) as \(one.role)") }
    #expect(proof.impostors.count >= 10 && proof.twins.count >= 10 && proof.defects.count >= 4)
    #expect(proof.blemishes.isEmpty)
    #expect(proof.holds && run.status == 0)
    #expect(run.output.contains("PROVEN   every defect"))
  }

  @Test func `the matrix does not depend on what is played at once, and holds its schema`() async throws {
    let (one, _) = try await Self.prove(["crvs-records"], "--no-radius", "--jobs", "1")
    let (three, _) = try await Self.prove(["crvs-records"], "--no-radius", "--jobs", "3")
    #expect(one == three)
    #expect(one.checks.contains { !$0.fails.isEmpty } && !one.variants.isEmpty)
    #expect(one.defects.allSatisfy { $0.radius == nil } && one.medianRadius == nil, "a radius that was not asked for is not told")
    let printed = try await Program.run(["schema", "proof"], isPlayed: false)
    let schema = try Schema(Document(parsing: Array(printed.output.utf8)), options: SchemaOptions(assertsFormats: true))
    #expect(schema.violations(in: try Document(parsing: one.json.encoded(), bounds: .large)).isEmpty)
  }

  @Test func `what a proof saw is told with the requirements, and what falls only with others by name`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "kept-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let list = ["list", "requirements", "account-mapping", "--coverage"]
    let before = try await Program.run(list, isPlayed: false)
    #expect(before.output.contains("kills: ") && before.output.contains("`assay prove account-mapping` measures them"), "\(before.output)")
    let proved = try await Program.run(
      ["prove", "account-mapping", "--out", folder, "--format", "json"] + Program.same.suffix(2), isPlayed: false)
    #expect(proved.status == 0 && proved.output.contains("median blast radius"), "\(proved.output)")
    let after = try await Program.run(list + ["--proof", folder], isPlayed: false)
    for words in ["KILLS", "LONE KILLS", "as \(folder)/proof.json saw them", "fall to a defect that breaks nothing else"] {
      #expect(after.output.contains(words), "\(after.output)")
    }
    let other = try await Program.run(["list", "requirements", "crvs-records", "--coverage", "--proof", folder], isPlayed: false)
    #expect(other.output.contains("no proof of crvs-records is kept here"), "\(other.output)")
    let nothing = try await Program.run(list + ["--proof", "\(folder)/none.json"], isPlayed: false)
    #expect(nothing.status == 2, "\(nothing.output)")
  }

  @Test func `a suite from anywhere is proved with defects of its own, and what survives is told with what to do`() async throws {
    let folder = try Self.copy("crvs-records")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let mocks = "\(folder)/mocks/defects"
    try FileManager.default.createDirectory(atPath: mocks, withIntermediateDirectories: true)
    let harmless = "{ role: crvs, rewrites: [ { of: sync-search, change: [ { op: add, path: /header/x, value: y } ] } ]"
    try "own-harmless: \(harmless), breaks: REC-FOUND, says: adds a member }\n".write(
      toFile: "\(mocks)/own.yaml", atomically: true, encoding: .utf8)
    let (proof, run) = try await Self.prove([folder], "--defect", "own-harmless", "--radius")
    #expect(run.status == 1 && proof.survivors.map(\.id) == ["own-harmless"] && proof.defects[0].radius == 0)
    for words in ["own-harmless   adds a member", "which cites it: pass", "next     it passes although", "NOT PROVEN   1 of 1"] {
      #expect(run.output.contains(words), "\(run.output)")
    }

    try "own-lost: \(harmless), breaks: REC-GONE, says: breaks nothing }\n".write(
      toFile: "\(mocks)/own.yaml", atomically: true, encoding: .utf8)
    let lost = try await Program.run(["prove", folder], isPlayed: false)
    #expect(lost.status == 2 && lost.output.contains("no check cites `REC-GONE`"), "\(lost.output)")
  }

  /// The matrix as it was written, and how the command ended.
  private static func prove(_ suites: [String], _ more: String...) async throws -> (ProofMatrix, Program.Ended) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "proof-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let run = try await Program.run(
      ["prove"] + suites + Program.same.suffix(2) + more + ["--out", folder, "--format", "json,markdown"], isPlayed: false)
    let bytes = Array(try #require(FileManager.default.contents(atPath: "\(folder)/proof.json"), "\(run.output)"))
    #expect(FileManager.default.fileExists(atPath: "\(folder)/proof.md"))
    return (try ProofMatrix(JSON(parsing: bytes, bounds: .large)), run)
  }

  private static func copy(_ suite: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "their-suite-\(UUID().uuidString)").path
    try FileManager.default.copyItem(atPath: Program.root.appending(path: "suites/\(suite)").path, toPath: folder)
    return folder
  }
}
