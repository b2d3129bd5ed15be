import Conformance
import Evidence
import Facts

/// One scenario instance: what went wrong, the picture, every check, and the messages behind what went wrong.
enum ScenarioView {
  static func view(_ instance: LedgerInstance, _ ledger: Ledger) -> View {
    let causes = ledger.causes(in: instance)
    let shown = shownMessages(causes, instance)
    let picture = SequenceDiagram(instance, ledger.run, anchored: Set(shown.map(\.id)))
    var view = View([
      "tone": Tone(instance.worst).rawValue, "state": instance.worst.rawValue, "name": instance.name, "title": instance.planned.title,
      "anchor": Anchor.instance(instance.index), "counts": instance.counts.text,
      "diagram": picture.svg(title: "\(instance.name): who sent what to whom"),
    ])
    view.set("open", instance.worst != .pass && instance.worst != .notApplicable)
    view.set("failures", causes.map { FailureView.view($0, ledger, anchored: true) })
    view.set("checks", instance.checks.map { check($0.result) })
    view.set("messages", shown.map { MessageView.view($0, instance, anchored: true) })
    return view
  }

  private static func shownMessages(_ causes: [Cause], _ instance: LedgerInstance) -> [Exchange] {
    let ids = Set(causes.flatMap { FailureView.messages($0).map(\.id) })
    return instance.exchanges.filter { ids.contains($0.id) }
  }

  private static func check(_ result: CheckResult) -> View {
    View([
      "tone": Tone(result.verdict).rawValue, "verdict": result.verdict.rawValue, "step": result.step, "check": result.check,
      "role": "\(result.judges)", "requirement": result.requirement?.text, "grade": result.grade?.rawValue,
      "why": result.verdict == .pass ? result.evidence.joined(separator: ", ") : result.reason.map { "\($0.rawValue): \($0.sentence)" },
    ])
  }
}
