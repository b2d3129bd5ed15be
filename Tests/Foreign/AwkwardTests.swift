import Foundation
import Testing

/// Networks and habits that a real system brings along: met, named, and never mistaken for a fault that they are not.
@Suite("Foreign systems, awkward")
struct AwkwardTests {
  /// What the doctor says of a system that is not well: the line, and on whose side it is to be changed.
  struct Row: Sendable, CustomTestStringConvertible {
    let kind: Foreign.Kind
    let switches: [String]
    let status: Int32
    let says: [String]
    var testDescription: String { "\(kind) \(switches.joined(separator: " "))" }
  }

  static let rows = [
    Row(kind: .crvs, switches: [], status: 0, says: ["ok crvs token", "ok ask on records", "its callback came to"]),
    Row(kind: .crvs, switches: ["--no-callback"], status: 2, says: ["wrong reach by records", "no callback came", "at the vendor's side"]),
    Row(
      kind: .crvs, switches: ["--slow", "20"], status: 2, says: ["no callback came within 8 s", "if it only takes longer, give it longer"]),
    Row(kind: .crvs, switches: ["--rate-limit", "1"], status: 2, says: ["answered 429", "in the target file: ask it less often"]),
    Row(kind: .crvs, switches: ["--secret", "another"], status: 2, says: ["wrong crvs token", "refuses our client (401)"]),
    Row(kind: .crvs, switches: ["--bad-clock"], status: 2, says: ["wrong crvs clock", "s ahead of ours", "by a time server"]),
    Row(kind: .crvs, switches: ["--no-hooks"], status: 0, says: ["ok crvs token", "ok ask on records"]),
    Row(kind: .mis, switches: ["--bad-clock"], status: 2, says: ["wrong mis clock", "s ahead of ours", "by a time server"]),
  ]

  @Test("The doctor says what is to be changed, and on which side", arguments: rows)
  func examined(_ row: Row) async throws {
    let system = try await Foreign(row.kind, row.switches)
    let suites = row.kind == .crvs ? ["crvs-records"] : ["crvs-mis"]
    let said = try await Launched.run(
      Foreign.assay, ["doctor", "--target", system.place.appending(path: "target.yaml").path] + suites)
    #expect(said.status == row.status, "\(said.output)")
    let words = said.output.replacing(/\s+/, with: " ")
    for line in row.says { #expect(words.contains(line), "\(said.output)") }
  }

  @Test("Limits are kept, as the other side counts", arguments: [(Foreign.Kind.mis, "/api/health"), (.crvs, "/civil/health")])
  func limits(_ kind: Foreign.Kind, health: String) async throws {
    let system = try await Foreign(kind, ["--rate-limit", "12"]) { $0.replacing("per-second: 50", with: "per-second: 10") }
    let judged = try await system.judged(["crvs-mis", "--only", "CR-06", "--bases"])
    #expect(judged.status == 0, "\(judged.output)")
    let counted = try #require(try JSONSerialization.jsonObject(with: Data(try await system.get(health).utf8)) as? [String: Any])
    #expect(counted["refused"] as? Int == 0, "\(counted)")
    #expect((counted["most"] as? Int).map { (1...12).contains($0) } == true, "\(counted)")
  }

  @Test("Without hooks people do it: what they answered is used, and who they are is in the evidence")
  func byHand() async throws {
    let system = try await Foreign(.mis, ["--no-hooks"]) { text in
      let hooks = try #require(text.range(of: "hooks:\n"))
      let observe = try #require(text.range(of: "observe:"))
      return text.replacingCharacters(in: hooks.lowerBound..<observe.lowerBound, with: "operator: { role: clerk }\n\n")
        .replacing("settling: 1s", with: "settling: 1s, operator: 300s")
    }
    let out = system.place.appending(path: "by-hand")
    let clerk = Task { try await Clerk(system: system, out: out).work() }
    let ran = try await Launched.run(
      Foreign.assay,
      ["run", "crvs-mis", "--only", "CR-06", "--bases", "--target", system.place.appending(path: "target.yaml").path, "--out", out.path])
    clerk.cancel()
    _ = await clerk.result
    let log = try String(contentsOf: out.appending(path: "log.ndjson"), encoding: .utf8)
    #expect(log.contains("CR-06 enrolled deceased: done by Ana (clerk)"), "\(ran.output)")
    #expect(ran.output.contains("UC-CR06-NO-LINE") == false && ran.status == 0, "\(ran.output)")
  }

  @Test("What is waited for is answered on a page that only those find who are told; after a no nobody is asked for what hangs on it")
  func onThePage() async throws {
    let system = try await Foreign(.mis, ["--no-hooks"]) { text in
      let hooks = try #require(text.range(of: "hooks:\n"))
      let observe = try #require(text.range(of: "observe:"))
      return Self.brief(text.replacingCharacters(in: hooks.lowerBound..<observe.lowerBound, with: "operator: { role: clerk }\n\n"))
        .replacing("settling: 1s", with: "settling: 1s, operator: 600s")
    }
    func curl(_ arguments: String...) async throws -> String {
      try await Launched.run("/usr/bin/env", ["curl", "-s", "-w", "%{http_code}"] + arguments).output
    }
    let run = try Broken(system, ["crvs-mis", "--only", "CR-06", "--bases"])
    /// What the run shows once it waits for that.
    func waiting(_ item: String) async throws -> String {
      let shown = try await run.once({ _ in run.output.contains("waiting  \(item)") }) { run.output }
      try #require(shown.contains("waiting  \(item)"), "\(shown)")
      return shown
    }
    let page = String(try #require(try await waiting("CR-06 enrolled deceased").firstMatch(of: /, or (http\S+)/)).1)
    #expect(try await curl(String(page.dropLast()) + (page.hasSuffix("0") ? "1" : "0")).hasSuffix("404"))
    let shown = try await curl(page)
    #expect(shown.contains("CR-06 enrolled deceased") && shown.contains("PENSION-60") && shown.hasSuffix("200"), "\(shown)")
    let nobody = try await curl("-d", "item=CR-06 enrolled deceased&done=yes", page)
    #expect(nobody.contains("Say who answers") && nobody.hasSuffix("422"), "\(nobody)")
    #expect(try await curl("-d", "item=CR-06 enrolled deceased&done=yes&by=Ana", page).hasSuffix("303"))
    _ = try await waiting("CR-06 enrolled other")
    #expect(try await curl("-d", "item=CR-06 enrolled other&done=yes&by=Ana", page).hasSuffix("303"))
    _ = try await waiting("CR-06 run-cycle OAP")
    #expect(try await curl(page).contains("Note down: cycle"))
    #expect(try await curl("-d", "item=CR-06 run-cycle OAP&done=no&why=no <form>&by=Ben", page).hasSuffix("303"))
    _ = try await run.once({ _ in run.output.contains("exit 3") }) { run.output }
    #expect(run.output.contains("exit 3") && !run.output.contains("run-cycle OAP 2"), "\(run.output)")
    let answers = try String(contentsOf: run.out.appending(path: "answers.yaml"), encoding: .utf8)
    #expect(answers.contains(#""CR-06 enrolled deceased": { done: yes, by: "Ana" }"#), "\(answers)")
    let log = try String(contentsOf: run.out.appending(path: "log.ndjson"), encoding: .utf8)
    #expect(log.contains("CR-06 enrolled deceased: done by Ana (clerk)"), "\(run.output)")
    #expect(log.contains("CR-06 run-cycle OAP: not done, says Ben (clerk): no <form>"), "\(log.suffix(2000))")
  }

  @Test("Nobody answers: nothing is judged, and nobody is blamed")
  func nobodyThere() async throws {
    let system = try await Foreign(.mis, ["--no-hooks"]) { text in
      let hooks = try #require(text.range(of: "hooks:\n"))
      let observe = try #require(text.range(of: "observe:"))
      return text.replacingCharacters(in: hooks.lowerBound..<observe.lowerBound, with: "operator: { role: clerk }\n\n")
        .replacing("settling: 1s", with: "settling: 1s, operator: 1s")
    }
    let judged = try await system.judged(["crvs-mis", "--only", "CR-06", "--bases"])
    #expect(judged.status == 3, "\(judged.output)")
    #expect(judged.faults.isEmpty)
    #expect(!judged.states.values.contains("met"))
  }

  /// Patience for a system that will not do it however long one waits.
  private static func brief(_ target: String) -> String {
    target.replacing("list: 15s", with: "list: 2s").replacing("cycle: 30s", with: "cycle: 2s")
  }

  @Test("A system that cannot call us is open, and not at fault")
  func noWayOut() async throws {
    let system = try await Foreign(.mis, ["--no-callback"], changing: Self.brief)
    let judged = try await system.judged(["crvs-mis", "--only", "CR-06", "--bases"])
    #expect(judged.status == 3, "\(judged.output)")
    #expect(judged.faults.isEmpty && !judged.states.values.contains("met"), "\(judged.states)")
  }

  @Test("Slow, and within patience: no outcome is lost, and that it came late is told apart", arguments: [Foreign.Kind.mis, .crvs])
  func slow(_ kind: Foreign.Kind) async throws {
    let system = try await Foreign(kind, ["--slow", "20"])
    let judged = try await system.judged(["crvs-mis", "--only", "CR-06", "--bases", "--patience", "3x"])
    #expect(judged.status == 0 && judged.faults.isEmpty, "\(judged.output)")
    #expect(judged.states["UC-CR06-NO-LINE"] == "met", "\(judged.states)")
    #expect(judged.states["EVT-IN-TIME"] == (kind == .crvs ? "not met" : "met"), "\(judged.states)")
  }

  @Test("A registrar without hooks: what nobody does is asked of nobody, and nobody is blamed")
  func registrarWithoutHooks() async throws {
    let system = try await Foreign(.crvs, ["--no-hooks"])
    let judged = try await system.judged(["crvs-mis", "--only", "CR-06", "--bases"])
    #expect(judged.status == 3 && judged.faults.isEmpty, "\(judged.output)")
    #expect(judged.output.contains("register-death"), "\(judged.output)")
  }

  @Test("A hook whose answer lacks the name by which its end is asked for is told so, by that name")
  func jobless() async throws {
    let system = try await Foreign(.mis) { $0.replacing("poll: /test/jobs/$job", with: "poll: /test/jobs/$task") }
    let judged = try await system.judged(["crvs-mis", "--only", "CR-06", "--bases"])
    let words = judged.output.replacing(/\s+/, with: " ")
    #expect(judged.status == 3 && judged.faults.isEmpty, "\(judged.output)")
    #expect(words.contains("run-cycle answered without `task`, by which its done-when asks"), "\(judged.output)")
  }

  /// A target that says that nothing can come back, and what the run then says of its requirements.
  struct Unreached: Sendable, CustomTestStringConvertible {
    let kind: Foreign.Kind
    let run: [String]
    var mode = ""
    /// Instead of DCI, by which its target meets it.
    var dialect: String?
    let status: Int32
    let says: String
    /// Outcomes of the story that are met although nobody was called.
    var outcomes: [String] = []
    var testDescription: String { "\(kind) \(dialect ?? "") \(run.joined(separator: " "))" }
  }
  private static let outcomes = ["UC-CR01-OPENED", "UC-CR01-ONE-LINE", "UC-CR01-ONCE", "UC-CR06-NO-LINE", "UC-CR06-ENDED"]
  static let unreached = [
    Unreached(kind: .crvs, run: ["crvs-records"], mode: ", mode: async", status: 0, says: "every must"),
    Unreached(kind: .crvs, run: ["crvs-mis", "--bases"], status: 3, says: "inconclusive.reach", outcomes: outcomes),
    Unreached(
      kind: .crvs, run: ["crvs-mis", "--bases"], dialect: "opencrvs", status: 3, says: "inconclusive.reach", outcomes: outcomes),
    Unreached(
      kind: .crvs, run: ["crvs-mis", "--bases"], dialect: "opencrvs-1", status: 3, says: "inconclusive.reach", outcomes: outcomes),
    Unreached(kind: .mis, run: ["crvs-mis", "--only", "CR-06", "--bases"], status: 3, says: "inconclusive."),
  ]

  @Test("No callback can come: what a callback would answer is asked at once, what is only pushed stays open", arguments: unreached)
  func reachNone(_ row: Unreached) async throws {
    let system = try await Foreign(row.kind, ["--no-callback"]) {
      let text = Self.brief($0).replacing("mode: pinned", with: "mode: none")
        .replacing("signature: none", with: "signature: none" + row.mode)
      guard let dialect = row.dialect else { return text }
      // Records are asked for in the same one, though nobody says so.
      return text.replacing("      records: { dialect: dci-crvs, signature: none }\n", with: "")
        .replacing("dci-crvs, signature: none", with: dialect)
    }
    let judged = try await system.judged(row.run)
    #expect(judged.faults.isEmpty && judged.status == row.status && judged.output.contains(row.says), "\(judged.output)")
    if row.status == 0 { #expect(judged.states.values.contains("met"), "\(judged.states)") }
    for outcome in row.outcomes { #expect(judged.states[outcome] == "met", "\(outcome) \(judged.states)") }
    // What only a notification could have shown stays open.
    for callback in ["EVT-KIND", "EVT-SUBJECT", "EVT-SHAPE"] where judged.states[callback] != nil {
      #expect(judged.states[callback] == "unseen", "\(callback) \(judged.states)")
    }
  }

  /// Root alone is not enough: a container may be kept from making networks.
  private static let hasOwnNetworks: Bool = {
    let probe = Process()
    probe.executableURL = URL(filePath: "/usr/bin/env")
    probe.arguments = ["unshare", "--net", "ip", "link", "add", "ours", "type", "veth", "peer", "name", "theirs"]
    probe.standardError = FileHandle.nullDevice
    guard (try? probe.run()) != nil else { return false }
    probe.waitUntilExit()
    return probe.terminationStatus == 0
  }()

  /// Its own network, which this one leads into and none leads out of.
  @Test("From a network that cannot be called back", .enabled(if: Self.hasOwnNetworks, "an own network needs root rights and `ip`"))
  func apart() async throws {
    let system = try await Foreign(.mis, isAbsent: true) {
      Self.brief($0).replacing(/127\.0\.0\.1:8800/, with: "10.77.0.2:8810")
    }
    let (place, out) = (system.place.path, system.place.appending(path: "out").path)
    let ran = try await Launched.run(
      "/usr/bin/env",
      ["bash", Foreign.folder.appending(path: "apart.sh").path, place, Foreign.assay, "run", "crvs-mis", "--only", "CR-06", "--bases"]
        + ["--target", place + "/target.yaml", "--out", out])
    #expect(ran.status == 3, "\(ran.output)")
    #expect(ran.output.contains(/scenarios: ([0-9]+) inconclusive; \1 checks planned, all accounted for/), "\(ran.output)")
    let log = try String(contentsOfFile: out + "/log.ndjson", encoding: .utf8)
    #expect(log.contains("\"url\":\"http://10.77.0.2:8810/api/dci/registry/notify\""), "we reach it")
  }

  @Test("Without consent nothing malformed is sent")
  func consent() async throws {
    let system = try await Foreign(.mis) { $0.replacing(", hostile-input: allowed", with: "") }
    let judged = try await system.judged(["crvs-mis", "--only", "CR-06/malformed"])
    #expect(judged.faults.isEmpty, "\(judged.output)")
    #expect(!judged.states.values.contains("met"), "\(judged.states)")
  }
}

/// Does at the desk of the foreign MIS what the run sheet asks, and says so.
private struct Clerk: Sendable {
  let system: Foreign
  let out: URL

  func work() async throws {
    let sheet = out.appending(path: "log.ndjson")
    // The file is there a moment before its first line.
    var text = ""
    while !text.contains("\n") {
      try await Task.sleep(for: .milliseconds(100))
      text = (try? String(contentsOf: sheet, encoding: .utf8)) ?? ""
    }
    let seed = try #require(text.firstMatch(of: /"seed":"([0-9a-f]+)"/)?.1)
    let target = system.place.appending(path: "target.yaml").path
    let rows = try await Launched.run(
      Foreign.assay, ["people", "crvs-mis", "--only", "CR-06", "--target", target, "--seed", String(seed), "--format", "json"])
    let people = try #require(try JSONSerialization.jsonObject(with: Data(rows.output.utf8)) as? [[String: Any]])
    for name in ["deceased", "other"] {
      let person = try #require(people.first { $0["person"] as? String == name && $0["story"] as? String == "CR-06" })
      let numbers = try #require(person["identifiers"] as? [String: String])
      let body: [String: Any] = [
        "number": numbers["UIN"] ?? "", "name": "\(person["given"] ?? "") \(person["family"] ?? "")", "born": person["born"] ?? "",
        "account": numbers["ACCOUNT"] ?? "", "programme": "PENSION-60",
      ]
      _ = try await system.post("/api/desk/people", body)
      try await answer("CR-06 enrolled \(name)", [])
    }
    for (step, item) in [("first-cycle", "CR-06 run-cycle OAP"), ("second-cycle", "CR-06 run-cycle OAP 2")] {
      try await reached(step)
      let begun = try await system.post("/api/desk/run-cycle", ["programme": "PENSION-60"])
      var job: [String: Any] = [:]
      while job["status"] as? String != "DONE" {
        try await Task.sleep(for: .milliseconds(200))
        let said = try await system.get("/api/desk/jobs/\(begun["job"] ?? "")")
        job = try JSONSerialization.jsonObject(with: Data(said.utf8)) as? [String: Any] ?? [:]
      }
      try await answer(item, ["--gives", "cycle=\(job["cycle"] ?? "")", "--gives", "lines=\(job["lines"] ?? "")"])
    }
  }

  /// Nobody runs a cycle before the sheet comes to it; and what it was told before, the system is given the time to act on.
  private func reached(_ step: String) async throws {
    func isReached() throws -> Bool {
      try String(contentsOf: out.appending(path: "log.ndjson"), encoding: .utf8).split(separator: "\n")
        .contains { $0.contains("\"k\":\"step\"") && $0.contains("\"step\":\"\(step)\"") }
    }
    while try !isReached() { try await Task.sleep(for: .milliseconds(200)) }
    try await Task.sleep(for: .seconds(3))
  }

  private func answer(_ item: String, _ more: [String]) async throws {
    let said = try await Launched.run(Foreign.assay, ["answer", out.path, item, "--by", "Ana"] + more)
    #expect(said.status == 0, "\(said.output)")
  }
}
