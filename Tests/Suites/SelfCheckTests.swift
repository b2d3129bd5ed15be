import Conformance
import Documents
import Testing

/// Every published scenario, in all variants, among our own systems: nothing fails, nothing stays open, nothing vanishes.
@Suite struct SelfCheckTests {
  @Test func `our own systems meet every requirement of our own suites`() async throws {
    let run = try await Program.sixteen.value
    let report = try Program.report(of: run)
    for instance in report["instances"]?.items ?? [] {
      let key = instance["key"]?.text ?? ""
      for check in instance["checks"]?.items ?? [] {
        let verdict = check["verdict"]?.text ?? ""
        let said = "\(key) \(check["step"]?.text ?? "").\(check["check"]?.text ?? "") \(check["reason"]?.text ?? verdict)"
        #expect(["pass", "not-applicable"].contains(verdict), "\(said): \(check["expected"]?.text ?? "") / \(check["actual"]?.text ?? "")")
      }
    }
    #expect(report["accounting"]?["holds"]?.bool == true)
    #expect(report["interrupted"]?.bool != true)
    #expect(run.status == 0, "\(run.output)")
  }

  /// A wait of a day reaches into the next month there, and the cycle in it is the next one after what was done.
  @Test(arguments: ["2026-11-29", "2026-11-30", "2026-12-31", "2028-02-29"])
  func `on the last days of a month every story comes to the same`(day: String) async throws {
    let run = try await Program.run(["run", "crvs-mis", "id-mis", "life-events", "--seed", "1", "--today", day])
    let report = try Program.report(of: run)
    let other = (report["instances"]?.items ?? []).flatMap { $0["checks"]?.items ?? [] }.filter {
      !["pass", "not-applicable"].contains($0["verdict"]?.text)
    }
    #expect(run.status == 0 && other.isEmpty, "\(other.map { $0.encodedText() }) \(run.output)")
  }

  /// A scenario that no dialect at hand can carry proves nothing: each base story is played, and each requirement seen.
  @Test func `nothing is clean because it was left out`() async throws {
    let report = try Program.report(of: try await Program.sixteen.value)
    let instances = report["instances"]?.items ?? []
    for base in ["CR-01", "CR-06", "PY-05"] {
      let counts = instances.first { $0["key"]?.text == base }?["counts"]
      // A report that is asked for cannot be seen to be taken (REP-TAKEN, twice in PY-05), and no line names another: all that g2p-bridge
      // leaves out.
      #expect((counts?["not-applicable"]?.decimal?.int ?? 0) <= (base == "PY-05" ? 3 : 0), "\(base)")
      #expect((counts?["pass"]?.decimal?.int ?? 0) >= 5, "\(base)")
    }
    let unseen = (report["requirements"]?.items ?? []).filter { $0["state"]?.text == "unseen" }.compactMap { $0["id"]?.text }
    #expect(unseen.isEmpty, "\(unseen)")
  }

  /// Where reports are told, each variant that a polled dialect leaves out is played.
  @Test func `every payment story is played where reports are told`() async throws {
    let run = try await Program.run(
      ["run", "payments-mis", "account-mapping", "--dialect", "payment=g2p-connect", "--dialect", "report=g2p-connect"] + Program.same)
    #expect(run.status == 0, "\(run.output)")
    let report = try Program.report(of: run)
    for instance in report["instances"]?.items ?? [] {
      #expect((instance["counts"]?["pass"]?.decimal?.int ?? 0) > 5, "\(instance["key"]?.text ?? "")")
    }
    let unplayed = (report["requirements"]?.items ?? []).filter { $0["state"]?.text != "met" }.compactMap { $0["id"]?.text }
    // The standard declares no total, and has no word for money that came back.
    #expect(unplayed == ["PAY-TOTAL", "REP-RETURN"], "\(unplayed)")
  }

  /// What a dialect cannot say is left out with its reason, and nothing else is: least of all by a fault of the harness.
  @Test(arguments: ["opencrvs", "opencrvs-1"])
  func `over another dialect every story comes to the same or is not applicable`(dialect: String) async throws {
    let suites = ["crvs-mis", "crvs-records", "life-events", "dci", "dci-client"]
    let run = try await Program.run(
      ["run"] + suites + ["--dialect", "events=\(dialect)", "--dialect", "records=\(dialect)"] + Program.same)
    let report = try Program.report(of: run)
    let other = (report["instances"]?.items ?? []).flatMap { $0["checks"]?.items ?? [] }.filter {
      !["pass", "not-applicable"].contains($0["verdict"]?.text)
    }
    #expect(run.status == 0 && other.isEmpty, "\(other.map { $0.encodedText() }) \(run.output)")
    let clauses = (report["instances"]?.items ?? []).first { $0["key"]?.text == "DCI-01" }
    #expect(clauses?["counts"]?["pass"]?.decimal?.int == 0, "the wire pages of one standard were played over another")
  }

  @Test func `a draft's level is said, and a selection earns none`() async throws {
    let whole = try Program.report(of: try await Program.sixteen.value)
    let mis = whole["roles"]?.items?.first { $0["role"]?.text == "mis" }
    let profiles = mis?["profiles"]?.items ?? []
    #expect(profiles.map { $0["name"]?.text } == ["mis/dci", "mis/payments"])
    #expect(
      profiles.allSatisfy { $0["draft"]?.bool == true && $0["level"]?.text == "L3" },
      "\(profiles.map { $0["sentences"]?.encodedText() ?? "" })")
    let part = try Program.report(of: try await Program.run(["run", "crvs-mis", "--only", "CR-06"] + Program.same))
    #expect((part["roles"]?.items ?? []).allSatisfy { $0["profiles"]?.items?.isEmpty == true })
  }
}
