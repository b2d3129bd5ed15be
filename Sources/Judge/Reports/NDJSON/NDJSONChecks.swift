import Conformance
import Documents
package import Evidence
import Facts

/// One flat line of JSON for each check, for tables and log stores; its schema is `reports/schema/check.schema.json`.
///
/// MUST NOT CHANGE but by addition. Every line has the same members in the same order, null where there is nothing to say.
package struct NDJSONChecks: ReportFormat {
  package init() {}
  package var card: FormatCard { FormatCard(name: "ndjson", file: "checks.ndjson", title: "a flat line of JSON for each check") }

  package func write(_ ledger: Ledger, _ settings: ReportSettings, to sink: inout some ByteSink) throws(ReportFailure) {
    for row in CheckRow.all(in: ledger) {
      sink.write(JSON.object(members(row, ledger)).encoded())
      sink.write("\n")
    }
  }

  private func members(_ row: CheckRow, _ ledger: Ledger) -> Members {
    let (r, plan, binding) = (row.result, row.instance.planned, row.requirement)
    func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
    return Members([
      ("run", text(ledger.run.run)), ("suite", text(plan.suite)), ("scenario", text(plan.scenario)), ("variant", text(plan.variant)),
      ("key", text(row.instance.name)), ("instance", JSON(row.instance.index)), ("step", text(r.step)), ("check", text(r.check)),
      ("requirement", text(r.requirement?.text)), ("strength", text(binding?.strength.rawValue)), ("class", text(binding?.class.rawValue)),
      ("judges", text(r.judges.text)), ("real", .bool(ledger.run.actors.contains { $0.isReal && $0.role.text == r.judges.text })),
      ("verdict", text(word(for: r.verdict))), ("reason", text(r.reason?.rawValue)), ("grade", text(r.grade?.rawValue)),
      ("expected", text(r.expected)), ("actual", text(r.actual)), ("note", text(r.note)), ("place", text(row.check.place)),
      ("evidence", JSONReport.texts(r.evidence)),
    ])
  }
}
