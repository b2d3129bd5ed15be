import Conformance
import Evidence
import Facts
import Scenarios
import Timeline

extension Player {
  /// A person does something at a real system, or says what is to be seen there: the lowest grade of evidence, and never a gate.
  mutating func play(_ prompt: PromptStep, _ s: Step, _ row: Row?) async throws(Stuck) {
    guard prompt.role.map({ stage.occupant($0).isReal }) ?? stage.hasReal else {
      return judgeRest(of: s, row, .notApplicableActor, "\(s.id): at a simulated system there is nothing for a person to do or to see")
    }
    if let broken { return judgeRest(of: s, row, broken.reason, broken.note) }
    let asked = [(name: "step", value: s.id.text)] + (row.map { [(name: "row", value: $0.name)] } ?? [])
    guard let said = await stage.person(PersonRequest(.prompt(ask: prompt.ask), asked, notes: prompt.attach.map(\.text))) else {
      return unanswered(s, row, .inconclusiveNoObserver, "\(s.id): nobody can be asked; declare an `operator` in the target")
    }
    note(said, s)
    if said.isWaitedOut { return unanswered(s, row, said.reason, "\(s.id): \(said.note)") }
    for g in said.gives { outputs[s.id.text]?.facts[g.name] = .text(g.value) }
    if !said.gives.contains(where: { $0.name == "answer" }) { outputs[s.id.text]?.facts["answer"] = .text(said.isDone ? "yes" : "no") }
    if s.checks.isEmpty, !said.isDone { broken = broken ?? (.inconclusivePrecondition, "\(s.id): \(said.note)") }
    try await settle()
    judge(prompt, s, row, said)
  }

  private mutating func judge(_ prompt: PromptStep, _ s: Step, _ row: Row?, _ said: Hooked) {
    let facts = outputs[s.id.text]?.facts ?? Facts()
    let missing = prompt.attach.first { facts[$0.text] == nil }
    for check in s.checks {
      var draft = Draft(
        step: s.id.text, check: InstancePlan.name(check, row, nil), requirement: check.requirement?.text, seen: .right, grade: .d,
        evidence: [said.note])
      let asserted = assertions(row).judge(check.assertion, Seen(facts: facts))
      (draft.expected, draft.actual, draft.difference) = (asserted.expected, asserted.actual, asserted.difference)
      if let missing, said.isDone {
        draft.seen = .lacking(.inconclusiveNoEvidence)
        draft.note = "\(missing) was neither noted down nor attached"
      } else {
        draft.take(asserted.outcome)
      }
      finish(draft, s)
    }
  }

  /// What a person was to do makes what follows; what a person was to see makes only its own checks.
  private mutating func unanswered(_ s: Step, _ row: Row?, _ reason: Reason, _ note: String) {
    if s.checks.isEmpty { broken = broken ?? (reason, note) }
    judgeRest(of: s, row, reason, note)
  }

  /// Who did or said it stands in the evidence.
  func note(_ said: Hooked, _ s: Step) {
    if said.by != nil { recorder.record(.step(StepEvent(step: s.id.text, state: .waiting, note: said.note, at: now))) }
  }
}
