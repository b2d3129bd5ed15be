import Conformance
package import Evidence

/// The summary of a step in a CI pipeline: verdict, cause, roles and levels, what is open, how to reproduce it.
package struct MarkdownSummary: ReportFormat {
  /// A step's summary has a bound, and a reader too.
  private static let most = 50

  package init() {}
  package var card: FormatCard { FormatCard(name: "markdown", file: "summary.md", title: "Markdown for the summary of a CI step") }

  package func write(_ ledger: Ledger, _ settings: ReportSettings, to sink: inout some ByteSink) throws(ReportFailure) {
    let headline = Headline(ledger)
    sink.write("## \(sign(headline.tone)) \(headline.word)\n\n\(MarkdownText.escape(headline.sentence))\n\n")
    for fault in Headline.faults(ledger) { sink.write("- \(MarkdownText.escape(fault))\n") }
    for drift in Headline.drifts(ledger).prefix(Self.most) { sink.write("- \(MarkdownText.escape("drift: " + drift))\n") }
    if let cause = ledger.cause { sink.write(first(cause, ledger)) }
    sink.write(roles(ledger))
    sink.write(open(ledger))
    sink.write(scenarios(ledger))
    sink.write(errata(ledger))
    sink.write(declared(ledger.run))
    sink.write(foot(ledger))
  }

  private func first(_ cause: Cause, _ ledger: Ledger) -> String {
    let r = cause.result
    let title = [r.requirement?.text, cause.requirement?.text].compactMap(\.self).joined(separator: ": ")
    let rows: [[String]] = [
      ["who", "\(r.judges) (\(cause.isReal ? "under test" : "simulated"))"], ["where", "\(cause.instance.name), \(r.step).\(r.check)"],
      ["expected", r.expected ?? ""], ["actual", cause.actual ?? ""], ["strict", r.strict?.sentence ?? ""],
      ["why", [r.reason?.rawValue, r.note ?? r.reason?.sentence].compactMap(\.self).joined(separator: ". ")],
      ["next", r.reason?.nextStep ?? ""],
    ]
    let replay = cause.replay.map { "\nThe message that shows it:\n\n" + MarkdownText.code(Curl.line($0)) } ?? ""
    let again = Again.command(ledger.run, cause.instance).map { "\nThe scenario again:\n\n" + MarkdownText.code($0) } ?? ""
    return "### First: \(MarkdownText.escape(title))\n\n" + MarkdownText.table(["", ""], rows.filter { !$0[1].isEmpty }) + replay + again
      + "\n"
  }

  private func roles(_ ledger: Ledger) -> String {
    let rows = ledger.judged.flatMap { role -> [[String]] in
      let head = ["\(role.role)", role.product, "\(role.score.total)"]
      guard !role.levels.isEmpty else { return [head + [""]] }
      return role.levels.map { head + ["\($0.profile): \($0.level?.name ?? "no level")"] }
    }
    return rows.isEmpty ? "" : "### Roles\n\n" + MarkdownText.table(["role", "product", "score", "level"], rows) + "\n"
  }

  private func open(_ ledger: Ledger) -> String {
    let all = ledger.open
    guard !all.isEmpty else { return "" }
    let rows = all.prefix(Self.most).map { cause in
      let r = cause.result
      return [
        ledger.requirement(r.requirement).map { ([$0.state.rawValue] + $0.marks).joined(separator: ", ") } ?? "", r.requirement?.text ?? "",
        cause.requirement?.text ?? "", "\(r.judges)",
        r.reason?.rawValue ?? "", "\(cause.instance.name) \(r.step)",
      ]
    }
    let more = all.count > Self.most ? "\nand \(all.count - Self.most) more, in the report\n" : ""
    return "### Open requirements\n\n" + MarkdownText.table(["state", "requirement", "text", "role", "reason", "seen in"], rows) + more
      + "\n"
  }

  private func scenarios(_ ledger: Ledger) -> String {
    let bad = ledger.instances.filter { ![.pass, .notApplicable].contains($0.worst) }
    guard !bad.isEmpty else { return "" }
    let rows = bad.prefix(Self.most).map { ["\($0.planned.suite)/\($0.name)", $0.worst.rawValue, $0.counts.text] }
    let more = bad.count > Self.most ? "\nand \(bad.count - Self.most) more, in the report\n" : ""
    return "### Scenarios\n\n" + MarkdownText.table(["scenario", "gravest", "checks"], rows) + more + "\n"
  }

  /// Those without which a check would have ended otherwise; the others are counted.
  private func errata(_ ledger: Ledger) -> String {
    let used = ledger.errata.filter { !$0.checks.isEmpty }
    guard !used.isEmpty else { return "" }
    let rows = used.map { use in
      [use.erratum.id, use.erratum.reason, use.erratum.upstream, "\(use.checks.count)", use.first ?? "", use.strict?.sentence ?? ""]
    }
    let idle = ledger.errata.count - used.count
    return "### Errata that made a difference\n\n"
      + MarkdownText.table(["erratum", "reason", "upstream", "checks", "first in", "strictly"], rows)
      + (idle > 0 ? "\nand \(idle) more in force, by which nothing was judged otherwise\n" : "") + "\n"
  }

  /// The vendor's words and decisions, without which the results could not be read.
  private func declared(_ run: RunStarted) -> String {
    let rows =
      run.words.map { [$0.list, $0.ours, $0.theirs] }
      + run.policies.filter(\.isDeclared).map { ["policy", $0.name, $0.value] }
    guard !rows.isEmpty else { return "" }
    return "### Vocabulary and policy\n\n" + MarkdownText.table(["list", "ours", "theirs"], rows) + "\n"
  }

  private func foot(_ ledger: Ledger) -> String {
    let run = ledger.run
    let suites = run.suites.map { "\($0.id) \($0.version)" }.joined(separator: ", ")
    let scope = run.isSelection ? ", a selection, not a profile" : ""
    let text =
      "\(ledger.instances.count) scenarios: \(ledger.counts.text); \(ledger.accounting). Suites \(suites)\(scope); seed \(run.seed); assay \(run.tool)."
    let apart = ledger.apart.map { "- \(MarkdownText.escape($0))\n" }.joined()
    return (apart.isEmpty ? "" : apart + "\n") + MarkdownText.escape(text) + "\n\n"
      + MarkdownText.escape("Exit \(ledger.status.rawValue): \(ledger.statusSentence).") + "\n"
  }

  private func sign(_ tone: Tone) -> String {
    switch tone {
    case .ok: "\u{2705}"
    case .bad: "\u{274C}"
    case .open, .quiet: "\u{26A0}\u{FE0F}"
    }
  }
}
