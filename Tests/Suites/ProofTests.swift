import Documents
import Foundation
import Testing

/// A suite tells right from wrong: every defect falls to the requirement that it breaks, no impostor is believed, no twin loses anything.
@Suite struct ProofTests {
  /// Two small suites on every push; the whole matrix, which takes minutes, where ASSAY_PROVE_WHOLE is set.
  static let suites = ProcessInfo.processInfo.environment["ASSAY_PROVE_WHOLE"] == nil ? ["crvs-records", "dci"] : []

  @Test func `the published suites are proven`() async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "proof-\(UUID().uuidString).json").path
    let run = try await Program.run(["prove"] + Self.suites + Program.same.suffix(2) + ["--json", file], isPlayed: false)
    let proof = try JSON(parsing: Array(try #require(FileManager.default.contents(atPath: file), "\(run.output)")), bounds: .large)
    for defect in proof["defects"]?.items ?? [] {
      #expect(defect["outcome"]?.text == "killed", "\(defect["id"]?.text ?? ""): \(defect["check"]?.text ?? "")")
    }
    for part in ["impostors", "twins"] {
      let all = proof[part]?.items ?? []
      #expect(all.count >= 10)
      for one in all { #expect(one["holds"]?.bool == true, "\(one["id"]?.text ?? "") as \(one["role"]?.text ?? "")") }
    }
    #expect(proof["clean"]?.items?.isEmpty == true)
    #expect((proof["defects"]?.items ?? []).count >= 4)
    #expect(proof["proven"]?.bool == true && run.status == 0)
  }
}
