import Facts
import Reports
import Scenarios

extension SequenceDiagram {
  /// The picture of a story as it is written, each arrow leading to its step. What is asked of a system shows as an arrow of the harness.
  init(_ scenario: Scenario) {
    var roles: [Role] = []
    for edge in scenario.edges { for role in [edge.from, edge.to] where !roles.contains(role) { roles.append(role) } }
    let rows = scenario.steps.flatMap { Self.rows($0, scenario) }
    for case .arrow(let arrow) in rows {
      for name in [arrow.from, arrow.to] where !roles.contains(where: { $0.text == name }) { roles.append(Role(name)) }
    }
    let participants = roles.map { role in
      Participant(
        name: role.text,
        kind: role == .harness ? "the runner" : scenario.mayBeReal.contains(role) ? "may be real" : "simulated")
    }
    self = SequenceDiagram(participants: participants, rows: rows).trimmed()
  }

  private static func rows(_ step: Step, _ scenario: Scenario) -> [Row] {
    let anchor = SitePlace.anchor("step", step.id.text)
    func arrow(_ from: Role, _ to: Role, _ label: String, _ status: String = "", _ tone: Tone = .ok) -> Row {
      .arrow(Arrow(from: from.text, to: to.text, label: label, status: status, tone: tone, anchor: anchor))
    }
    switch step.kind {
    case .given(let s): return [.mark("\(step.id): given \(s.what)", .quiet)]
    case .arrange(let s): return [.mark("\(step.id): \(s.what) \(s.behaviour)", .quiet)]
    case .act(let s): return [arrow(s.what.role, s.what.role, s.what.name)]
    case .send(let s):
      guard let transfer = transfer(s, scenario) else { return [.mark("\(step.id): \(StepWords.said(step))", .quiet)] }
      return [arrow(transfer.from, transfer.to, "\(transfer.kind) (by the runner)", s.fault.map { "\($0)" } ?? "")]
    case .expect(let s):
      return [arrow(s.transfer.from, s.transfer.to, s.transfer.kind.text, s.within.map { "within \(CheckWords.said($0))" } ?? "")]
    case .expectNone(let s): return [arrow(s.transfer.from, s.transfer.to, "no \(s.transfer.kind)", "never", .quiet)]
    case .probe(let s):
      let answer: String =
        switch s.asking {
        case .once: ""
        case .until(let value), .holds(let value): "\(value)"
        }
      return [arrow(.harness, s.what.role, "\(s.what.name)?", answer)]
    case .check: return []
    case .advance: return [.mark("\(step.id): \(StepWords.said(step))", .quiet)]
    case .prompt(let s): return [.mark("\(step.id): \(s.ask)", .quiet)]
    case .call(let s): return [arrow(scenario.edges.first { $0.to == s.role }?.from ?? .harness, s.role, "\(s.method) \(s.path)")]
    }
  }

  /// What the harness sends in whose name.
  private static func transfer(_ s: SendStep, _ scenario: Scenario) -> Transfer? {
    switch s.what {
    case .again(let step): scenario.step(step.text)?.transfer?.transfer
    case .message(let kind, _):
      scenario.edges.first { $0.kinds.contains(kind) }.map { Transfer(from: $0.from, to: $0.to, kind: kind) }
    }
  }
}
