import Conformance
import Evidence
import Facts

/// One scenario instance: what went wrong, the picture, every check, and the messages behind what went wrong.
enum ScenarioView {
  static func view(_ instance: LedgerInstance, _ ledger: Ledger, isOpen: Bool, _ shelf: inout Shelf) -> View {
    let causes = ledger.causes(in: instance)
    let needed = Set(causes.flatMap { FailureView.messages($0).map(\.id) })
    let picture = SequenceDiagram(instance, ledger.run, anchored: Set(instance.exchanges.map(\.id)))
    let messages = MessageView(instance, causes)
    var view = View([
      "tone": Tone(instance.worst).rawValue, "state": instance.worst.rawValue, "name": instance.name, "title": instance.planned.title,
      "anchor": Anchor.instance(instance.index), "counts": instance.counts.text, "took": took(instance),
      "diagram": instance.exchanges.isEmpty ? nil : picture.svg(title: "\(instance.name): who sent what to whom"),
    ])
    view.set("open", isOpen)
    view.set("failures", causes.map { FailureView.view($0, ledger, anchored: true) })
    view.set("checks", instance.checks.map { check($0.result, isLinked: $0.result.verdict.isBroken || $0.result.verdict.isUnseen) })
    var views: [View] = []
    for exchange in instance.exchanges { views.append(messages.view(exchange, needed: needed.contains(exchange.id), on: &shelf)) }
    view.set("messages", views)
    view.set("hasMessages", !views.isEmpty)
    return view
  }

  private static func took(_ instance: LedgerInstance) -> String? {
    guard let ms = instance.finished?.milliseconds, ms > 0 else { return nil }
    return ms < 10_000 ? "\(ms) ms" : "\(ms / 1000) s"
  }

  private static func check(_ result: CheckResult, isLinked: Bool) -> View {
    View([
      "tone": Tone(result.verdict).rawValue, "verdict": result.verdict.rawValue, "step": result.step, "check": result.check,
      "role": "\(result.judges)", "anchor": isLinked && result.verdict != .notRun ? Anchor.check(result.id) : nil,
      "strict": result.strict?.sentence, "requirement": result.requirement?.text, "grade": result.grade?.rawValue,
      "why": result.verdict == .pass ? result.evidence.joined(separator: ", ") : result.reason.map { "\($0.rawValue): \($0.sentence)" },
    ])
  }
}
