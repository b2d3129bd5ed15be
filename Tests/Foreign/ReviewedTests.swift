import Foundation
import Testing

/// What nobody could see is shown by a person, and looked at by another.
@Suite("Attached and reviewed")
struct ReviewedTests {
  @Test("A check that nobody could see: attached it waits, accepted it counts, a gate it never satisfies, and a verdict it never turns")
  func shown() async throws {
    // Nobody can be asked whether somebody is enrolled.
    let system = try await Foreign(.mis) { $0.replacing("  mis.enrolled: [ payment-list ]\n", with: "") }
    let out = system.place.appending(path: "out").path
    // A story whose requirement a person's word is enough for.
    let suite = system.place.appending(path: "suite")
    try FileManager.default.copyItem(at: Foreign.root.appending(path: "Tests/Gaming/suite"), to: suite)
    let requirements = suite.appending(path: "requirements.yaml")
    try String(contentsOf: requirements, encoding: .utf8).replacing(
      "grade: B, gate: blocks-L1, text: The enrolment", with: "text: The enrolment"
    )
    .write(to: requirements, atomically: true, encoding: .utf8)
    let ran = try await Launched.run(
      Foreign.assay,
      ["run", suite.path, "--target", system.place.appending(path: "target.yaml").path, "--out", out])
    #expect(ran.status == 3 && ran.output.contains("inconclusive"), "\(ran.output)")
    #expect(try await state(out, "ENDED", system) == "unseen")
    let lines = try text(out + "/log.ndjson").split(separator: "\n").count

    let picture = system.place.appending(path: "closed.png").path
    try Data((0..<2_000).map { UInt8(truncatingIfNeeded: $0) }).write(to: URL(filePath: picture))
    func assay(_ arguments: String...) async throws -> Launched { try await Launched.run(Foreign.assay, arguments) }
    let nothing = try await assay("review", out)
    #expect(nothing.output == "nothing waits for a review\n")
    let early = try await assay("review", out, "--step", "ended", "--accept", "--by", "Ben")
    #expect(early.status == 2 && early.output.contains("waits for a review"), "\(early.output)")
    let attached = try await assay("attach", out, "--step", "GM-06 ended", picture, "--says", "shown as closed", "--by", "Ana")
    #expect(attached.status == 0 && attached.output.contains("attached to GM-06 ended."), "\(attached.output)")
    #expect(try await state(out, "ENDED", system) == "unseen", "it waits")
    let waiting = try await assay("review", out)
    #expect(
      waiting.output.contains("attached by Ana: closed.png (sha256 ") && waiting.output.contains("\"shown as closed\""), "\(waiting.output)"
    )
    let own = try await assay("review", out, "--step", "ended", "--accept", "--by", "ana")
    #expect(own.status == 2 && own.output.contains("let somebody else decide"), "\(own.output)")
    let refused = try await assay("review", out, "--step", "ended", "--refuse", "--by", "Ben", "--why", "of another person")
    #expect(refused.status == 0 && refused.output.contains("inconclusive.no-observer"), "\(refused.output)")
    _ = try await assay("attach", out, "--step", "GM-06 ended", picture, "--by", "Ana")
    let accepted = try await assay("review", out, "--step", "ended", "--accept", "--by", "Ben")
    #expect(accepted.status == 0 && accepted.output.contains(": pass"), "\(accepted.output)")
    #expect(try await state(out, "ENDED", system) == "met")

    // What was seen stays seen.
    let seen = try await assay("attach", out, "--step", "stopped", picture, "--by", "Ana")
    #expect(seen.status == 2 && seen.output.contains("what was seen stays seen"), "\(seen.output)")
    #expect(try text(out + "/log.ndjson").split(separator: "\n").count == lines + 4, "the log only grows")
    let gone = try await assay("run", "--resume", out)
    #expect(gone.status == 2 && gone.output.contains("has ended"), "\(gone.output)")
  }

  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  /// As a report that is rendered anew has it.
  private func state(_ out: String, _ id: String, _ system: Foreign) async throws -> String? {
    let again = try await Launched.run(Foreign.assay, ["report", out, "--format", "json"])
    let bytes = try Data(contentsOf: URL(filePath: out + "/report.json"))
    let report = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any], "\(again.output)")
    return (report["requirements"] as? [[String: Any]] ?? []).first { $0["id"] as? String == id }?["state"] as? String
  }
}
