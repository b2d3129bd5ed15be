import Foundation
import Testing

/// One program of another author in each register role, judged by the pages that are told over all of them.
@Suite("Foreign registers, judged")
struct ForeignRegistryTests {
  struct Role: Sendable, CustomTestStringConvertible {
    let name: String
    let edge: String
    let dialect: String
    /// The beginning of its requirements and scenarios.
    let id: String
    let scenarios: Int
    var testDescription: String { name }
  }
  static let roles = [
    Role(name: "social-registry", edge: "social", dialect: "dci-sr", id: "DCI-SR", scenarios: 19),
    Role(name: "ibr", edge: "enrolment", dialect: "dci-ibr", id: "DCI-IBR", scenarios: 19),
    Role(name: "disability-registry", edge: "disability", dialect: "dci-dr", id: "DCI-DR", scenarios: 18),
    Role(name: "farmer-registry", edge: "farmers", dialect: "dci-fr", id: "DCI-FR", scenarios: 19),
    Role(name: "crvs", edge: "records", dialect: "dci-crvs", id: "DCI", scenarios: 18),
  ]

  private func judged(_ role: Role, _ switches: [String] = [], only: [String]? = nil) async throws -> Foreign.Judged {
    let system = try await Foreign(.registry, ["--role", role.name] + switches) { text in
      text.replacing("social-registry:", with: "\(role.name):")
        .replacing(
          "social: { dialect: dci-sr",
          with: role.name == "crvs"
            ? "events: { dialect: dci-crvs, signature: none }\n      \(role.edge): { dialect: \(role.dialect)"
            : "\(role.edge): { dialect: \(role.dialect)"
        )
        .replacing("signature: none", with: switches.contains("--signs") ? "signature: ed25519, encryption: jwe" : "signature: none")
        .replacing("  register:\n", with: role.name == "ibr" ? "  enrol:\n" : "  register:\n")
    }
    let keys = only ?? (1...21).filter { $0 != 15 }.map { "\(role.id)-\($0 < 10 ? "0" : "")\($0)" }
    return try await system.judged(["dci"] + keys.flatMap { ["--only", $0] })
  }

  @Test("A right one loses nothing, in each role", arguments: roles)
  func right(_ role: Role) async throws {
    let judged = try await self.judged(role)
    #expect(judged.status == 0 && judged.faults.isEmpty, "\(judged.output)")
    #expect(judged.output.contains("\(role.scenarios) scenarios: "), "\(judged.output)")
    let met = judged.states.filter { $0.key.hasPrefix(role.id) && $0.value == "met" }
    #expect(met.count > 70, "\(met.count)")
  }

  @Test("One that signs, and opens what is encrypted for it, leaves nothing out", arguments: [roles[0], roles[4]])
  func sealed(_ role: Role) async throws {
    let keys = ["01", "04", "05", "15"].map { "\(role.id)-\($0)" }
    let judged = try await self.judged(role, ["--signs"], only: keys)
    #expect(judged.status == 0 && judged.faults.isEmpty, "\(judged.output)")
    for clause in ["SEC-SIGNATURE", "SEC-KEY", "SEC-STALE", "SEC-ENCRYPTION", "SEC-ENCRYPTION-BROKEN", "ENV-ENCRYPTED"] {
      #expect(judged.states["\(role.id)-\(clause)"] == "met", "\(clause) \(judged.states)")
    }
  }

  @Test(
    "A wrong one loses one requirement",
    arguments: [
      ("--never-ends", "09", "SUB-UNSUBSCRIBE"), ("--forgets-transaction", "01", "SRCH-TRANSACTION"),
      ("--counts-page", "02", "SRCH-PAGE-TOTAL"),
    ])
  func wrong(_ flag: String, _ page: String, _ requirement: String) async throws {
    let role = Self.roles[2]
    let judged = try await self.judged(role, [flag], only: ["\(role.id)-\(page)"])
    #expect(judged.status == 1, "\(judged.output)")
    // What is left out breaks the form of its message as well.
    let own = judged.faults.filter { !$0.contains("-FORM-") }
    #expect(own == ["\(role.id)-\(requirement) \(role.name) A"], "\(judged.output)")
    let lost = judged.states.filter { $0.value == "not met" && !$0.key.contains("-FORM-") }.map(\.key)
    #expect(lost == ["\(role.id)-\(requirement)"], "\(judged.output)")
  }
}
