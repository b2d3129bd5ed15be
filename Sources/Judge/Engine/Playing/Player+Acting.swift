import Conformance
import Documents
import Evidence
import Facts
import Population
import Scenarios
import Timeline

extension Player {
  mutating func play(_ arrange: ArrangeStep, _ s: Step, _ row: Row?) async {
    let about = arrange.about.map { resolve($0, row).people.first?.key } ?? nil
    let does = resolve(arrange.behaviour, row).text ?? arrange.behaviour.description
    let lasts: String? =
      switch arrange.lasting {
      case .requests(let n): "\(n) requests"
      case .time(let limit): duration(limit, row)?.description
      case nil: nil
      }
    if stage.occupant(arrange.what.role).isReal {
      let wanted = [(name: "does", value: does)] + (lasts.map { [(name: "lasts", value: $0)] } ?? [])
      return await arrangeByHook(arrange.what, wanted + (about.flatMap { stage.story[$0] }.map(hookInputs) ?? []), s)
    }
    if case .time(let limit)? = arrange.lasting, let length = duration(limit, row) {
      arrangedUntil = max(length.after(now), arrangedUntil ?? now)
    }
    do throws(Refused) {
      try stage.arrange(Arrangement(arrange.what.name, about: about, does: does, lasts: lasts), with: arrange.what.role)
    } catch {
      broken = broken ?? (.errorHarness, "\(s.id): \(error.why)")
    }
  }

  /// What the test system of a real actor is made to do: by a hook that is called as what is arranged, or by hand.
  private mutating func arrangeByHook(_ what: RoleWord, _ inputs: [(name: String, value: String)], _ s: Step) async {
    let hooked = await ask(what.name, of: what.role, inputs, s)
    if hooked?.isDone == true { return }
    let lacking = "nothing can be arranged with a real \(what.role), whose target declares no hook \"\(what.name)\""
    broken = broken ?? (hooked?.reason ?? .inconclusivePrecondition, "\(s.id): \(hooked?.note ?? lacking)")
  }

  mutating func play(_ act: ActStep, _ s: Step, _ row: Row?) async throws(Stuck) {
    if stage.occupant(act.what.role).isReal { try await letFollow(act.what.role, ifTold: true) }
    actedAt = book.count
    stopIdling()
    let (facts, people) = inputs(act.with, row)
    if stage.occupant(act.what.role) == .real {
      let inputs =
        facts.entries.map { (name: $0.name, value: $0.value.description) }
        + people.flatMap { p in
          p.keys.compactMap { stage.story[$0] }.flatMap { person in hookInputs(person).map { ("\(p.input).\($0.name)", $0.value) } }
        }
        + people.flatMap { p in p.keys.prefix(1).compactMap { stage.story[$0] }.flatMap { hookInputs($0) } }
        + bornWhen(people)
      let hooked = await ask(act.what.name, of: act.what.role, inputs, s)
      guard let hooked, hooked.isDone else {
        broken =
          broken ?? (
            hooked?.reason ?? .inconclusivePrecondition, "\(s.id): \(hooked?.note ?? "the target declares no hook \"\(act.what.name)\"")"
          )
        return
      }
      for g in hooked.gives { outputs[s.id.text]?.facts[g.name] = .text(g.value) }
    } else {
      do throws(Refused) {
        let gave = try await stage.act(Act(act.what.name, facts, people: people), by: act.what.role, at: path)
        outputs[s.id.text]?.facts = gave
      } catch {
        broken = broken ?? (.inconclusivePrecondition, "\(s.id): \(act.what.role) refused: \(error.why)")
      }
    }
    keep(act.gives, of: s)
    try await settle()
  }

  /// A page may leave out when a child was born whose birth is told: on its own day, or today where that is yet to come.
  private func bornWhen(_ people: [(input: String, keys: [PersonKey])]) -> [(name: String, value: String)] {
    let child = people.first { $0.input == "child" }?.keys.first.flatMap { stage.story[$0] }
    return child.map { [("born", min($0.born, now.day).description)] } ?? []
  }

  /// What a step gives is kept under the names that the page gives it.
  mutating func keep(_ captures: [Capture], of s: Step) {
    guard var output = outputs[s.id.text] else { return }
    for capture in captures {
      guard let value = output.facts[capture.fact.text] ?? output.seen?.facts[capture.fact.text] else { continue }
      output.facts[capture.name.text] = value
    }
    outputs[s.id.text] = output
  }

  /// The harness repeats, renews or spoils a message; what is judged is how it is taken.
  mutating func play(_ send: SendStep, _ s: Step, _ row: Row?) async throws(Stuck) {
    let mark = book.count
    stopIdling()
    var transfer: Transfer?
    var answer: Reply?
    switch send.what {
    case .again(let word):
      guard let arrival = outputs[word.text]?.seen?.arrivals.last, let exchange = book.exchange(arrival.exchange) else {
        return judgeUnsent(s, row, "\(word) saw nothing that could be repeated")
      }
      transfer = Transfer(from: arrival.key.from, to: arrival.key.to, kind: arrival.key.kind)
      if arrival.reading.half == .response, exchange.to == arrival.key.from { return judgeUnrepeatable(s, row, arrival.key) }
      if send.isSpoiledRepeat {
        let fault = send.fault.flatMap { resolve($0, row).text }.map { FaultName($0) }
        guard let taken = await stage.spoil(exchange, send.change.map { filled($0, row) }, fault, at: path) else {
          return judgeRest(of: s, row, .notApplicableDialect, "\(word) cannot be said with fault \(fault?.text ?? "") on this edge")
        }
        answer = taken
      } else if send.renew.isEmpty {
        await stage.repeatBytes(of: exchange, at: path)
      } else {
        let reply = await stage.say(arrival.reading.message, at: path)
        // Signed anew in a real system's name it is signed by keys that are not that system's.
        if stage.occupant(arrival.key.from).isReal, reply.reason == "untrusted" {
          let why = "said anew in the name of the \(arrival.key.from), which is real, it was not believed: its keys are its own"
          return judgeRest(of: s, row, .notApplicableActor, why)
        }
      }
    case .message(let kind, _):
      let from = sender(of: kind)
      let about = send.about.map { resolve($0, row) }
      var extra = Facts()
      if case .seen(let seen)? = about { extra = Self.listFacts(seen, as: "list") }
      guard let from, var message = stage.compose(kind, by: from, about: about?.people.first?.key, extra) else {
        return judgeUnsent(s, row, "nobody here can say \(kind)")
      }
      transfer = Transfer(from: message.from, to: message.to, kind: kind)
      message.fault = send.fault.flatMap { resolve($0, row).text }.map { FaultName($0) }
      let reply = await stage.say(message, at: path)
      if reply.taken == .failed, reply.reason == "unsayable" { return try await spoilNext(message, s, row) }
      if reply.taken == .failed, message.fault != nil, book.count == mark {
        // The edge as it is set leaves no room for this fault: nothing was sent, and nothing may be concluded.
        broken = broken ?? (.notApplicableDialect, "\(s.id): \(kind) cannot be said with fault \(message.fault?.text ?? "") on this edge")
      }
      answer = reply
    }
    try await settle()
    var seen = Seen(Self.arrivals(in: book.exchanges(since: mark)))
    if let answer { seen = seen.completed(by: answer) }
    if plan.readsBodies { seen = seen.with(reply: book.exchanges(since: mark).last { $0.repeated && $0.to == transfer?.to }?.response) }
    if send.isSpoiledRepeat, let answer { seen = seen.taken(answer) }
    outputs[s.id.text]?.seen = seen
    judge(s, row, over: seen, transfer: transfer, control: nil)
    establish(send.establishes, s, row, seen)
  }

  /// A patch of the page whose values may refer to what was seen: `"$asked.body.message.transaction_id"`, a name of the cast.
  private func filled(_ patch: JSON, _ row: Row?) -> JSON {
    guard let text = patch["value"]?.text else { return patch }
    var patch = patch
    if let person = people(named: text).first { patch["value"] = .string(person.all.first?.value ?? person.key.text) }
    return patch
  }

  /// A dialect in which the receiver asks cannot be spoken to: what it next fetches is spoiled instead.
  private mutating func spoilNext(_ message: Message, _ s: Step, _ row: Row?) async throws(Stuck) {
    let fault = message.fault?.text ?? "again"
    do throws(Refused) {
      try stage.arrange(Arrangement("reports", about: nil, does: "spoil \(fault)"), with: message.from)
    } catch {
      return judgeUnsent(s, row, error.why)
    }
    let mark = book.next
    let key = TransferKey(from: message.from, to: message.to, kind: message.kind)
    try await wait(until: Self.usual.after(now), patience: stage.patience(for: message.kind)) { p in
      p.book.with { inbox in inbox.arrivals.dropFirst(mark).contains { $0.key == key } }
    }
    let came = book.with { inbox in inbox.arrivals.dropFirst(mark).filter { $0.key == key } }
    let seen = Seen(Array(came))
    judge(s, row, over: seen, transfer: Transfer(from: key.from, to: key.to, kind: key.kind), control: nil)
  }

  /// What was fetched cannot be pushed again: how it is taken is not to be seen in this dialect.
  private mutating func judgeUnrepeatable(_ s: Step, _ row: Row?, _ key: TransferKey) {
    judgeRest(of: s, row, .notApplicableDialect, "over this dialect \(key.to) asks for the \(key.kind): it cannot be sent again")
  }

  private mutating func judgeUnsent(_ s: Step, _ row: Row?, _ why: String) {
    judgeRest(of: s, row, .inconclusivePrecondition, why)
  }

  func sender(of kind: MessageKind) -> Role? { plan.scenario.edges.first { $0.kinds.contains(kind) }?.from }

  private static func arrivals(in exchanges: [Exchange]) -> [Arrival] {
    exchanges.filter(\.repeated).flatMap { e in
      e.readings.map { Arrival(ordinal: -1, exchange: e.id, reading: $0, at: e.at, wire: e.wire, repeated: true) }
    }
  }
}

extension Occupant {
  var isReal: Bool { self == .real }
}
