import Conformance
import Evidence
import Facts

extension SequenceDiagram {
  /// The picture of one instance, from its recorded exchanges. `anchored` are the exchanges that the page shows in full.
  init(_ instance: LedgerInstance, _ run: RunStarted, anchored: Set<String> = []) {
    let broken = instance.checks.filter { $0.result.verdict.isBroken || $0.result.verdict == .error }
    let badSteps = Set(broken.map(\.result.step))
    let badExchanges = Set(broken.flatMap { [$0.place.map { String($0.prefix { $0 != " " }) } ?? ""] + $0.result.evidence })
    var rows: [Row] = []
    for recorded in instance.events {
      switch recorded.event {
      case .step(let step) where step.state == .began:
        let title = instance.planned.steps.first { $0.id == step.step }?.title ?? ""
        rows.append(.mark(title.isEmpty ? step.step : "\(step.step): \(title)", badSteps.contains(step.step) ? .bad : .quiet))
      case .advanced(let advanced):
        rows.append(.mark("time passes: \(advanced.from.day) to \(advanced.to.day)", .quiet))
      case .exchange(let exchange):
        let anchor = anchored.contains(exchange.id) ? Anchor.exchange(instance.index, exchange.id) : nil
        var arrow = Arrow(exchange, isBad: badExchanges.contains(exchange.id), anchor: anchor)
        if anchor != nil { arrow.id = Anchor.arrow(instance.index, exchange.id) }
        rows.append(.arrow(arrow))
      default: break
      }
    }
    self.init(participants: Self.participants(instance, run), rows: Self.withoutEmptyMarks(rows))
    self = trimmed()
  }

  private static func participants(_ instance: LedgerInstance, _ run: RunStarted) -> [Participant] {
    var known = run.actors.map { Participant(name: $0.role.text, kind: $0.isReal ? "under test" : "simulated") }
    for name in instance.exchanges.flatMap({ [$0.from.text, $0.to.text] }) where !known.contains(where: { $0.name == name }) {
      known.append(Participant(name: name, kind: name == Role.harness.text ? "the runner" : "simulated"))
    }
    return known
  }

  /// A step that sent nothing needs no line, unless something failed in it; the mark before an arrow stays.
  private static func withoutEmptyMarks(_ rows: [Row]) -> [Row] {
    rows.indices.filter { i in
      guard case .mark(let text, let tone) = rows[i], tone != .bad, !text.hasPrefix("time passes") else { return true }
      guard i + 1 < rows.count, case .arrow = rows[i + 1] else { return false }
      return true
    }.map { rows[$0] }
  }
}

extension SequenceDiagram.Arrow {
  init(_ exchange: Exchange, isBad: Bool, anchor: String?) {
    let kind = exchange.readings.first?.message.kind.text
    let path = "\(exchange.request.method) \(exchange.request.path)"
    let failed = exchange.response.map { $0.status >= 500 } ?? true
    let status = exchange.response.map { "\($0.status)" } ?? exchange.failure?.kind.rawValue ?? "no answer"
    self.init(
      from: exchange.from.text, to: exchange.to.text, label: kind.map { exchange.repeated ? "\($0) (repeated)" : $0 } ?? path,
      status: status, tone: isBad || failed ? .bad : kind == nil ? .quiet : .ok, anchor: anchor)
  }
}
