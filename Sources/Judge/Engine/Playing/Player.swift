import Conformance
import Evidence
import Facts
import Population
import Scenarios
import Timeline

/// Plays one scenario instance on a stage, step by step, and judges what it saw. Its only output is events.
struct Player {
  let plan: InstancePlan
  let stage: any Stage
  let recorder: InstanceRecorder
  let book: ArrivalBook
  var outputs: [String: StepOutput] = [:]
  /// Failures of judged roles so far.
  var failures: [Failure] = []
  /// Why nothing after this point can be judged: a precondition that was not confirmed.
  var broken: (reason: Reason, note: String)?
  var deferred: [Deferred] = []
  /// Failures of ours that no failure of a judged role explains yet: the guilty check may come after the one that it misleads.
  var held: [Held] = []
  /// Why the world stands still. A story is not played on in a world whose time does not move.
  var stuck: String?
  var later: [Later] = []
  /// What the story has changed so far.
  var changes: [Change] = []
  var judged = 0
  var interrupted = false
  /// How much had arrived when something was last done.
  var actedAt = 0
  /// How much had arrived when the story began to wait; nil where something was done since.
  var idleSince: Int?
  /// Whether a vendor's test clock was moved while it waited.
  var hasMovedClock = false
  /// When what was arranged for a time is over on our side.
  var arrangedUntil: WorldInstant?
  var step = 0

  init(plan: InstancePlan, stage: any Stage, recorder: InstanceRecorder, book: ArrivalBook) {
    self.plan = plan
    self.stage = stage
    self.recorder = recorder
    self.book = book
  }

  var now: WorldInstant { stage.timeline.now }
  var isArranged: Bool { arrangedUntil.map { now < $0 } ?? false }
  /// The place in program order of the step that is being played.
  var path: Path { Path([step]) }

  mutating func play() async {
    let unplayable = unplayable
    for s in plan.scenario.steps {
      if let unplayable {
        skip(s, unplayable.reason, unplayable.note)
        continue
      }
      if Task.isCancelled { interrupted = true }
      if interrupted {
        skip(s, .notRunInterrupted, "the run was interrupted")
        continue
      }
      if let stuck {
        skip(s, .errorHarness, stuck)
        continue
      }
      await play(s)
    }
    await finish()
  }

  /// Why this instance cannot be played here at all.
  private var unplayable: (reason: Reason, note: String)? {
    for edge in plan.scenario.edges {
      guard let spoken = stage.card(of: EdgeName(edge.name.text))?.name, !edge.takes(spoken) else { continue }
      return (.notApplicableDialect, "it is about \(edge.dialects.map(\.text).joined(separator: ", ")), and \(edge.name) speaks \(spoken)")
    }
    if let need = plan.needs.first(where: { !isMet($0) }) {
      return (.notApplicableDialect, "the dialect of \(need.edge) cannot carry \(need.feature)")
    }
    if let when = plan.when, !plan.holds(when) { return (.notApplicablePolicy, otherwise(when)) }
    if !stage.allowsHostileInput, let hostile = plan.scenario.steps.first(where: { isHostile($0) }) {
      return (.notApplicableLimits, "\(hostile.id): a spoiled message is sent only where the target says `hostile-input: allowed`")
    }
    // A story without its base is void: only what a variant adds may ask for more than a real system can be made to do.
    guard plan.variant != nil else { return nil }
    return plan.scenario.steps.firstNonNil { beyond($0) }.map { (.notApplicableActor, $0) }
  }

  private func otherwise(_ when: PolicyCondition) -> String {
    let said = when.terms.map { plan.policy($0.policy) ?? "not said" }.joined(separator: ", ")
    return "it is played where \(when), and it is \(said)"
  }

  private func isHostile(_ s: Step) -> Bool {
    guard case .send(let send) = s.kind else { return false }
    let hearer: Role? =
      switch send.what {
      case .again(let step): send.isSpoiledRepeat ? plan.scenario.step(step.text)?.transfer?.transfer.to : nil
      case .message(let kind, _): send.fault == nil ? nil : plan.scenario.edges.first { $0.kinds.contains(kind) }?.to
      }
    return hearer.map { stage.occupant($0).isReal } ?? false
  }

  /// Something that only the other side can do; who did it by hand stands in the evidence. Nobody is asked for what nothing hangs on any
  /// more: where the story is broken, none of its checks can be judged.
  func ask(_ act: String, of role: Role, _ inputs: [(name: String, value: String)], _ s: Step) async -> Hooked? {
    if let broken, stage.isByHand(act, of: role) { return Hooked(isDone: false, note: broken.note) }
    await letArrive()
    let hooked = await stage.hook(act, role: role, inputs)
    if let hooked { note(hooked, s) }
    return hooked
  }

  /// What we have said is answered before a real system is asked for the next thing: a hook must not overtake a message on its way.
  func letArrive() async { _ = try? await stage.timeline.settle(outside: true) }

  /// What a step asks of a real system that nobody can make it do.
  private func beyond(_ s: Step) -> String? {
    switch s.kind {
    case .arrange(let a) where stage.occupant(a.what.role).isReal && !stage.mayArrange(a.what.name, with: a.what.role):
      return "\(s.id): \(a.what) cannot be arranged: the \(a.what.role) of this run is real, and no hook \"\(a.what.name)\" does it"
    // What only establishes something is left out where nobody may say it: the story goes on.
    case .send(let send) where !s.checks.isEmpty:
      guard case .message(let kind, _) = send.what, let from = sender(of: kind), stage.occupant(from).isReal else { return nil }
      return "\(s.id): \(kind) would be said by the \(from), which is real in this run: nothing is made up in its name"
    default: return nil
    }
  }

  private mutating func play(_ s: Step) async {
    step += 1
    let id = s.id.text
    if let need = s.needs.first(where: { !isMet($0) }) {
      return skip(s, .notApplicableDialect, "the dialect of \(need.edge) cannot carry \(need.feature)")
    }
    if let when = s.when, !plan.holds(when) { return skip(s, .notApplicablePolicy, otherwise(when)) }
    await stage.pass("step \(id)")
    outputs[id] = StepOutput(mark: book.next, at: now)
    recorder.record(.step(StepEvent(step: id, state: .began, at: now)))
    for row in plan.rows(s.forEach) {
      if let stuck {
        judgeRest(of: s, row, .errorHarness, stuck)
        continue
      }
      do throws(Stuck) {
        try await play(s, row)
      } catch {
        recorder.record(.finding(Finding(name: "error.harness", detail: error.description)))
        broken = (.errorHarness, error.description)
        stuck = error.description
        judgeRest(of: s, row, .errorHarness, error.description)
      }
    }
    recorder.record(.step(StepEvent(step: id, state: .ended, at: now)))
  }

  private mutating func play(_ s: Step, _ row: Row?) async throws(Stuck) {
    switch s.kind {
    case .given, .act, .send, .advance:
      await close(before: s, row)
      try await catchUp()
    default: break
    }
    switch s.kind {
    case .given(let given): try await play(given, s, row)
    case .arrange(let arrange): await play(arrange, s, row)
    case .act(let act): try await play(act, s, row)
    case .send(let send): try await play(send, s, row)
    case .expect(let expect): try await play(expect, s, row)
    case .expectNone(let none): try await play(none, s, row)
    case .probe(let probe): try await play(probe, s, row)
    case .check(let check): play(check, s, row)
    case .advance(let advance): try await play(advance, s, row)
    case .call(let call): try await play(call, s, row)
    case .prompt(let prompt): try await play(prompt, s, row)
    }
  }

  /// Steps that are not played account for their checks.
  private mutating func skip(_ s: Step, _ reason: Reason, _ note: String) {
    recorder.record(.step(StepEvent(step: s.id.text, state: .skipped, note: note, at: now)))
    for row in plan.rows(s.forEach) { judgeRest(of: s, row, reason, note) }
  }

  /// Whether the dialect of the edge has what a step, check or row needs.
  func isMet(_ need: Need) -> Bool {
    guard let edge = plan.scenario.edges.first(where: { $0.name.text == need.edge }) else { return false }
    return stage.card(of: EdgeName(need.edge))?.has(need.feature, on: edge) ?? false
  }

  /// Everything of ours has happened: settled, and said so.
  mutating func settle() async throws(Stuck) {
    let settlement = try await stage.timeline.settle(outside: !stage.hasReal)
    recorder.record(
      .settled(Settled(at: settlement.at, last: settlement.last?.description ?? "0", outside: settlement.outside.map(\.description))))
  }

  private mutating func finish() async {
    await stage.pass("end")
    await judgeLater()
    judgeDeferred()
    noteFutureDates()
    judgeHeld()
    await retirePeople()
    // What systems say to each other beyond the story's steps is their business; what comes twice or too late is worth a word.
    for (arrival, what) in book.with({ $0.remainders(among: plan.keys) })
    where what == .duplicate || !isOfTheStory(arrival) && !isOurs(arrival) {
      recorder.record(
        .finding(
          Finding(
            name: "finding.\(what.rawValue)", detail: "\(arrival.key.kind) from \(arrival.key.from) to \(arrival.key.to) that no step took",
            about: arrival.key.from, exchange: arrival.exchange)))
    }
    await stage.close()
    for fault in stage.timeline.faults { recorder.record(.finding(Finding(name: "error.harness", detail: fault.description))) }
    let planned = plan.planned.checks.count
    recorder.record(.instanceFinished(InstanceFinished(planned: planned, accounted: judged, interrupted: interrupted)))
    recorder.flush()
  }

  /// What our own system asks a real one beyond the story is no news of either.
  private func isOurs(_ arrival: Arrival) -> Bool { stage.hasReal && stage.occupant(arrival.key.from) == .simulated }

  private func isOfTheStory(_ arrival: Arrival) -> Bool {
    arrival.reading.message.facts.entries.contains { e in
      if case .identifiers(let ids) = e.value { return stage.story.person(named: ids) != nil }
      return false
    }
  }

  /// Clean-up runs on every path; for simulated systems the end of the world is enough.
  private func retirePeople() async {
    guard stage.hasReal else { return }
    for action in plan.scenario.finally {
      for word in action.people {
        for person in people(named: word.text) {
          for role in plan.scenario.mayBeReal where stage.occupant(role) == .real {
            _ = await stage.hook(action.verb.text, role: role, hookInputs(person))
          }
        }
      }
    }
  }
}

extension InstancePlan {
  /// The transfers that the scenario speaks of: only those can be left over.
  var keys: [TransferKey] {
    scenario.steps.compactMap { s in
      if case .expect(let e) = s.kind, MessageCatalogue.entry(e.transfer.kind)?.accumulates != true {
        return TransferKey(from: e.transfer.from, to: e.transfer.to, kind: e.transfer.kind)
      }
      return nil
    }
  }
}
