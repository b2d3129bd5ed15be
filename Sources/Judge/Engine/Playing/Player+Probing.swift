import Conformance
import Evidence
import Facts
import Population
import Scenarios
import Timeline

extension Player {
  /// A question to a role, by the best observer there is. It counts only where the same question has another answer for a contrast.
  mutating func play(_ probe: ProbeStep, _ s: Step, _ row: Row?) async throws(Stuck) {
    let inputs = inputs(of: probe.of, row)
    let within = duration(probe.within, row) ?? StoryDuration()
    let begun = now
    let deadline = within.after(begun)
    idle(atMost: within)
    // What was arranged for a time is over before a real system is waited for: it asks again by its own clock.
    if case .until = probe.asking, stage.occupant(probe.what.role).isReal { _ = try await endArranged(by: deadline) }
    var last = await ask(probe.what, inputs)
    var left = waitsOnTheWall(probe, last, isLong: deadline > begun) ? stage.patience(for: "probe") : 0
    let isOpen: (Asked) -> Bool
    switch probe.asking {
    case .once: isOpen = { _ in false }
    case .until(let value):
      let want = resolve(value, row).text
      isOpen = { $0.answer.word != want }
    case .holds(let value):
      let want = resolve(value, row).text
      isOpen = { $0.answer.word == want }
    }
    let allowed = deadline.seconds - begun.seconds
    var isPassed = allowed <= 0 || left <= 0
    if case .once = probe.asking { try await settle() }
    while isOpen(last) {
      if try await !goOn(to: deadline, &left) {
        // What it does only in its own time it has not done yet.
        guard !isPassed, try await letPass(allowed, to: deadline, s.id.text) else { break }
        isPassed = true
        left = stage.patience(for: "probe")
      }
      last = await ask(probe.what, inputs)
    }
    if case .once = probe.asking { last = await ask(probe.what, inputs) }
    last = await ask(last, probe.what, inputs, s)
    outputs[s.id.text]?.answer = last.answer
    outputs[s.id.text]?.answers.append((row?.name ?? "", last.answer.word))
    if isPutOff(probe, row, last) {
      if isArranged {
        // What was arranged for a time is over when that time has passed on our side; the vendor may then go on.
        let allowed = deadline.seconds - now.seconds
        _ = try await endArranged(by: deadline)
        _ = try await letPass(allowed, to: deadline, s.id.text)
        try await wait(until: now, patience: stage.patience(for: "notification")) { _ in false }
      }
      // What it pays next will show it.
      later.append(Later(probe: probe, step: s, row: row))
      return
    }
    await judge(probe, s, row, last)
  }

  /// Whether asking again may bring another answer by the wall's time: a list says the same for ever; what is ours may wait for a real one.
  /// What must hold is asked again only where the page says how long.
  private func waitsOnTheWall(_ probe: ProbeStep, _ last: Asked, isLong: Bool) -> Bool {
    let what = probe.what
    if case .holds = probe.asking, !isLong { return false }
    guard stage.occupant(what.role).isReal else {
      if case .until = probe.asking { return stage.hasReal }
      return false
    }
    return !last.isInferred && stage.observers(what.name, role: what.role).contains(where: \.isAsked)
  }

  /// One moment further; false where the time is over. `left`: milliseconds for which the question may still be put to a real system.
  private mutating func goOn(to deadline: WorldInstant, _ left: inout Int) async throws(Stuck) -> Bool {
    if stage.hasReal, stage.timeline.now < deadline || left > 0 {
      left -= max(1, await stage.hear(atMost: 500))
      _ = try await stage.timeline.settle(outside: false)
      return try await stage.timeline.advanceToNext(notAfter: deadline) != nil || left > 0
    }
    if try await stage.timeline.advanceToNext(notAfter: deadline) != nil { return true }
    if stage.timeline.now < deadline {
      try await stage.timeline.advance(to: deadline)
      return true
    }
    return false
  }

  struct Asked {
    var answer: Answer
    var grade: Grade
    var evidence: [String]
    var note: String?
    var isInferred = false
    var source: String { isInferred ? "its payment list (\(grade.rawValue))" : "\(evidence.first ?? "nobody") (\(grade.rawValue))" }
  }

  typealias Inputs = (facts: Facts, people: [(input: String, keys: [PersonKey])])

  func inputs(of value: Value?, _ row: Row?) -> Inputs {
    guard let value else { return (Facts(), []) }
    if let fields = value.fields { return inputs(fields, row) }
    if case .seen(let seen) = resolve(value, row) { return (Self.listFacts(seen, as: "list"), []) }
    return (Facts(), [])
  }

  /// A look inside a simulated system counts as a standard query; a real one is asked by the target's ladder, best first.
  func ask(_ what: RoleWord, _ inputs: Inputs) async -> Asked {
    let person = inputs.people.first?.keys.first
    if stage.occupant(what.role) != .real {
      let answer = stage.ask(Question(what.name, inputs.facts, person: person), of: what.role)
      return Asked(answer: answer ?? Answer(nil), grade: .b, evidence: ["asked \(what) at \(now)"])
    }
    var old: Asked?
    var notes: [String] = []
    for observer in stage.observers(what.name, role: what.role) {
      guard let asked = await ask(observer, what, inputs) else { continue }
      guard asked.answer.word != nil else {
        notes += [asked.note].compactMap(\.self)
        continue
      }
      // A list from before the last change is believed only where nobody knows more.
      if isOfNow(asked, inputs) { return asked }
      old = old ?? asked
    }
    let why = notes.isEmpty ? "" : ": " + notes.joined(separator: "; ")
    return old ?? Asked(answer: Answer(nil), grade: .d, evidence: [], note: "no observer could answer \(what)\(why)")
  }

  /// One rung of the ladder: without a word where it could not be asked, nil where it says nothing now. A person is not asked on the way, only in the end.
  private func ask(_ observer: Observer, _ what: RoleWord, _ inputs: Inputs) async -> Asked? {
    switch observer {
    case .paymentList: return byPaymentList(inputs.facts[.programme], inputs.people.first?.keys.first)
    case .query(let i), .adapter(let i):
      let seen = await stage.observe(observer, question: what.name, role: what.role, told(inputs))
      guard let word = seen.word else { return Asked(answer: Answer(nil), grade: .d, evidence: [], note: seen.note) }
      var grade = Grade.c
      if case .query = observer { grade = .b }
      return Asked(answer: answer(word), grade: grade, evidence: ["observer \(i) of \(what)"])
    case .person: return nil
    }
  }

  private func told(_ inputs: Inputs) -> [(name: String, value: String)] {
    let person = inputs.people.first?.keys.first.flatMap { stage.story[$0] }
    return inputs.facts.entries.map { (name: $0.name, value: $0.value.description) } + (person.map(hookInputs) ?? [])
  }

  /// What a query or an adapter of the vendor says now; nil where the ladder has none that can.
  func byQuery(_ what: RoleWord, _ inputs: Inputs) async -> String? {
    for observer in stage.observers(what.name, role: what.role) where observer.isAsked {
      if let word = await ask(observer, what, inputs)?.answer.word { return word }
    }
    return nil
  }

  /// The last word on a question: where nothing else could say, a person is asked; where rungs say different things, that is told.
  func ask(_ asked: Asked, _ what: RoleWord, _ inputs: Inputs, _ s: Step) async -> Asked {
    let ladder = stage.observers(what.name, role: what.role)
    guard stage.occupant(what.role).isReal, !ladder.isEmpty else { return asked }
    guard asked.answer.word != nil else { return await byPerson(what, inputs, s, ladder) ?? asked }
    var others: [Asked] = []
    for observer in ladder { if let other = await ask(observer, what, inputs), other.answer.word != nil { others.append(other) } }
    for other in others where other.answer.word != asked.answer.word && (isOfNow(other, inputs) && isOfNow(asked, inputs)) {
      recorder.record(
        .finding(
          Finding(
            name: "observers.disagree",
            detail: "\(s.id): asked \(what), \(asked.source) says \(asked.answer.word ?? "nothing") "
              + "and \(other.source) says \(other.answer.word ?? "nothing")",
            about: what.role)))
    }
    return asked
  }

  private func byPerson(_ what: RoleWord, _ inputs: Inputs, _ s: Step, _ ladder: [Observer]) async -> Asked? {
    guard broken == nil, ladder.contains(where: { if case .person = $0 { true } else { false } }),
      let said = await stage.person(PersonRequest(.question(what), told(inputs), notes: ["answer"]))
    else { return nil }
    note(said, s)
    guard said.isDone, let word = said.gives.first(where: { $0.name == "answer" })?.value else {
      return Asked(answer: Answer(nil), grade: .d, evidence: [], note: said.note)
    }
    return Asked(answer: answer(word), grade: .d, evidence: [said.note])
  }

  /// `closed 80.00`, `open 135.00`: a word, and where a number follows it what was paid, or paid too much. On further lines each a fact that
  /// stands beside the word: `reason not of age`.
  private func answer(_ text: String) -> Answer {
    let lines = text.split(separator: "\n")
    let parts = lines.first?.split(separator: " ", maxSplits: 1) ?? []
    var facts = Facts()
    for line in lines.dropFirst() {
      let fact = line.split(separator: " ", maxSplits: 1)
      if fact.count == 2 { facts[String(fact[0])] = said(String(fact[1]), of: String(fact[0])) }
    }
    if parts.count == 2 { for name in ["paid.total", "overpaid.total"] { facts[name] = Self.amount(String(parts[1])) } }
    return Answer(parts.first.map(String.init), facts)
  }

  /// Whoever stands on the latest list of the programme is enrolled; whoever does not, while others do, is not.
  private func byPaymentList(_ programme: String?, _ person: PersonKey?) -> Asked? {
    guard let person, let who = stage.story[person] else { return nil }
    let lists = book.with { $0.arrivals.filter { $0.key.kind == .list && $0.key.from == .mis && !$0.repeated } }
    guard let latest = lists.last(where: { $0.reading.message.facts[.programme] == programme || programme == nil }) else { return nil }
    let thread = latest.reading.thread
    let seen = Seen(lists.filter { $0.reading.thread == thread })
    guard seen.isWhole, !seen.lines.isEmpty else { return nil }
    let household = [who, who.mother.flatMap { stage.story[$0] }].compactMap { $0 }
    let found = seen.lines.contains { line in household.contains { line[.payee]?.names($0.all) == true } }
    return Asked(answer: Answer(found ? "enrolled" : "not-enrolled"), grade: .a, evidence: seen.exchanges, isInferred: true)
  }

  mutating func judge(_ probe: ProbeStep, _ s: Step, _ row: Row?, _ asked: Asked) async {
    var lacking: (Reason, String)?
    if asked.answer.word == nil { lacking = (.inconclusiveNoObserver, asked.note ?? "\(probe.what) cannot be asked") }
    for contrast in probe.contrast {
      guard lacking == nil, case .about(let fields, let answers, _) = contrast else { continue }
      let asProbe = (probe.of?.fields ?? []).map { f in fields[f.name.text].map { Field(f.name, $0) } ?? f }
      var other = await ask(probe.what, inputs(asProbe, row))
      if asked.grade == .d, other.answer.word == nil {
        other = await byPerson(probe.what, inputs(asProbe, row), s, stage.observers(probe.what.name, role: probe.what.role)) ?? other
      }
      if other.answer.word != answers.text {
        lacking = (.inconclusiveNoContrast, "for the contrast it said \(other.answer.word ?? "nothing") and not \(answers)")
      }
    }
    var facts = asked.answer.facts
    facts["answer"] = asked.answer.word.map { .text($0) }
    for check in s.checks {
      var draft = Draft(
        step: s.id.text, check: InstancePlan.name(check, row, nil), requirement: check.requirement?.text, seen: .right, grade: asked.grade,
        evidence: asked.evidence, isInferred: asked.isInferred)
      let asserted = assertions(row).judge(check.assertion, Seen(facts: facts))
      draft.expected = asserted.expected
      draft.actual = asserted.actual
      draft.difference = asserted.difference
      draft.grade = grade(asked.grade, of: probe.what.role, for: draft.requirement)
      if let lacking {
        draft.seen = .lacking(lacking.0)
        draft.note = lacking.1
      } else {
        draft.take(asserted.outcome)
      }
      finish(draft, s)
    }
  }

  /// To a gate what a vendor's own file calls a standard query is its own adapter: nobody earns a gate by the grade he gave himself.
  private func grade(_ claimed: Grade, of role: Role, for requirement: String?) -> Grade {
    guard stage.occupant(role) == .real, claimed == .b, requirement.flatMap({ plan.requirement($0)?.gate }) != nil else { return claimed }
    return .c
  }
}
