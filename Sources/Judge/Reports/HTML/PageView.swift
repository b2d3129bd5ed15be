import Conformance
import Evidence
import Facts

/// The page as a template sees it, top to bottom.
enum PageView {
  static func page(_ ledger: Ledger) -> View {
    let headline = Headline(ledger)
    let run = ledger.run
    let all = ledger.instances.flatMap(ledger.causes)
    let fold = ledger.cause.map { Fold($0, among: all) }
    var view = View([
      "title": "\(headline.word): \(run.suites.map(\.id).joined(separator: ", "))", "tone": headline.tone.rawValue,
      "verdict": headline.word, "sentence": headline.sentence, "run": run.run, "started": "T is \(run.today)",
      "suites": run.suites.map { "\($0.id) \($0.version)" }.joined(separator: ", "), "target": run.target.map { "target \($0)" },
      "accounting": "\(ledger.accounting)", "counts": ledger.counts.text, "exit": "\(ledger.status.rawValue): \(ledger.statusSentence)",
    ])
    view.set("roles", ledger.roles.map(role))
    view.set("hasScores", !ledger.roles.isEmpty)
    let faults = Headline.faults(ledger)
    view.set("faults", faults)
    view.set("hasFaults", !faults.isEmpty)
    view.set("apart", ledger.apart + Headline.drifts(ledger))
    view.set("cause", fold.map { cause($0, ledger) })
    let others = others(ledger, beside: fold, all)
    view.set("failures", Array(others.prefix(mostNamed)))
    view.set("rest", Array(others.dropFirst(mostNamed)))
    view["restCount"] = others.count > mostNamed ? "\(others.count - mostNamed)" : nil
    view.set("requirements", requirements(ledger))
    let findings = ledger.instances.flatMap { one in one.findings.map { finding($0, one) } }
    view.set("findings", findings)
    view.set("hasFindings", !findings.isEmpty)
    var shelf = Shelf()
    let opened = Set(ledger.instances.filter { Tone($0.worst) == .bad || Tone($0.worst) == .open }.prefix(mostOpen).map(\.index))
    var instances: [View] = []
    for one in ledger.instances { instances.append(ScenarioView.view(one, ledger, isOpen: opened.contains(one.index), &shelf)) }
    view.set("instances", instances)
    view.set("filterVerdicts", Verdict.allCases.filter { ledger.counts[$0] > 0 }.map(\.rawValue))
    view.set("filterRoles", ledger.roles.map { "\($0.role)" })
    view.set("facts", facts(ledger))
    let errata = ledger.errata
    view.set("errata", errata.map(erratum))
    view.set("hasErrata", !errata.isEmpty)
    view.set("words", run.words.map { View(["list": $0.list, "ours": $0.ours, "theirs": $0.theirs]) })
    view.set("hasWords", !run.words.isEmpty)
    view.set("policies", run.policies.map { View(["name": $0.name, "value": $0.value, "by": $0.isDeclared ? "the target" : "the suite"]) })
    view.set("hasPolicies", !run.policies.isEmpty)
    return view
  }

  private static func erratum(_ use: ErratumUse) -> View {
    var view = View([
      "id": use.erratum.id, "suite": use.erratum.suite, "reason": use.erratum.reason, "upstream": use.erratum.upstream,
      "count": use.checks.isEmpty ? nil : "\(use.checks.count)", "first": use.first, "strict": use.strict?.sentence,
      "anchor": use.checks.first.map { Anchor.instance($0.instance) },
    ])
    view.set("used", !use.checks.isEmpty)
    return view
  }

  private static func role(_ role: RoleResult) -> View {
    var view = View([
      "role": "\(role.role)", "kind": role.isReal ? "under test" : "simulated", "score": "\(role.score.total)",
    ])
    view.set("real", role.isReal)
    view.set("hasLevels", !role.levels.isEmpty)
    view.set("levels", role.levels.map(level))
    view.set("classes", role.score.classes.map { View(["role": "\(role.role)", "name": $0.class.rawValue, "tally": "\($0.tally)"]) })
    return view
  }

  /// What stands between the role and each level of a profile.
  private static func level(_ result: LevelResult) -> View {
    var view = View(["profile": "\(result.profile)"])
    view.set("sentences", Level.allCases.map(result.sentence))
    return view
  }

  /// Lines of a list that a reader takes in; the others are folded.
  private static let mostNamed = 12
  /// Scenarios that stand open; the others open by a click, a link or the filter.
  private static let mostOpen = 8

  /// What to fix first, with everything that is only wrong because of it folded under it.
  private static func cause(_ fold: Fold, _ ledger: Ledger) -> View {
    var view = FailureView.view(fold.cause, ledger, anchored: false)
    view.set("hasFolded", fold.count > 0)
    view.set("folded", fold.again.map { line($0, "again") } + fold.dependents.map { line($0, "because of it") })
    view["foldedCount"] = fold.count == 1 ? "1 more result goes away" : "\(fold.count) more results go away"
    return view
  }

  private static func line(_ other: Cause, _ why: String) -> View {
    View([
      "anchor": Anchor.check(other.result.id), "requirement": other.result.requirement?.text ?? other.result.check, "why": why,
      "verdict": other.result.verdict.rawValue, "tone": Tone(other.result.verdict).rawValue,
      "where": "\(other.instance.name), \(other.result.step).\(other.result.check)",
    ])
  }

  /// One line for each requirement that is not met or unseen, beside what the first cause shows or explains.
  private static func others(_ ledger: Ledger, beside fold: Fold?, _ all: [Cause]) -> [View] {
    let explained = Set(fold?.dependents.map(\.result.id) ?? [])
    let rest = ledger.open.filter { $0.result.requirement != fold?.cause.result.requirement && !explained.contains($0.result.id) }
    return rest.enumerated().map { i, other in
      let more = rest.count <= mostNamed ? Fold(other, among: all).count : 0
      var view = View([
        "anchor": other.result.verdict == .notRun ? Anchor.instance(other.instance.index) : Anchor.check(other.result.id),
        "requirement": other.result.requirement?.text, "role": "\(other.result.judges)", "text": other.requirement?.text,
        "verdict": other.result.verdict.rawValue, "tone": Tone(other.result.verdict).rawValue,
        "where": "\(other.instance.name), \(other.result.step).\(other.result.check)", "and": more > 0 ? "and \(more) more" : nil,
      ])
      view.set("first", i == 0)
      return view
    }
  }

  /// What is broken first, then what is open; within that the order of the catalogue.
  private static func requirements(_ ledger: Ledger) -> [View] {
    let order: [RequirementState] = [.notMet, .unseen, .met, .notApplicable]
    return order.flatMap { state in ledger.requirements.filter { $0.state == state } }.map(requirement)
  }

  private static func requirement(_ result: RequirementResult) -> View {
    let r = result.requirement
    let decisive = result.decisive
    let linked = decisive.map { $0.verdict.isBroken || ($0.verdict.isUnseen && $0.verdict != .notRun) } ?? false
    var view = View([
      "tone": Tone(result.state).rawValue, "state": result.state.rawValue,
      "verdicts": Verdict.allCases.filter { v in result.checks.contains { $0.verdict == v } }.map(\.rawValue).joined(separator: " "),
      "id": r.id.text, "text": r.text, "role": "\(r.binds)",
      "class": r.class.rawValue, "strength": r.strength.rawValue, "grade": r.grade.map { "\($0.rawValue) at least" },
      "why": result.state == .met ? nil : decisive?.reason?.sentence,
      "by": result.checks.count == 1 ? "1 check" : "\(result.checks.count) checks",
      "anchor": decisive.map { linked ? Anchor.check($0.id) : Anchor.instance($0.instance) },
    ])
    view.set("gate", r.gate != nil)
    view.set("marks", result.marks)
    view.set("notes", result.notes)
    return view
  }

  private static func finding(_ finding: Finding, _ instance: LedgerInstance) -> View {
    let about = finding.about.map { " (\($0))" } ?? ""
    return View(["kind": finding.name, "scenario": instance.name, "text": finding.detail + about])
  }

  private static func facts(_ ledger: Ledger) -> [View] {
    let run = ledger.run
    let suites = run.suites.map { "\($0.id) \($0.version) \($0.digest)" }.joined(separator: ", ")
    let edges = run.edges.map { "\($0.edge) by \($0.dialect)" }.joined(separator: ", ")
    let actors = run.actors.map { "\($0.role): \($0.product)" }.joined(separator: ", ")
    var rows = [("tool", run.tool), ("seed", run.seed), ("suites", suites), ("actors", actors), ("edges", edges)]
    rows += [("coverage", "\(ledger.coverage)"), ("again with", run.command)]
    return rows.filter { !$0.1.isEmpty }.map { View(["name": $0.0, "value": $0.1]) }
  }
}
