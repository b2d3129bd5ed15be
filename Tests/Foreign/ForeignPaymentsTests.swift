import Foundation
import Testing

/// A payment system that is not ours in the place of the switch: told by callback, and asked where no callback can come.
@Suite("A foreign payment system")
struct ForeignPaymentsTests {
  static let reports = ["REP-COMPLETE", "REP-BALANCE", "REP-REASON"]

  @Test("Its reports come by callback: each line is accounted for, and every must is met")
  func told() async throws {
    let system = try await Foreign(.payments)
    let judged = try await system.judged(["payments-mis"])
    #expect(judged.status == 0 && judged.faults.isEmpty, "\(judged.output)")
    for id in Self.reports + ["REP-SHAPE"] { #expect(judged.states[id] == "met", "\(id) \(judged.states)") }
  }

  @Test("It cannot call us: it is asked instead, outcomes are met, and of its callbacks alone nothing is said")
  func asked() async throws {
    let system = try await Foreign(.payments, ["--no-callback"]) { $0.replacing("mode: pinned", with: "mode: none") }
    let judged = try await system.judged(["payments-mis", "--only", "PY-05", "--bases"])
    #expect(judged.faults.isEmpty && judged.status == 3, "\(judged.output)")
    for id in Self.reports { #expect(judged.states[id] == "met", "\(id) \(judged.states)") }
    #expect(judged.states["REP-SHAPE"] == "unseen" && judged.output.contains("inconclusive.reach"), "\(judged.output)")
    #expect(judged.states["UC-PY05-NO-DOUBLE-PAY"] == "met", "\(judged.states)")
  }

  @Test("What it does wrong is found in either way", arguments: ["pinned", "none"])
  func wrong(mode: String) async throws {
    let system = try await Foreign(.payments, ["--pays-all"] + (mode == "none" ? ["--no-callback"] : [])) {
      $0.replacing("mode: pinned", with: "mode: \(mode)")
    }
    let judged = try await system.judged(["payments-mis", "--only", "PY-05", "--bases"])
    #expect(judged.status == 1 && judged.states["REP-REASON"] == "not met", "\(judged.output)")
    #expect(judged.faults.allSatisfy { $0.contains(" payments ") }, "\(judged.faults)")
  }

  @Test("Without a hook for outcomes nothing is judged, and the doctor says what is missing")
  func unarranged() async throws {
    let system = try await Foreign(.payments) { text in
      text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("  line:") }.joined(separator: "\n")
    }
    let target = system.place.appending(path: "target.yaml").path
    let said = try await Launched.run(Foreign.assay, ["doctor", "--target", target, "payments-mis"])
    #expect(said.status == 2 && said.output.replacing(/\s+/, with: " ").contains("wrong hook line not declared"), "\(said.output)")
    let judged = try await system.judged(["payments-mis", "--only", "PY-05", "--bases"])
    #expect(judged.status == 3 && judged.faults.isEmpty && judged.output.contains("declares no hook \"line\""), "\(judged.output)")
  }
}
