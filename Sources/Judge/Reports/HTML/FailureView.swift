import Conformance
import Evidence
import Facts

/// One check that did not pass: who, what, where, expected and actual, how to see it again, and the way to the messages.
enum FailureView {
  static func view(_ cause: Cause, _ ledger: Ledger, anchored: Bool) -> View {
    let result = cause.result
    let product = ledger.run.actors.first { $0.role.text == result.judges.text }?.product
    var view = View([
      "tone": Tone(result.verdict) == .bad ? "bad" : "open", "anchor": anchored ? Anchor.check(result.id) : nil,
      "role": "\(result.judges)", "kind": cause.isReal ? "under test: \(product ?? "")" : "simulated",
      "requirement": result.requirement?.text, "text": cause.requirement?.text ?? "It establishes what later checks rely on.",
      "reason": result.reason?.rawValue ?? result.verdict.rawValue, "sentence": result.reason?.sentence, "note": result.note,
      "expected": result.expected ?? cause.requirement?.text, "actual": cause.actual, "difference": result.difference,
      "strict": result.strict?.sentence,
      "next": result.reason?.nextStep ?? again(result),
      "scenario": "\(cause.instance.name) \(cause.instance.planned.title)", "step": result.step, "check": result.check,
      "place": cause.check.place, "bytes": MessageView.byteRange(cause).map { "bytes \($0.lowerBound) to \($0.upperBound)" },
      "evidence": result.evidence.filter { cause.instance.exchange($0) == nil }.joined(separator: ", "),
    ])
    view.set("real", cause.isReal)
    view.set("compared", result.expected != nil || cause.actual != nil)
    view.set("tags", tags(cause))
    view.set("commands", commands(cause, ledger))
    view.set("exchanges", messages(cause).map { View(["anchor": Anchor.exchange(cause.instance.index, $0.id), "path": $0.id]) })
    return view
  }

  /// The evidence, then what would be sent again, each once.
  static func messages(_ cause: Cause) -> [Exchange] {
    guard let replay = cause.replay, !cause.exchanges.contains(where: { $0.id == replay.id }) else { return cause.exchanges }
    return cause.exchanges + [replay]
  }

  /// A wrong answer has no other remedy than a right one.
  private static func again(_ result: CheckResult) -> String? {
    result.verdict.isBroken ? "mend it, then play this scenario alone with the line below" : nil
  }

  private static func tags(_ cause: Cause) -> [String] {
    guard let r = cause.requirement else { return [] }
    var tags = [r.strength.rawValue, r.class.rawValue, "by \(r.authority.rawValue)"]
    if r.gate != nil { tags.append("gate") }
    if let grade = cause.result.grade { tags.append("evidence \(grade.rawValue)") }
    return tags
  }

  private static func commands(_ cause: Cause, _ ledger: Ledger) -> [View] {
    var views: [View] = []
    if let replay = cause.replay {
      let received = replay.to.text == cause.result.judges.text
      let what = received ? "what \(replay.to) was sent (exchange \(replay.id))" : "as \(replay.from) sent it (exchange \(replay.id))"
      views.append(View(["title": "to reproduce: \(what)", "line": Curl.line(replay)]))
    }
    if let again = Again.command(ledger.run, cause.instance) { views.append(View(["title": "or the whole scenario", "line": again])) }
    return views
  }
}
