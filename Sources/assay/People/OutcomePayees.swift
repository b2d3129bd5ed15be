import Engine
import Facts
import PaymentSwitch
import Population
import Sandbox
import Scenarios

/// The payees of stories for whom a real payment system has to do something particular, where it goes by their accounts.
struct OutcomePayees: Sendable {
  let casting: Casting
  private var outcomes: [TargetFile.Outcome] { casting.target?.outcomes ?? [] }
  init(_ casting: Casting) { self.casting = casting }

  func endings(in plan: InstancePlan) -> AccountEndings {
    guard !outcomes.isEmpty else { return AccountEndings() }
    var wanted: [(key: PersonKey, ending: String)] = []
    for step in plan.scenario.steps {
      guard case .arrange(let arrange) = step.kind, casting.target?.isByAccount(arrange.what.name, of: arrange.what.role) == true else {
        continue
      }
      for row in casting.rows(of: step, in: plan) {
        guard let about = arrange.about?.said(row), let does = PaymentOutcome(arrange.behaviour.said(row) ?? ""),
          let ending = outcomes.first(where: { PaymentOutcome($0.does) == does })?.suffix
        else { continue }
        for person in plan.scenario.people(named: about) where !wanted.contains(where: { $0.key.text == person.name }) {
          wanted.append((PersonKey(person.name), ending))
        }
      }
    }
    return AccountEndings(wanted: wanted, reserved: outcomes.map(\.suffix))
  }
}

extension Value {
  /// The text, or that of the row's column which it refers to.
  fileprivate func said(_ row: Row?) -> String? {
    guard case .reference(let r) = form else { return text }
    guard case .each = r.root, let row else { return nil }
    return row.value?.text ?? row.fields.first { $0.name.text == r.fact }?.value.text ?? row.name
  }
}

extension Casting {
  /// The rows of a step as they hold over the dialects of this run: what no dialect can carry is replaced by the row's `else`.
  func rows(of step: Step, in plan: InstancePlan) -> [Row?] {
    let topology = topology
    func isMet(_ need: Need) -> Bool {
      guard let edge = plan.scenario.edges.first(where: { $0.name.text == need.edge }), let spoken = topology[EdgeName(need.edge)],
        let card = SandboxStages.dialects.first(where: { $0.card.name == spoken.dialect })?.card
      else { return false }
      return card.has(need.feature, between: edge.from, and: edge.to, in: edge.kinds)
    }
    return plan.rows(step.forEach).map { row in
      row.map { Row(name: $0.name, fields: $0.fields(where: isMet), value: $0.value, span: $0.span) }
    }
  }
}
