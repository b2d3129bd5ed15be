package import Conformance
package import Documents
package import Evidence

/// What a comparison needs of a run: read from its `report.json`, which is also what a log is first made into.
package struct RunSnapshot: Sendable {
  package let run: String
  package let tool: String
  package let target: String
  /// `crvs-mis 1.0.0` with the digest of what was played.
  package let suites: [(name: String, digest: String)]
  package let isSelection: Bool
  package let requirements: [Comparison.Item]
  package let scenarios: [Comparison.Item]
  /// Ids that requirements had before, each with the one of then and of now.
  package let renames: [(old: String, new: String)]

  package init(_ ledger: Ledger) throws(ReportFailure) { try self.init(report: JSONReport.document(ledger)) }

  /// Refuses what is no report of a version that is known.
  package init(report: JSON) throws(ReportFailure) {
    guard report["assay-report"]?.int == JSONReport.version else {
      throw ReportFailure(
        "this is not a report of Assay, or not of version \(JSONReport.version)",
        next: "name the folder of a run, its log, or the report.json that was written with it")
    }
    let head = report["run"]
    run = head?["id"]?.text ?? ""
    tool = head?["tool"]?.text ?? ""
    target = head?["target"]?.text ?? ""
    suites = (head?["suites"]?.items ?? []).map { ("\($0["id"]?.text ?? "") \($0["version"]?.text ?? "")", $0["digest"]?.text ?? "") }
    isSelection = head?["selection"]?.bool ?? false
    let instances = report["instances"]?.items ?? []
    let reasons = Self.reasons(instances)
    renames = (report["requirements"]?.items ?? []).flatMap { one in
      (one["formerly"]?.items ?? []).compactMap(\.text).map { (old: $0, new: one["id"]?.text ?? "") }
    }
    requirements = (report["requirements"]?.items ?? []).compactMap { one in
      guard let id = one["id"]?.text, let state = one["state"]?.text.flatMap({ RequirementState(rawValue: $0) }) else { return nil }
      return .init(key: id, standing: Standing(state), word: state.rawValue, why: reasons[id, default: []].joined(separator: ", "))
    }
    scenarios = instances.compactMap { one in
      guard let key = one["key"]?.text, let verdict = one["verdict"]?.text.flatMap({ Verdict(rawValue: $0) }) else { return nil }
      return .init(key: "\(one["suite"]?.text ?? "")/\(key)", standing: Standing(verdict), word: verdict.rawValue, why: Self.why(one))
    }
  }

  /// By requirement the reasons for which its checks did not pass, each once, in the order of the run.
  private static func reasons(_ instances: [JSON]) -> [String: [String]] {
    var all: [String: [String]] = [:]
    for check in instances.flatMap({ $0["checks"]?.items ?? [] }) {
      guard let id = check["requirement"]?.text, let reason = check["reason"]?.text else { continue }
      if !all[id, default: []].contains(reason) { all[id, default: []].append(reason) }
    }
    return all
  }

  private static func why(_ instance: JSON) -> String {
    (instance["checks"]?.items ?? []).compactMap { check in
      check["reason"]?.text.map { "\(check["step"]?.text ?? "").\(check["check"]?.text ?? "") \($0)" }
    }.joined(separator: ", ")
  }
}
