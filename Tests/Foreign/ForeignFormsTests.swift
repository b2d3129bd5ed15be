import Foundation
import Testing

/// A form server that is not ours in the place of the intake: its survey has other questions, its pages are small, its edits wait to be asked for.
@Suite("A foreign form server")
struct ForeignFormsTests {
  static let submissions = ["FORM-ID", "FORM-SHAPE", "FORM-PERSON"]

  private func judged(_ switches: [String] = [], only: [String]) async throws -> Foreign.Judged {
    let system = try await Foreign(.forms, switches)
    return try await system.judged(["intake"] + only.flatMap { ["--only", $0] })
  }

  @Test("Pushed, edited, fetched by pages, with a household, without a place, before its attachments: a right one loses nothing")
  func right() async throws {
    let variants = ["edited", "household", "household-edited", "fetched", "no-place", "attachment-late"].map { "IN-01/\($0)" }
    let judged = try await judged(only: variants)
    #expect(judged.status == 0 && judged.faults.isEmpty, "\(judged.output)")
    for id in Self.submissions + ["FORM-ROSTER", "FORM-PLACE", "FORM-ATTACHED"] {
      #expect(judged.states[id] == "met", "\(id) \(judged.states)")
    }
  }

  @Test(
    "A wrong one loses one requirement",
    arguments: [("--first-of-household", "household", "FORM-ROSTER"), ("--invents-place", "no-place", "FORM-PLACE")])
  func wrong(_ flag: String, _ variant: String, _ requirement: String) async throws {
    let judged = try await judged([flag], only: ["IN-01/\(variant)"])
    #expect(judged.status == 1, "\(judged.output)")
    #expect(judged.faults == ["\(requirement) intake A"], "\(judged.output)")
  }
}
