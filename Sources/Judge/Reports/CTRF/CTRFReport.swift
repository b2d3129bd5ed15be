package import Conformance
import Documents
package import Evidence
import Facts

/// Common Test Report Format, 1.0.0: a test for each check.
package struct CTRFReport: ReportFormat {
  package init() {}
  package var card: FormatCard { FormatCard(name: "ctrf", file: "ctrf.json", title: "Common Test Report Format, a test for each check") }
  package func word(for verdict: Verdict) -> String { CTRFStatus(verdict).rawValue }

  package func write(_ ledger: Ledger, _ settings: ReportSettings, to sink: inout some ByteSink) throws(ReportFailure) {
    var m = Members([("reportFormat", "CTRF"), ("specVersion", "1.0.0")])
    if !ledger.run.run.isEmpty { m.append("runId", .string(ledger.run.run)) }
    m.append("generatedBy", .string("assay \(ledger.run.tool)"))
    m.append("results", results(ledger))
    sink.write(JSON.object(m).encoded(pretty: true))
    sink.write("\n")
  }

  private func results(_ ledger: Ledger) -> JSON {
    let times = RunTimes(ledger)
    let rows = CheckRow.all(in: ledger)
    return [
      "tool": ["name": "assay", "version": .string(ledger.run.tool)], "summary": summary(ledger, rows, times),
      "tests": .array(rows.map { test($0, times) }), "environment": environment(ledger),
    ]
  }

  private func summary(_ ledger: Ledger, _ rows: [CheckRow], _ times: RunTimes) -> JSON {
    var m = Members([("tests", JSON(ledger.counts.all))])
    for status in CTRFStatus.allCases {
      m.append(status.rawValue, JSON(rows.count { Self.status($0) == status }))
    }
    m.append("suites", JSON(ledger.instances.count))
    m.append("start", .number(String(times.start.milliseconds)))
    m.append("stop", .number(String(times.stop.milliseconds)))
    m.append("duration", JSON(ledger.milliseconds))
    m.append(
      "extra",
      ["verdict": .string(Headline(ledger).word), "exit": JSON(Int(ledger.status.rawValue)), "counts": JSONReport.counts(ledger.counts)])
    return .object(m)
  }

  private func test(_ row: CheckRow, _ times: RunTimes) -> JSON {
    let r = row.result
    var m = Members([("testId", .string(row.id)), ("name", .string(row.name)), ("status", .string(Self.status(row).rawValue))])
    // A check is judged at once; what takes time is its scenario.
    m.append("duration", 0)
    m.append("start", .number(String(times.start(of: row.instance).milliseconds)))
    m.append("suite", JSONReport.texts([row.instance.planned.suite, row.instance.name].filter { !$0.isEmpty }))
    if r.verdict != .pass {
      m.append("message", .string(row.message))
      m.append("trace", .string(row.detail))
    }
    m.append("rawStatus", .string(r.verdict.rawValue))
    let tags = [row.requirement?.class.rawValue, row.requirement?.strength.rawValue, r.judges.text].compactMap(\.self).filter {
      !$0.isEmpty
    }
    if !tags.isEmpty { m.append("tags", JSONReport.texts(tags)) }
    m.append("type", "conformance")
    return .object(m)
  }

  /// What the expectation file knows does not fail a build; it is no pass either.
  private static func status(_ row: CheckRow) -> CTRFStatus {
    let status = CTRFStatus(row.result.verdict)
    return row.isExpected && status == .failed ? .other : status
  }

  private func environment(_ ledger: Ledger) -> JSON {
    var m = Members([("reportName", "assay")])
    if let role = ledger.judged.first(where: \.isReal) { m.append("appName", .string(role.product)) }
    m.append("healthy", .bool(ledger.status != .harnessFault && !ledger.causes.unreachable))
    let suites = ledger.run.suites.map { JSON.string("\($0.id) \($0.version)") }
    m.append("extra", ["seed": .string(ledger.run.seed), "suites": .array(suites)])
    return .object(m)
  }
}
