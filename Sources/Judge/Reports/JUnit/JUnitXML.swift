package import Conformance
package import Evidence
import Facts

/// JUnit XML for build servers: a suite for each scenario instance, a case for each check.
///
/// Nothing passes by silence: what could not be judged is an error there, and only what does not apply is skipped.
package struct JUnitXML: ReportFormat {
  package init() {}
  package var card: FormatCard { FormatCard(name: "junit", file: "junit.xml", title: "JUnit XML, a test case for each check") }
  package func word(for verdict: Verdict) -> String { JUnitOutcome(verdict).element ?? "passed" }

  package func write(_ ledger: Ledger, _ settings: ReportSettings, to sink: inout some ByteSink) throws(ReportFailure) {
    sink.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n")
    for (number, instance) in ledger.instances.enumerated() { sink.write(suite(instance, number, ledger)) }
    sink.write("</testsuites>\n")
  }

  private func suite(_ instance: LedgerInstance, _ number: Int, _ ledger: Ledger) -> String {
    let rows = CheckRow.all(of: instance, in: ledger)
    let outcomes = rows.map(Self.outcome)
    var out = "  <testsuite" + attribute("name", instance.name) + attribute("package", instance.planned.suite)
    out += attribute("id", "\(number)") + attribute("timestamp", Self.stamp(instance, ledger)) + attribute("hostname", "localhost")
    out += attribute("tests", "\(outcomes.count)") + attribute("failures", "\(outcomes.count { $0 == .failure })")
    out += attribute("errors", "\(outcomes.count { $0 == .error })") + attribute("skipped", "\(outcomes.count { $0 == .skipped })")
    out += attribute("time", Self.seconds(instance.finished?.milliseconds ?? 0)) + ">\n"
    out += properties(instance, ledger)
    for row in rows { out += testcase(row) }
    return out
      + "    <system-out>\(Markup.escape(warnings(instance) + findings(instance)))</system-out>\n    <system-err></system-err>\n  </testsuite>\n"
  }

  private func properties(_ instance: LedgerInstance, _ ledger: Ledger) -> String {
    let run = ledger.run
    var pairs = [("run", run.run), ("tool", run.tool), ("seed", run.seed), ("title", instance.planned.title)]
    pairs += run.actors.map { ("actor.\($0.role)", ($0.isReal ? "under test: " : "simulated: ") + $0.product) }
    pairs += Verdict.allCases.map { ("checks.\($0.rawValue)", "\(instance.counts[$0])") }
    pairs += ledger.judged.map { ("score.\($0.role)", "\($0.score.total)") }
    for result in ledger.judged.flatMap(\.levels) {
      pairs.append(
        (
          "level.\(result.profile.name)",
          "\(result.sentence(.l1)) (\(result.profile.version), \(result.profile.isDraft ? "draft" : "adopted"))"
        ))
    }
    pairs += ledger.apart.map { ("apart", $0) } + Headline.drifts(ledger).map { ("drift", $0) }
    pairs.append(("exit", "\(ledger.status.rawValue): \(ledger.statusSentence)"))
    return "    <properties>\n"
      + pairs.map { "      <property\(attribute("name", $0.0))\(attribute("value", $0.1))/>\n" }.joined() + "    </properties>\n"
  }

  private func testcase(_ row: CheckRow) -> String {
    let (result, instance) = (row.result, row.instance)
    let open =
      "    <testcase" + attribute("name", row.name) + attribute("classname", "\(instance.planned.suite).\(instance.name)")
      + attribute("time", "0")
    guard let element = Self.outcome(row).element else { return open + "/>\n" }
    let type = element == "skipped" ? "" : attribute("type", result.reason?.rawValue ?? result.verdict.rawValue)
    return open + ">\n      <\(element)\(attribute("message", row.message))\(type)>"
      + Markup.escape(row.detail) + "</\(element)>\n    </testcase>\n"
  }

  /// What the expectation file knows breaks no build; it is no pass either.
  private static func outcome(_ row: CheckRow) -> JUnitOutcome {
    let outcome = JUnitOutcome(row.result.verdict)
    return row.isExpected && outcome != .passed ? .skipped : outcome
  }

  /// A failed should is no failure for a build, and still said.
  private func warnings(_ instance: LedgerInstance) -> String {
    instance.checks.filter { $0.result.verdict == .warn }.map { check in
      let r = check.result
      return "warn \(r.step).\(r.check) \(r.requirement?.text ?? ""): expected \(r.expected ?? "-"), actual \(r.actual ?? "-")\n"
    }.joined()
  }

  /// What was seen beside the checks.
  private func findings(_ instance: LedgerInstance) -> String {
    instance.findings.map { "finding \($0.name)\($0.about.map { " of \($0)" } ?? ""): \($0.detail)\n" }.joined()
  }

  private func attribute(_ name: String, _ value: String) -> String { " \(name)=\"\(Markup.escape(value))\"" }

  /// When the instance's first exchange was sent, without a zone, as the schema asks; without exchanges the day of the run.
  private static func stamp(_ instance: LedgerInstance, _ ledger: Ledger) -> String {
    guard let first = instance.exchanges.first else { return "\(ledger.run.today)T00:00:00" }
    return String(first.wire.text(fraction: false).dropLast())
  }

  private static func seconds(_ milliseconds: Int) -> String {
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}
