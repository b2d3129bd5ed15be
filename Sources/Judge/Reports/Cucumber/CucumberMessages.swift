package import Conformance
import Documents
package import Evidence
import Facts

/// Cucumber messages: an envelope a line, a feature for each page, a scenario for each instance, a step for each check.
///
/// Written for viewers of Cucumber and for GovStack's testing application, which takes such a stream as its upload.
package struct CucumberMessages: ReportFormat {
  package init() {}
  package var card: FormatCard {
    FormatCard(
      name: "cucumber", file: "cucumber.ndjson", title: "Cucumber messages, a step for each check; GovStack's testing application takes it")
  }
  package func word(for verdict: Verdict) -> String { CucumberStatus(verdict).rawValue }

  package func write(_ ledger: Ledger, _ settings: ReportSettings, to sink: inout some ByteSink) throws(ReportFailure) {
    let times = RunTimes(ledger)
    let features = CucumberFeature.all(in: ledger)
    var out: [JSON] = [["meta": Self.meta(ledger)]]
    for feature in features { out += [["source": feature.source], ["gherkinDocument": feature.document]] }
    for feature in features { out += feature.scenarios.map { ["pickle": $0.pickle(uri: feature.uri)] } }
    out.append(["testRunStarted": ["id": "run", "timestamp": Self.stamp(times.start)]])
    for scenario in features.flatMap(\.scenarios) { out.append(["testCase": scenario.testCase]) }
    for scenario in features.flatMap(\.scenarios) { out += Self.played(scenario, times) }
    out.append([
      "testRunFinished": [
        "success": .bool(ledger.status == .ok), "message": .string(Headline(ledger).sentence), "timestamp": Self.stamp(times.stop),
        "testRunStartedId": "run",
      ]
    ])
    for envelope in out {
      sink.write(envelope.encoded())
      sink.write("\n")
    }
  }

  private static func meta(_ ledger: Ledger) -> JSON {
    let product = ledger.judged.filter(\.isReal).map(\.product).joined(separator: ", ")
    return [
      "protocolVersion": "30.0.0", "implementation": ["name": "assay", "version": .string(ledger.run.tool)],
      "runtime": ["name": .string(product.isEmpty ? "reference" : product)], "os": ["name": "any"], "cpu": ["name": "any"],
    ]
  }

  private static func played(_ scenario: CucumberScenario, _ times: RunTimes) -> [JSON] {
    let (start, stop) = (stamp(times.start(of: scenario.instance)), stamp(times.stop(of: scenario.instance)))
    let id = "\(scenario.id)-started"
    var out: [JSON] = [
      ["testCaseStarted": ["attempt": 0, "id": .string(id), "testCaseId": .string("\(scenario.id)-case"), "timestamp": start]]
    ]
    for (n, row) in scenario.rows.enumerated() {
      let step = JSON.string("\(scenario.id)-\(n)-test")
      out.append(["testStepStarted": ["testCaseStartedId": .string(id), "testStepId": step, "timestamp": start]])
      out.append([
        "testStepFinished": ["testCaseStartedId": .string(id), "testStepId": step, "testStepResult": result(row), "timestamp": start]
      ])
    }
    return out + [["testCaseFinished": ["testCaseStartedId": .string(id), "timestamp": stop, "willBeRetried": false]]]
  }

  private static func result(_ row: CheckRow) -> JSON {
    var m = Members([("duration", ["seconds": 0, "nanos": 0]), ("status", .string(CucumberStatus(row.result.verdict).rawValue))])
    if row.result.verdict != .pass { m.append("message", .string("\(row.result.verdict.rawValue): \(row.message)\n\(row.detail)")) }
    return .object(m)
  }

  private static func stamp(_ at: WireInstant) -> JSON {
    ["seconds": .number(String(at.seconds)), "nanos": .number(String((at.milliseconds - at.seconds * 1000) * 1_000_000))]
  }
}
