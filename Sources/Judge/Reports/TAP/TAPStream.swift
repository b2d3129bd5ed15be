package import Conformance
import Documents
package import Evidence

/// Test Anything Protocol, version 14: a subtest for each scenario, a test point for each check.
package struct TAPStream: ReportFormat {
  package init() {}
  package var card: FormatCard {
    FormatCard(name: "tap", file: "report.tap", title: "Test Anything Protocol 14, a subtest for each scenario")
  }
  package func word(for verdict: Verdict) -> String { TAPOutcome(verdict).word + TAPOutcome(verdict).directive.prefix(7) }

  package func write(_ ledger: Ledger, _ settings: ReportSettings, to sink: inout some ByteSink) throws(ReportFailure) {
    let headline = Headline(ledger)
    sink.write("TAP version 14\n1..\(ledger.instances.count)\n")
    for (number, instance) in ledger.instances.enumerated() { sink.write(subtest(instance, number + 1, ledger)) }
    sink.write("# \(headline.word) \(headline.sentence.onOneLine)\n# \(ledger.counts.text)\n")
    if ledger.status == .harnessFault { sink.write("Bail out! The harness is at fault.\n") }
  }

  private func subtest(_ instance: LedgerInstance, _ number: Int, _ ledger: Ledger) -> String {
    let rows = CheckRow.all(of: instance, in: ledger)
    let isOk = !rows.contains { Self.outcome($0) == .notOk }
    var out = "# Subtest: \(Self.text(instance.name))\n    1..\(rows.count)\n"
    for (n, row) in rows.enumerated() { out += point(row, n + 1) }
    return out + "\(isOk ? "ok" : "not ok") \(number) - \(Self.text(instance.name))\n"
  }

  private func point(_ row: CheckRow, _ number: Int) -> String {
    let outcome = Self.outcome(row)
    let known = row.isExpected && outcome == .todo ? " # TODO expected" : outcome.directive
    let line = "    \(outcome.word) \(number) - \(Self.text(row.name))\(known)\n"
    guard row.result.verdict != .pass else { return line }
    let block = Members(
      [("message", .string(row.message)), ("verdict", .string(row.result.verdict.rawValue))]
        + row.details.map { ($0.name, .string($0.text)) })
    return line + "      ---\n" + YAMLText.block(.object(block), indent: 6) + "      ...\n"
  }

  /// A known failure is what TODO is for: shown, and not counted.
  private static func outcome(_ row: CheckRow) -> TAPOutcome {
    let outcome = TAPOutcome(row.result.verdict)
    return row.isExpected && outcome == .notOk ? .todo : outcome
  }

  /// One line, in which no sharp sign begins a directive.
  private static func text(_ text: String) -> String {
    text.onOneLine.unicodeScalars.map { $0 == "#" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
  }
}
