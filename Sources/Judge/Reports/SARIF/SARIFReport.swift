package import Conformance
import Documents
package import Evidence
import Facts

/// SARIF 2.1.0: a result for each check that failed or could not be judged, and for each finding; the rules are the requirements.
package struct SARIFReport: ReportFormat {
  package init() {}
  package var card: FormatCard {
    FormatCard(name: "sarif", file: "report.sarif", title: "SARIF 2.1.0, what failed, what is open, what else was seen")
  }

  package func word(for verdict: Verdict) -> String {
    let kind = SARIFLog.Kind(verdict)
    guard kind.isFinding else { return "\(kind.rawValue), counted only" }
    return kind == .fail ? "fail, level \(SARIFLog.Level(verdict).rawValue)" : kind.rawValue
  }

  package func write(_ ledger: Ledger, _ settings: ReportSettings, to sink: inout some ByteSink) throws(ReportFailure) {
    sink.write(log(ledger).encoded())
  }

  private func log(_ ledger: Ledger) -> SARIFLog {
    let checks = CheckRow.all(in: ledger).filter { SARIFLog.Kind($0.result.verdict).isFinding }
    let findings = ledger.instances.flatMap { one in one.findings.map { (one, $0) } }
    var rules: [SARIFLog.Rule] = []
    for id in checks.map(Self.rule) + findings.map(\.1.name) where !rules.contains(where: { $0.id == id }) {
      rules.append(Self.rule(id, ledger))
    }
    var log = SARIFLog(
      version: ledger.run.tool, rules: rules, results: checks.map(Self.result) + findings.map { Self.result($0.1, in: $0.0) },
      succeeded: ledger.status != .harnessFault, exit: Int(ledger.status.rawValue))
    log.properties = [("verdict", .string(Headline(ledger).word)), ("counts", JSONReport.counts(ledger.counts))]
    return log
  }

  private static func rule(_ row: CheckRow) -> String { row.result.requirement?.text ?? row.result.reason?.rawValue ?? "check" }

  private static func rule(_ id: String, _ ledger: Ledger) -> SARIFLog.Rule {
    let known = ledger.requirement(RequirementID(id))?.requirement
    return SARIFLog.Rule(
      id: id, text: known?.text ?? Reason(rawValue: id)?.sentence ?? "Something seen that no step asked about.", help: known?.source)
  }

  private static func result(_ row: CheckRow) -> SARIFLog.Result {
    let r = row.result
    var result = SARIFLog.Result(
      rule: rule(row), level: .init(r.verdict), message: message(row), file: file(row.instance), fingerprint: row.id)
    result.kind = .init(r.verdict)
    result.logical = "\(row.instance.name)#\(row.point)"
    result.properties = [("verdict", r.verdict.rawValue)] + row.details
    return result
  }

  private static func message(_ row: CheckRow) -> String {
    let seen = [row.result.expected.map { "Expected \($0)" }, row.result.actual.map { "seen \($0)" }].compactMap(\.self).joined(
      separator: ", ")
    return row.message + (seen.isEmpty ? "" : " \(seen).")
  }

  private static func result(_ finding: Finding, in instance: LedgerInstance) -> SARIFLog.Result {
    var result = SARIFLog.Result(
      rule: finding.name, level: .none, message: finding.detail, file: file(instance),
      fingerprint: "\(instance.planned.suite)/\(instance.name)#\(finding.name) \(finding.exchange ?? "")")
    result.kind = .informational
    result.logical = instance.name
    return result
  }

  /// The page of the scenario, from the folder that holds `suites/`.
  private static func file(_ instance: LedgerInstance) -> String { "suites/\(instance.planned.suite)/\(instance.planned.scenario).yaml" }
}
