import Conformance
import Evidence
import Facts
import Population
import Scenarios
import Timeline

extension Player {
  mutating func play(_ e: ExpectStep, _ s: Step, _ row: Row?) async throws(Stuck) {
    let expectation = expectation(e, s, row)
    recorder.record(.armed(Armed(step: s.id.text, waitsFor: e.transfer.description)))
    _ = book.with { $0.arm(expectation) }
    let seen: Seen
    if isOwed(s) {
      let within = duration(e.within, row) ?? Self.usual
      let (began, wire) = (now, stage.timeline.wire)
      e.transfer.kind == .list ? stopIdling() : idle(atMost: within)
      try await wait(
        until: within.after(began), patience: mayBeSeen(e.transfer) ? stage.patience(for: e.transfer.kind) : stage.patience(for: "settling")
      ) { $0.isDone(e, s, row, expectation) }
      if isLookedForLonger(e, s), !isDone(e, s, row, expectation) {
        try await wait(until: Self.usual.after(began), patience: 0) { $0.isDone(e, s, row, expectation) }
      }
      seen = grown(e, book.with { $0.claimed(by: expectation.id) }).timed(lateness(e, row, expectation, began, wire))
    } else {
      try await settle()
      seen = grown(e, book.with { $0.claimed(by: expectation.id) })
    }
    let rivals = book.with { inbox in
      inbox.close(expectation.id)
      return inbox.rivals(of: expectation.id)
    }
    var whole = e.transfer.kind == .report ? Balance.adding(to: seen, of: list(e, row)) : seen
    if plan.readsBodies {
      let exchange = seen.arrivals.last.flatMap { book.exchange($0.exchange) }
      whole = whole.with(rawBody: exchange.flatMap { Self.body($0, of: seen) })
      if let exchange, !Self.isAnswer(exchange, of: seen) { whole = whole.with(reply: exchange.response) }
      outputs[s.id.text]?.body = whole.body
      outputs[s.id.text]?.reply = whole.replyBody
    }
    outputs[s.id.text]?.seen = whole
    recorder.record(.claimed(Claimed(step: s.id.text, exchanges: seen.exchanges)))
    if !rivals.isEmpty {
      return judgeRest(of: s, row, .inconclusiveAmbiguous, "\(rivals.joined(separator: ", ")) would take the same message")
    }
    // What cannot come establishes nothing and breaks nothing: outcomes that can be asked for have a contrast of their own.
    if canCome(e.transfer) || !whole.arrivals.isEmpty { establish(e.establishes, s, row, whole) }
    let control = e.control.map { assertion -> (holds: Bool, evidence: [String]) in
      let asserted = assertions(row).judge(assertion, whole)
      if case .right = asserted.outcome { return (true, seen.exchanges) }
      return (false, [])
    }
    outputs[s.id.text]?.control = control
    keep(e.gives, of: s)
    judge(s, row, over: whole, transfer: e.transfer, control: control)
  }

  /// Whether anything is asked of this step: a story does not wait for what a policy leaves out.
  private func isOwed(_ s: Step) -> Bool {
    s.checks.isEmpty || s.checks.contains { c in c.requirement.flatMap { plan.requirement($0.text) }.map { plan.applies($0) } ?? true }
  }

  func expectation(_ e: ExpectStep, _ s: Step, _ row: Row?) -> Expectation {
    let grows = MessageCatalogue.entry(e.transfer.kind)?.accumulates ?? false
    let predicate = predicate(about: e.about, where: e.where, e.transfer, row)
    let isAsking = [.personRecord, .disabled].contains(e.transfer.kind)
    let kin = kin(of: e.about, row).map { self.predicate(about: $0, where: e.where, e.transfer, onlyAsMother: isAsking) }
    let key = TransferKey(from: e.transfer.from, to: e.transfer.to, kind: e.transfer.kind)
    let after = e.order.after.compactMap { outputs[$0.text]?.seen }.map { bound(after: $0, key) }.max() ?? -1
    return Expectation(
      id: "\(s.id)\(row.map { "[\($0.name)]" } ?? "")", key: key,
      mode: grows ? .many : .one, after: max(after, windowStart(e.where)), tiers: [predicate] + (kin.map { [$0] } ?? []))
  }

  /// The last ordinal that is too early. What a quick vendor does about a message may stand in the book before the message itself, which
  /// is written down when it has been answered: between two parties the moment of sending decides.
  private func bound(after seen: Seen, _ key: TransferKey) -> Int {
    guard stage.hasReal, let cause = seen.arrivals.last, cause.key != key else { return seen.last ?? -1 }
    let first = book.with { inbox in inbox.arrivals.first { $0.key == key && $0.wire >= cause.wire }?.ordinal }
    return min(cause.ordinal, (first ?? .max) - 1)
  }

  /// What grows is done when everything that is said of it holds; what stands alone, when it came.
  private func isDone(_ e: ExpectStep, _ s: Step, _ row: Row?, _ expectation: Expectation) -> Bool {
    let came = book.with { $0.claimed(by: expectation.id) }
    guard !came.isEmpty else { return false }
    // One that only names the mother may be about another child: what is meant may still come.
    guard expectation.mode == .many else { return came.contains { expectation.tier(of: $0) == 0 } }
    var seen = grown(e, came)
    if e.whole, !seen.isWhole { return false }
    if e.transfer.kind == .report { seen = Balance.adding(to: seen, of: list(e, row)) }
    let premises = e.establishes.map(\.assertion) + (e.control.map { [$0] } ?? [])
    let assertions = assertions(row)
    if e.transfer.kind == .list {
      // A list that is whole is judged as it is: waiting longer would only forgive it.
      return e.whole || premises.allSatisfy { assertions.judge($0, seen).isRight }
    }
    let checks = s.checks.filter { c in c.needs.allSatisfy { isMet($0) } }.map(\.assertion)
    return (premises + checks).allSatisfy { a in
      if case .that(let fact) = a.subject, fact.text.hasPrefix("reply.") { return true }
      return assertions.judge(a, seen).isRight
    }
  }

  /// A report says the state of what it names: what earlier reports said of the other lines still stands.
  private func grown(_ e: ExpectStep, _ came: [Arrival]) -> Seen {
    guard e.transfer.kind == .report, !came.isEmpty else { return Seen(came) }
    return Seen(e.order.after.flatMap { outputs[$0.text]?.seen?.arrivals ?? [] } + came)
  }

  /// The list that a report is about.
  private func list(_ e: ExpectStep, _ row: Row?) -> Seen? {
    if case .seen(let seen)? = e.about.map({ resolve($0, row) }) { return seen }
    return nil
  }

  mutating func establish(_ premises: [Premise], _ s: Step, _ row: Row?, _ seen: Seen) {
    let assertions = assertions(row)
    for premise in premises {
      let asserted = assertions.judge(premise.assertion, seen)
      if !asserted.isRight {
        broken =
          broken ?? (
            .inconclusivePrecondition, "\(s.id): \(premise.name) was not established: expected \(asserted.expected), was \(asserted.actual)"
          )
      }
    }
  }

  // MARK: what a message must be, to be the one

  /// The first arrival that counts, where the page binds the window to an earlier step.
  func windowStart(_ fields: [Field]) -> Int {
    fields.map { f -> Int in
      guard let id = f.value.reference?.step, let output = outputs[id] else { return -1 }
      switch f.name.text {
      case "after": return output.seen?.last ?? output.mark - 1
      case "cycle": return output.mark - 1
      default: return -1
      }
    }.max() ?? -1
  }

  /// A message that names the child by a wrong number still names its mother: it is the one that is meant, and is then judged. Who asks
  /// about the mother herself has not asked about the child.
  private func kin(of about: Value?, _ row: Row?) -> Resolved? {
    guard let about, case .people(let people) = resolve(about, row) else { return nil }
    let mothers = people.compactMap { $0.mother.flatMap { stage.story[$0] } }
    return mothers.isEmpty ? nil : .people(mothers)
  }

  func predicate(about: Value?, where fields: [Field], _ transfer: Transfer, _ row: Row?) -> @Sendable (Arrival) -> Bool {
    predicate(about: about.map { resolve($0, row) }, where: fields, transfer, row)
  }

  private func predicate(
    about: Resolved?, where fields: [Field], _ transfer: Transfer, _ row: Row? = nil, onlyAsMother: Bool = false
  ) -> @Sendable (Arrival) -> Bool {
    let wanted = fields.filter { $0.name.text != "after" }.map { (name: $0.name.text, value: resolve($0.value, row)) }
    let isPart = transfer.isPart
    return { arrival in
      let message = arrival.reading.message
      if let about, !Self.isAbout(message, about, onlyAsMother: onlyAsMother) { return false }
      return wanted.allSatisfy { want in
        // A name that we do not know, and a fact that the message does not carry, exclude nothing.
        if case .unknown = want.value { return true }
        // How it was taken is said by the other half: what did not get through has not come.
        if want.name == FactName<String>.replyTaken.text {
          return arrival.reading.reply.map { Likeness.equal(.text($0.taken.rawValue), want.value) } ?? true
        }
        if let fact = message.facts[want.name] { return Likeness.equal(fact, want.value) }
        return !isPart || message.lines.contains { $0[want.name].map { Likeness.equal($0, want.value) } ?? false }
      }
    }
  }

  static func isAbout(_ m: Message, _ about: Resolved, onlyAsMother: Bool) -> Bool {
    switch about {
    case .people(let people):
      let isMeant = { (fact: String?) in !onlyAsMother || fact?.hasPrefix("mother.") == true }
      let named = m.facts.entries.filter { isMeant($0.name) }.compactMap { e -> [String]? in
        switch e.value {
        // Whom somebody was married to is not whom the message is about.
        case .identifiers(let ids) where e.name != FactName<[Identifier]>.spouseID.text: ids.map(\.value)
        case .text(let t) where ["child.brn", "death.drn"].contains(e.name): [t]
        default: nil
        }
      }.flatMap { $0 }
      // Whom a list pays, and by whose number a search asks.
      let lines = m.lines.flatMap { line in
        (onlyAsMother ? [] : line[.payee] ?? []).map(\.value) + (isMeant(line[.attribute]) ? [line[.value]] : []).compactMap { $0 }
      }
      return people.contains { p in p.all.contains { named.contains($0.value) || lines.contains($0.value) } }
    case .seen(let seen):
      if let wanted = seen.facts[.listReference], let has = m.facts[.listReference], wanted == has { return true }
      if let thread = seen.arrivals.compactMap(\.reading.thread).first, m.facts[.listReference] == thread { return true }
      let references = seen.lines.compactMap { $0[.reference] }
      return m.lines.contains { $0[.reference].map { references.contains($0) } ?? false }
    default: return true
    }
  }
}

extension Asserted {
  var isRight: Bool {
    if case .right = outcome { return true }
    return false
  }
}
