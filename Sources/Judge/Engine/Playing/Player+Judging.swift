import Conformance
import Evidence
import Facts
import Population
import Scenarios
import Timeline

/// A check whose judgement waits for a later step.
struct Deferred: Sendable {
  enum Condition: Sendable {
    /// Another step must have been answered so.
    case contrast(step: String, answers: String)
    case rowsDiffer(step: String)
    /// What was seen must lie before what these steps see.
    case before([String], ordinal: Int)
  }
  var verdict: Draft
  var conditions: [Condition]
}

/// What is known of a check before blame is laid.
struct Draft: Sendable {
  var step: String
  var check: String
  var requirement: String?
  var seen: Observation.Seen
  var grade: Grade? = .a
  var evidence: [String]
  /// The answer is read off the messages that are its evidence; nobody was asked.
  var isInferred = false
  var expected: String?
  var actual: String?
  var difference: String?
  var strict: StrictReading?
  var note: String?
  var place: String?

  /// What was asserted came to this.
  mutating func take(_ outcome: Asserted.Outcome) {
    switch outcome {
    case .right: seen = .right
    case .wrong: seen = .wrong(.failAssertion)
    case .unsaid: seen = .notApplicable(.notApplicableUnsaid)
    case .vacuous(let why):
      seen = .lacking(.inconclusiveNoEvidence)
      note = why
    }
  }
}

extension Judgement {
  /// It is what the assertion came to, and nothing that kept it from being judged.
  fileprivate var isOfTheAssertion: Bool { verdict == .pass || reason == .failAssertion }
}

extension Deferred.Condition {
  fileprivate var isOrder: Bool {
    if case .before = self { return true }
    return false
  }
}

/// A failure of a judged role, as a reader would look it up, with what showed it.
struct Failure: Sendable {
  var name: String
  var role: RoleName
  var evidence: [String]
  /// How many exchanges there had been when it went wrong.
  var position: Int
}

/// A failure of ours that waits for the end of the story, with what was known of it when it was seen.
struct Held: Sendable {
  var draft: Draft
  var observation: Observation
  var position: Int
}

extension Observation.Seen {
  var isWrong: Bool {
    if case .wrong = self { return true }
    return false
  }
  fileprivate var isNotApplicable: Bool {
    if case .notApplicable = self { return true }
    return false
  }
}

extension Player {
  /// Lays blame and records. The only place where a verdict is made.
  mutating func judge(_ draft: Draft) {
    judged += 1
    var draft = draft
    if draft.seen.isWrong, draft.evidence.contains(where: { stage.isInDoubt($0) }) {
      draft.seen = .lacking(.inconclusivePrecondition)
      draft.note = "the run was broken off before the answer came, and sent again: play the story anew with --only \(plan.key)"
    }
    guard let id = draft.requirement, let requirement = plan.requirement(id) else {
      return record(draft, Judgement.because(.errorHarness), RoleName("harness"), "the check cites no requirement that is known")
    }
    let occupant = stage.occupant(Role(requirement.binds.text))
    var seen = draft.seen
    if let broken, !seen.isNotApplicable { seen = Self.seen(broken.reason) }
    if !plan.applies(requirement) { seen = .notApplicable(.notApplicablePolicy) }
    if occupant == .nobody { seen = .notApplicable(.notApplicableActor) }
    if !stage.timeline.faults.isEmpty { seen = .harnessFault }
    let observation = Observation(
      requirement: requirement, actor: occupant.isJudged ? .real : .simulated, seen: seen, grade: draft.grade,
      evidence: draft.evidence.count, realFailureBefore: failures.first?.name, failedSource: failedSource(draft, requirement))
    let judgement = Blame.judge(observation)
    if judgement.reason == .errorHarness, observation.actor == .simulated, seen != .harnessFault, hasJudgedRole {
      held.append(Held(draft: draft, observation: observation, position: position(of: draft.evidence, last: true)))
      return
    }
    record(draft, judgement, requirement.binds, nil)
    if judgement.verdict == .fail || [.errorUnreachable, .inconclusiveReach].contains(judgement.reason), occupant.isJudged {
      failures.append(
        Failure(
          name: "\(draft.step).\(draft.check) of \(requirement.binds)", role: requirement.binds, evidence: draft.evidence,
          position: position(of: draft.evidence, last: false)))
    }
  }

  /// What of ours failed before a judged role did, by the order of the wire and not of the checks, is ours; the rest follows from it.
  mutating func judgeHeld() {
    for one in held {
      var observation = one.observation
      observation.realFailureBefore = failures.first { $0.position <= one.position }?.name
      record(one.draft, Blame.judge(observation), observation.requirement.binds, nil)
    }
    held = []
  }

  private var hasJudgedRole: Bool { plan.requirements.contains { stage.occupant(Role($0.binds.text)).isJudged } }

  /// Where in the order of the wire the evidence stands; what has none stands where the wire is now.
  private func position(of evidence: [String], last: Bool) -> Int {
    let places = evidence.compactMap(book.position)
    return (last ? places.max() : places.min()) ?? book.count
  }

  private func failedSource(_ draft: Draft, _ requirement: Requirement) -> String? {
    guard draft.isInferred else { return nil }
    return failures.first { $0.role == requirement.binds && $0.evidence.contains(where: draft.evidence.contains) }?.name
  }

  private static func seen(_ reason: Reason) -> Observation.Seen {
    switch reason.verdict {
    case .error: .harnessFault
    case .notApplicable: .notApplicable(reason)
    default: .lacking(reason)
    }
  }

  private func record(_ d: Draft, _ j: Judgement, _ judges: RoleName, _ note: String?) {
    let isSource = j.reason == .inconclusiveNoObserver
    let note =
      note ?? d.note ?? j.names.map { isSource ? "it could only be read off what failed at \($0)" : "after \($0) failed" }
      ?? (j.verdict == .pass ? nil : broken?.note)
      ?? (j.verdict == .error ? stage.timeline.faults.first?.description : nil)
    recorder.record(
      .check(
        CheckEvent(
          CheckResult(
            instance: plan.index, step: d.step, check: d.check, requirement: d.requirement.map { RequirementID($0) }, judges: judges,
            verdict: j.verdict, reason: j.reason, grade: d.grade, evidence: d.evidence, expected: d.expected, actual: d.actual,
            difference: j.verdict == .pass ? nil : d.difference, strict: j.isOfTheAssertion ? d.strict : nil, note: note),
          place: d.place)))
  }

  /// Every check of a step that could not be judged one by one.
  mutating func judgeRest(of s: Step, _ row: Row?, _ reason: Reason, _ note: String) {
    for check in s.checks {
      for inner in plan.rows(check.forEach) {
        judged += 1
        let judges = check.requirement.flatMap { plan.requirement($0.text)?.binds } ?? RoleName("harness")
        record(
          Draft(
            step: s.id.text, check: InstancePlan.name(check, row, inner), requirement: check.requirement?.text, seen: .harnessFault,
            evidence: [],
            note: note),
          .because(reason), judges, note)
      }
    }
  }

  /// Judges the checks of a step over what it saw.
  mutating func judge(_ s: Step, _ row: Row?, over seen: Seen, transfer: Transfer?, control: (holds: Bool, evidence: [String])?) {
    var missed = false
    for check in s.checks {
      for inner in plan.rows(check.forEach) {
        var draft = Draft(
          step: s.id.text, check: InstancePlan.name(check, row, inner), requirement: check.requirement?.text, seen: .right,
          evidence: seen.exchanges)
        if let need = check.needs.first(where: { !isMet($0) }) {
          draft.seen = .notApplicable(.notApplicableDialect)
          draft.note = "the dialect of \(need.edge) cannot carry \(need.feature)"
        } else if let transfer, seen.isFetched, !canCome(transfer), Self.isOfTheCallback(check) {
          draft.seen = .lacking(.inconclusiveReach)
          draft.note = "\(transfer.from) cannot reach us, as its target says: it was asked, and of its own message nothing can be seen"
        } else if let fact = uncarried(check, seen, transfer) {
          draft.seen = .notApplicable(.notApplicableDialect)
          draft.note = "the dialect cannot carry \(fact)"
        } else if let transfer, seen.arrivals.isEmpty, !canCome(transfer) {
          draft.seen = .lacking(.inconclusiveReach)
          draft.note = "\(transfer.from) cannot reach us, as its target says: no \(transfer) can be seen"
        } else {
          apply(assertions(inner ?? row).judge(check.assertion, seen), to: &draft, check, seen, transfer, control, &missed)
          name(check, &draft)
        }
        finish(draft, s)
      }
    }
  }

  /// Assertions whose references are followed as of now.
  func assertions(_ row: Row?) -> Assertions {
    let now = self
    return Assertions(
      schemas: plan.schemas, resolve: { value, joined in now.resolve(value, row, joined) },
      person: { now.stage.story.person(named: $0) })
  }

  private func apply(
    _ asserted: Asserted, to draft: inout Draft, _ check: Check, _ seen: Seen, _ transfer: Transfer?,
    _ control: (holds: Bool, evidence: [String])?, _ missed: inout Bool
  ) {
    draft.expected = asserted.expected
    draft.actual = asserted.actual
    draft.difference = asserted.difference
    draft.strict = asserted.strict
    if check.assertion.matcher.isAbsence, case .of = check.assertion.subject {
      if let control {
        draft.evidence += control.evidence.filter { !draft.evidence.contains($0) }
        if !control.holds, case .right = asserted.outcome { draft.seen = .lacking(.inconclusiveNoControl) }
      } else if seen.arrivals.isEmpty {
        draft.seen = .lacking(.inconclusiveNoControl)
      }
      if case .wrong = asserted.outcome { draft.seen = .wrong(.failAssertion) }
      return
    }
    guard seen.arrivals.isEmpty, let transfer else {
      draft.take(asserted.outcome)
      if draft.seen.isWrong, Self.isOfTime(check) { draft.seen = .rightButLate }
      return
    }
    if isForTheAsker(transfer) {
      draft.seen = .lacking(.inconclusiveUpstream)
      draft.note = "\(transfer.to) did not ask for it"
      return
    }
    // Nothing came: the sender owes it once; what else would have been said of it is open.
    let binds = check.requirement.flatMap { plan.requirement($0.text)?.binds.text }
    if binds == transfer.from.text, !missed, !Self.speaksOfEach(check.assertion.matcher) {
      missed = true
      if let unread = unreadable(transfer) {
        draft.seen = .wrong(.failSchema)
        (draft.actual, draft.note, draft.evidence) = ("what came cannot be read", unread.sentence, [unread.exchange])
      } else {
        draft.seen = .wrong(.failCallbackMissing)
        draft.actual = "nothing came"
      }
    } else {
      draft.seen = .lacking(.inconclusiveNoEvidence)
      draft.note = "no \(transfer) was seen"
    }
  }

  /// Whether it could have come: a silence that the target announced is nobody's fault.
  func canCome(_ transfer: Transfer) -> Bool {
    plan.scenario.edge(of: transfer).map { stage.canCome(from: transfer.from, to: transfer.to, over: EdgeName($0.name.text)) } ?? true
  }

  /// What is asked for in the place of a callback may be seen all the same.
  func mayBeSeen(_ transfer: Transfer) -> Bool {
    canCome(transfer)
      || plan.scenario.edge(of: transfer).map { stage.isAskedFor(transfer.kind, by: transfer.to, over: EdgeName($0.name.text)) } ?? false
  }

  /// About the pushed message itself, not about what it says.
  private static func isOfTheCallback(_ check: Check) -> Bool {
    guard case .that(let fact) = check.assertion.subject else { return false }
    return fact.text == FactName<String>.messageFlaw.text || fact.text.hasPrefix("reply.")
  }

  private static func isOfTime(_ check: Check) -> Bool {
    guard case .that(let fact) = check.assertion.subject else { return false }
    return fact.text == FactName<String>.messageLate.text
  }

  /// Where the transfer is fetched, and who fetches it is the one under test, its silence is not the sender's.
  private func isForTheAsker(_ transfer: Transfer) -> Bool {
    guard stage.occupant(transfer.to).isJudged, !stage.occupant(transfer.from).isJudged else { return false }
    let key = TransferKey(from: transfer.from, to: transfer.to, kind: transfer.kind)
    return book.with { inbox in inbox.arrivals.contains { $0.key == key && $0.reading.half == .response } }
  }
  private static func speaksOfEach(_ m: Matcher) -> Bool {
    if case .each = m { return true }
    return false
  }

  /// The fact that the dialect of the edge has no word for, where the check asks for one.
  private func uncarried(_ check: Check, _ seen: Seen, _ transfer: Transfer?) -> String? {
    guard let transfer, let edge = plan.scenario.edge(of: transfer), let card = stage.card(of: EdgeName(edge.name.text)) else { return nil }
    guard case .that(let fact) = check.assertion.subject else {
      return Self.lineFacts(check.assertion).first { !card.carries(transfer.kind, fact: $0) }
    }
    let name = fact.text
    // A raw body is there in every dialect; what was answered to a callback too.
    if name == "body" || seen.isReplied && name.hasPrefix("reply.") { return nil }
    if name == FactName<String>.messageLate.text { return seen.isFetched ? name : nil }
    if name == FactName<String>.messageAhead.text {
      return Vocabulary.happened.contains { card.carries(transfer.kind, fact: $0) } ? nil : "date"
    }
    if name.hasPrefix("reply."), seen.isFetched || name != "reply.flaw" { return seen.isFetched ? name : nil }
    if name.hasPrefix("lines.") || name == "totals" || name == "answer" { return nil }
    return card.carries(transfer.kind, fact: name) ? nil : name
  }

  /// The facts of a line without which the assertion says nothing.
  private static func lineFacts(_ assertion: Assertion) -> [String] {
    switch assertion.matcher {
    case .each(let terms): terms.map(\.fact.text)
    case .unique(let fact): [fact.text]
    default: []
    }
  }

  mutating func finish(_ draft: Draft, _ s: Step) {
    let conditions = pending(s)
    // Order cannot redeem what is wrong; and what follows from it must find it judged.
    if conditions.isEmpty || (draft.seen.isWrong && conditions.allSatisfy(\.isOrder)) {
      judge(draft)
    } else {
      deferred.append(Deferred(verdict: draft, conditions: conditions))
    }
  }

  private func pending(_ s: Step) -> [Deferred.Condition] {
    switch s.kind {
    case .expect(let e):
      let before = e.order.before.map(\.text)
      guard !before.isEmpty, let first = outputs[s.id.text]?.seen?.first else { return [] }
      return [.before(before, ordinal: first)]
    case .probe(let p):
      return p.contrast.compactMap { c in
        switch c {
        case .about: nil
        case .step(let word, let answers): .contrast(step: word.text, answers: answers.text ?? "")
        case .rowsDiffer: .rowsDiffer(step: s.id.text)
        }
      }
    default: return []
    }
  }

  mutating func judgeDeferred() {
    for d in deferred {
      var draft = d.verdict
      for condition in d.conditions {
        switch condition {
        case .contrast(let step, let answers):
          if outputs[step]?.answer?.word != answers, case .right = draft.seen {
            draft.seen = .lacking(.inconclusiveNoContrast)
            draft.note = "\(step) was not answered \(answers)"
          }
        case .rowsDiffer(let step):
          let words = (outputs[step]?.answers ?? []).compactMap(\.word)
          if words.allSatisfy({ $0 == words.first }), case .right = draft.seen {
            draft.seen = .lacking(.inconclusiveNoContrast)
            draft.note = "every row was answered \(words.first ?? "nothing")"
          }
        case .before(let steps, let ordinal):
          let late = steps.first { (outputs[$0]?.seen?.first ?? .max) < ordinal }
          if let late, case .right = draft.seen {
            draft.seen = .wrong(.failOrder)
            draft.actual = "seen after \(late)"
          }
        }
      }
      judge(draft)
    }
    deferred = []
  }
}
