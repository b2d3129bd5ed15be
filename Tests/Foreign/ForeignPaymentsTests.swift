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

  /// `line:` taken out of the hooks, and what the ends of accounts mean put in.
  private static func byAccount(_ text: String, _ outcomes: [String]) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("  line:") }.joined(separator: "\n")
      + "\noutcomes:\n" + outcomes.map { "  \($0)\n" }.joined()
  }
  private static let endings = [
    "refuses account-closed: { payee-suffix: \"0404\" }", "settles after 1 day: { payee-suffix: \"0024\" }",
  ]

  @Test("Where its test system goes by the payee's account, payees get accounts that end so, and every must is met")
  func byAccount() async throws {
    let system = try await Foreign(.payments, ["--by-account"]) { Self.byAccount($0, Self.endings) }
    let target = system.place.appending(path: "target.yaml").path
    let doctor = try await Launched.run(Foreign.assay, ["doctor", "--target", target, "payments-mis"])
    #expect(doctor.output.replacing(/\s+/, with: " ").contains("outcomes refuses account-closed at ...0404"), "\(doctor.output)")
    let sheet = try await Launched.run(Foreign.assay, ["sheet", "--target", target, "payments-mis"])
    #expect(sheet.output.contains("by the payee's account") && sheet.output.contains("0404"), "\(sheet.output)")
    let people = try await Launched.run(
      Foreign.assay, ["people", "payments-mis", "--only", "PY-05", "--target", target, "--seed", "7f3a", "--format", "csv"])
    #expect(people.output.contains(/P09,.*70\d{6}0404\b/) && people.output.contains(/P10,.*70\d{6}0024\b/), "\(people.output)")
    let others = people.output.split(whereSeparator: \.isNewline).filter { !$0.contains(",P09,") && !$0.contains(",P10,") }
    #expect(others.count > 8 && !others.contains { $0.hasSuffix("0404") || $0.hasSuffix("0024") }, "\(people.output)")
    let judged = try await system.judged(["payments-mis", "--only", "PY-05", "--bases"])
    #expect(judged.status == 0 && judged.faults.isEmpty, "\(judged.output)")
    for id in Self.reports + ["UC-PY05-NO-DOUBLE-PAY", "UC-PY05-CLOSES"] { #expect(judged.states[id] == "met", "\(id) \(judged.states)") }
  }

  @Test("What a person has to make its desk do is on the run sheet: with whom, and as the dialect can carry it")
  func byHand() async throws {
    let system = try await Foreign(.payments, isAbsent: true) {
      Self.byAccount($0, []).replacing("\noutcomes:\n", with: "\noperator: { role: clerk }\n")
    }
    let target = system.place.appending(path: "target.yaml").path
    let sheet = try await Launched.run(Foreign.assay, ["run", "payments-mis", "--bases", "--plan", "--target", target, "--seed", "7f3a"])
    func row(_ name: String) -> Substring { sheet.output.split(separator: "\n").first { $0.contains(" line \(name) ") } ?? "" }
    #expect(sheet.status == 0 && row("P09").contains("does: refuses account-closed"), "\(sheet.output)")
    #expect(row("P09").contains(/ACCOUNT 70\d{10}/), "\(sheet.output)")
    // G2P Connect has no word for a payment that comes back: what the story has instead is asked for.
    #expect(row("P08").contains("does: settles") && !sheet.output.contains("does: returns"), "\(sheet.output)")
  }

  @Test("What becomes of no account is not judged, and the way to declare it is said")
  func outcomeNotDeclared() async throws {
    let system = try await Foreign(.payments, ["--by-account"]) { Self.byAccount($0, Array(Self.endings.prefix(1))) }
    let judged = try await system.judged(["payments-mis", "--only", "PY-05", "--bases"])
    let words = judged.output.replacing(/\s+/, with: " ")
    #expect(judged.status == 3 && judged.faults.isEmpty, "\(judged.output)")
    #expect(words.contains("`outcomes` do not say at which accounts it settles after 1 day"), "\(judged.output)")
  }

  @Test("A row that is dated in the future is the payment system's fault, and nothing is ours")
  func futureDates() async throws {
    let system = try await Foreign(.payments, ["--dates-ahead"]) { $0.replacing("default: 8s", with: "default: 2s") }
    let judged = try await system.judged(["payments-mis", "--only", "PY-05", "--bases", "--format", "json"])
    #expect(judged.status == 1 && judged.faults == ["REP-DATE payments A"], "\(judged.output)")
    let found = "finding.future-date payments report from payments to mis is dated"
    #expect(judged.findings.contains { $0.hasPrefix(found) }, "\(judged.findings)")
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
