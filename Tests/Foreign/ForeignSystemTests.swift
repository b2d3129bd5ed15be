import Foundation
import Testing

/// The systems unlike ours are right by themselves, before the harness judges them.
@Suite("Foreign systems")
struct ForeignSystemTests {
  @Test("The two foreign systems understand each other without us")
  func selfcheck() async throws {
    let check = try await Launched.run(
      "/usr/bin/env", ["python3", Foreign.folder.appending(path: "selfcheck.py").path], environment: ["PYTHONDONTWRITEBYTECODE": "1"])
    #expect(check.status == 0, "\(check.output)")
  }

  @Test(
    "They import nothing of ours, and nothing beyond Python's own library",
    arguments: [Foreign.Kind.mis, .crvs, .registry, .payments, .forms, .clinic, .opencrvs])
  func imports(_ kind: Foreign.Kind) throws {
    let parts = kind == .mis ? try FileManager.default.contentsOfDirectory(atPath: Foreign.folder.appending(path: "acme").path) : []
    let files = ["\(kind).py"] + parts.filter { $0.hasSuffix(".py") }.map { "acme/\($0)" } + (kind == .registry ? ["hill.py"] : [])
    let text = try files.map { try String(contentsOf: Foreign.folder.appending(path: $0), encoding: .utf8) }.joined(separator: "\n")
    let own: Set<String> = [
      "argparse", "datetime", "email.utils", "hmac", "json", "re", "secrets", "sqlite3", "ssl", "sys", "threading", "time", "traceback",
      "uuid",
      "urllib.error", "urllib.parse",
      "urllib.request", "decimal", "http.server", "base64", "hashlib",
    ]
    let imported = text.split(separator: "\n").flatMap { line -> [String] in
      if line.hasPrefix("from ") { return [String(line.split(separator: " ")[1])] }
      guard line.hasPrefix("import ") else { return [] }
      return line.dropFirst(7).split(separator: ",").map { String($0.split(separator: " ")[0]) }
    }
    #expect(imported.allSatisfy { own.contains($0) || $0 == "hill" || $0 == "acme" || $0.hasPrefix("acme.") }, "\(imported)")
  }
}

/// Systems unlike ours are judged rightly: the right one loses nothing, and of a wrong one exactly its fault is told.
@Suite("Foreign systems, judged")
struct ForeignRunTests {
  /// A fault as the report tells it: requirement, role, grade of evidence.
  struct Row: Sendable, CustomTestStringConvertible {
    var kind: Foreign.Kind
    var switches: [String] = []
    /// Another target file of the same system.
    var target: String?
    var run: [String]
    var fault: String?
    var testDescription: String { "\(kind) \(switches.joined(separator: " ")) \(run.joined(separator: " "))" }
  }

  static let rows = [
    Row(kind: .mis, switches: ["--pays-deceased"], run: ["crvs-mis", "--only", "CR-06", "--bases"], fault: "UC-CR06-NO-LINE mis A"),
    Row(kind: .mis, switches: ["--double-pays"], run: ["payments-mis", "--bases"], fault: "UC-PY05-NO-DOUBLE-PAY mis A"),
    Row(kind: .mis, switches: ["--loses-returns"], run: ["payments-mis", "--bases"], fault: "UC-PY05-STATE mis C"),
    Row(kind: .mis, switches: ["--ibr"], run: ["dci-client", "--only", "DCI-CLI-01", "--only", "DCI-CLI-02"]),
    Row(kind: .mis, switches: ["--wrong-action"], run: ["dci-client", "--only", "DCI-CLI-01"], fault: "DCI-CLI-ACTION mis A"),
    Row(
      kind: .mis, switches: ["--ibr", "--tells-a-number-of-its-own"], run: ["dci-client", "--only", "DCI-CLI-02"],
      fault: "DCI-CLI-IBR-UPDATE-SUBJECT mis A"),
    Row(kind: .mis, switches: ["--families"], target: "target-life.yaml", run: ["life-events", "--only", "CR-09"]),
    Row(
      kind: .mis, switches: ["--families", "--claims-too-much"], target: "target-life.yaml",
      // Its payment runs take its clock to the day of which this death is told.
      run: ["life-events", "--only", "CR-15/one-month-due"],
      fault: "UC-CR15-AMOUNT mis B"),
    Row(
      kind: .mis, switches: ["--families", "--counts-the-grown"], target: "target-life.yaml",
      run: ["life-events", "--only", "CR-10", "--bases"],
      fault: "UC-CR10-AMOUNT mis A"),
    Row(
      kind: .mis, switches: ["--families", "--overlooks-the-father"], target: "target-life.yaml",
      run: ["life-events", "--only", "CR-03/father-acknowledged"], fault: "UC-CR03-NOT-SOLE mis A"),
    Row(kind: .mis, switches: ["--ibr"], target: "target-life.yaml", run: ["intake", "--only", "SR-01", "--only", "SR-02", "--bases"]),
    Row(
      kind: .mis, switches: ["--ibr", "--asks-for-the-record"], target: "target-life.yaml", run: ["intake", "--only", "SR-05"],
      fault: "UC-SR05-MINIMAL mis A"),
    Row(
      kind: .mis, switches: ["--ibr", "--ends-without-a-word"], target: "target-life.yaml", run: ["intake", "--only", "SR-03", "--bases"],
      fault: "UC-SR03-NOTICE mis B"),
    Row(
      kind: .mis, switches: ["--families", "--keeps-a-file"], target: "target-life.yaml",
      run: ["life-events", "--only", "CR-02/no-consent"], fault: "UC-CR02-NO-TRACE mis B"),
    Row(
      kind: .mis, switches: ["--families", "--counts-for-each"], target: "target-life.yaml",
      run: ["life-events", "--only", "CR-10/counted-twice"], fault: "UC-CR10-TWICE mis A"),
    Row(
      kind: .mis, switches: ["--ibr", "--believes-the-households"], target: "target-life.yaml",
      run: ["intake", "--only", "SR-03/two-sources"], fault: "UC-SR03-PRIORITY mis A"),
    Row(kind: .clinic, run: ["life-events", "--only", "CR-13"]),
    Row(kind: .clinic, switches: ["--no-mother"], run: ["life-events", "--only", "CR-13"], fault: "FAC-MOTHER facility A"),
    Row(kind: .crvs, run: ["crvs-mis", "crvs-records"]),
    Row(kind: .crvs, switches: ["--wrong-mother"], run: ["crvs-mis", "--only", "CR-01", "--bases"], fault: "EVT-PARENT crvs A"),
    Row(kind: .crvs, switches: ["--silent"], run: ["crvs-mis", "--only", "CR-06", "--bases"], fault: "EVT-TOLD crvs A"),
    Row(
      kind: .crvs, switches: ["--calls-anybody"], run: ["life-events", "--only", "CR-14/private-address"], fault: "UC-CR14-PRIVATE crvs A"),
    Row(kind: .opencrvs, run: ["life-events", "--only", "CR-16/adopted", "--only", "CR-15/cancelled"]),
    Row(
      kind: .opencrvs, switches: ["--forgets-the-parent"], run: ["life-events", "--only", "CR-16/adopted"], fault: "EVT-ADOPTED crvs A"),
    Row(kind: .sandbox, run: ["crvs-mis", "--bases"]),
  ]

  @Test("The right one loses nothing, a wrong one loses one requirement", arguments: rows)
  func tells(_ row: Row) async throws {
    let system = try await Foreign(row.kind, row.switches, target: row.target) { text in
      // What must not come is waited for by the wall: briefly here.
      let text = row.run.first == "life-events" ? text.replacing("default: 8s", with: "default: 2s") : text
      return row.target == nil && row.switches.contains("--ibr")
        ? text.replacing(/enrolment: none.*/, with: "enrolment: { dialect: dci-ibr, signature: none }") : text
    }
    let judged = try await system.judged(row.run)
    #expect(judged.status == (row.fault == nil ? 0 : 1), "\(judged.output)")
    // What breaks a clause of a message's form breaks its form as well.
    #expect(judged.faults.filter { !$0.contains("-FORM-") } == [row.fault].compactMap(\.self), "\(judged.output)")
    #expect(!judged.states.isEmpty)
    if let requirement = row.fault?.split(separator: " ").first.map(String.init) {
      #expect(judged.states.filter { $0.value == "not met" && !$0.key.contains("-FORM-") }.map(\.key) == [requirement])
      let isFirst = !judged.faults.contains { $0.contains("-FORM-") }
      #expect(judged.states[requirement] == "not met")
      #expect(!isFirst || judged.output.contains("(under test) \(requirement)"), "\(judged.output)")
    }
  }

  @Test("The second run on the same database says what the first said")
  func again() async throws {
    let system = try await Foreign(.mis)
    let arguments = ["crvs-mis", "payments-mis", "--bases"]
    let first = try await system.judged(arguments)
    let second = try await system.judged(arguments)
    #expect(first.status == 0 && second.status == 0, "\(first.output)\n\(second.output)")
    #expect(first.states == second.states)
    #expect(first.states["UC-CR06-NO-LINE"] == "met" && first.states["UC-PY05-STATE"] == "met")
  }

  @Test("A system that is not there is nobody's fault, and its address is said")
  func absent() async throws {
    let absent = try await Foreign(.mis, isAbsent: true)
    let judged = try await absent.judged(["crvs-mis"])
    #expect(judged.status == 3)
    #expect(
      judged.output.contains("http://127.0.0.1:") && judged.output.contains("/api") && judged.output.contains("next: "), "\(judged.output)")
  }

  @Test(
    "All suites in all variants, twice on one database", .enabled(if: ProcessInfo.processInfo.environment["ASSAY_FOREIGN_WHOLE"] != nil))
  func whole() async throws {
    let system = try await Foreign(.mis)
    let first = try await system.judged(["crvs-mis", "payments-mis"])
    let second = try await system.judged(["crvs-mis", "payments-mis"])
    #expect(first.status == 0 && second.status == 0, "\(first.output)\n\(second.output)")
    #expect(first.states == second.states)
    let sandbox = try await Foreign(.sandbox)
    let met = try await sandbox.judged(["crvs-mis"])
    #expect(met.status == 0, "\(met.output)")
  }
}
