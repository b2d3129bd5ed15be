import Documents
import Facts
import Timeline

// Lists: taken whole, or opened and filled in parts; then paid.
extension PaymentSwitch {
  /// How long it takes before the first lines are paid.
  static let work = WorldDuration.minutes(5)

  func take(list message: Message, _ activity: Activity, _ peers: any Peers) async -> Reply {
    let taken: Result<Taken, PaymentLedger.Fault> = with { state in
      do throws(PaymentLedger.Fault) { return .success(try take(message, activity, &state)) } catch { return .failure(error) }
    }
    switch taken {
    case .failure(let fault): return .refused(fault.rawValue)
    case .success(let taken):
      if taken.isComplete, !taken.isRepeated {
        // Arranged so: the report overtakes the acknowledgement.
        if with(\.plan.isHasty) {
          await pay(taken.batch, activity, peers, waits: false)
        } else {
          activity.spawn("pays a list") { await self.pay(taken.batch, $0, peers, waits: true) }
        }
      }
      return with { state in acknowledgement(state.ledger.batches[taken.batch], of: message, taken) }
    }
  }

  private struct Taken: Sendable {
    let batch: Int
    let isComplete: Bool
    var isRepeated = false
  }

  private func take(_ message: Message, _ activity: Activity, _ state: inout State) throws(PaymentLedger.Fault) -> Taken {
    let facts = message.facts
    let lines = try instructions(message, activity)
    let totals = has(.acceptsWrongTotals)
    if let name = facts[.listReference], let index = state.ledger.index(of: name) {
      let before = state.ledger.batches[index]
      if has(.paysRepeatedLists), before.isComplete { return try open(message, lines, activity, &state, again: true) }
      try state.ledger.add(lines, to: index, ignoringTotals: totals)
      let after = state.ledger.batches[index]
      return Taken(batch: index, isComplete: after.isComplete || totals, isRepeated: after.lines.count == before.lines.count)
    }
    guard facts[.declaredCount] != nil else { throw .unknownList }
    return try open(message, lines, activity, &state, again: false)
  }

  private func open(
    _ message: Message, _ lines: [Instruction], _ activity: Activity, _ state: inout State, again: Bool
  ) throws(PaymentLedger.Fault) -> Taken {
    let facts = message.facts
    // A list that declares no total declares that of its lines; an envelope without lines must.
    let sum = lines.isEmpty ? nil : ExactDecimal.sum(lines.map(\.amount))
    guard let count = facts[.declaredCount], let total = facts[.declaredTotal] ?? sum else { throw .totalMismatch }
    let reference = again ? nil : facts[.listReference]
    var batch = Batch(
      reference ?? activity.id("reference"), programme: facts[.programme] ?? "", cycle: facts[.cycle] ?? "",
      currency: facts[.currency] ?? "USD", count: count, total: total, at: activity.now)
    // The pay day of a real programme may lie ahead of a clock that nobody moves: its lists are paid as they come.
    batch.payOn = activity.isArrival ? nil : facts[.scheduleDate]
    var ledger = state.ledger
    try ledger.open(batch)
    let index = ledger.batches.count - 1
    // Without lines it is an envelope, to be filled; with some it must hold all.
    if !lines.isEmpty, lines.count != count, !has(.acceptsWrongTotals) { throw .countMismatch }
    if again { ledger.batches[index].lines = lines } else { try ledger.add(lines, to: index, ignoringTotals: has(.acceptsWrongTotals)) }
    state.ledger = ledger
    return Taken(batch: index, isComplete: count > 0 && (ledger.batches[index].isComplete || !lines.isEmpty))
  }

  private func instructions(_ message: Message, _ activity: Activity) throws(PaymentLedger.Fault) -> [Instruction] {
    var lines: [Instruction] = []
    for row in message.lines {
      // A line that its wire could not read asks for nothing, and is refused by itself.
      let flaw = row[.reason]
      guard let amount = flaw == nil ? row[.amount] : .zero else { throw .malformedAmount }
      var line = Instruction(
        row[.reference] ?? "", receipt: activity.id("reference"), payee: row[.payee] ?? [], account: row[.account] ?? [],
        name: row[.payeeName], amount: amount, flaw: flaw, at: activity.now)
      line.payer = row[.payer] ?? []
      line.due = row[.due].flatMap { WireInstant($0) }.map { WorldInstant(seconds: $0.seconds) }
      lines.append(line)
    }
    return lines
  }

  /// The list's reference, and for each line that came the payment system's own id of it.
  private func acknowledgement(_ batch: Batch, of message: Message, _ taken: Taken) -> Reply {
    var facts = Facts()
    facts[.listReference] = batch.reference
    let rows = message.lines.compactMap { line -> Facts? in
      guard let instruction = batch.lines.first(where: { $0.reference == line[.reference] }) else { return nil }
      var row = Facts()
      row[.reference] = instruction.reference
      row[.receipt] = instruction.receipt
      row[.state] = instruction.state.rawValue
      return row
    }
    let isDuplicate = taken.isRepeated && !message.lines.isEmpty && shows(.namesDuplicates)
    return Reply(isDuplicate ? .refusedAsDuplicate : .accepted, facts: facts, rows: Rows(rows))
  }

  func cancel(_ message: Message, at now: WorldInstant) -> Reply {
    with { state in
      guard let index = message.facts[.listReference].flatMap({ state.ledger.index(of: $0) }) else { return .refused("unknown-list") }
      do throws(PaymentLedger.Fault) { try state.ledger.cancel(index, at: now) } catch { return .refused(error.rawValue) }
      return .accepted
    }
  }
}

// Paying: what is arranged for each payee, now and on later days, and a report after each step.
extension PaymentSwitch {
  private enum Step: Sendable {
    case settle(ExactDecimal?)
    case giveBack(String)
    /// The line is due only now.
    case begin
  }
  private struct Later: Sendable {
    let line: Int
    let after: WorldDuration
    let step: Step
  }

  func pay(_ batch: Int, _ activity: Activity, _ peers: any Peers, waits: Bool) async {
    if waits {
      do {
        try await activity.sleep(for: PaymentSwitch.work)
        let day = with { $0.ledger.batches[batch].payOn }.map { WorldInstant($0) }
        if let day, day > activity.now { try await activity.sleep(until: day) }
      } catch { return }
    }
    guard !with({ $0.ledger.batches[batch].isCancelled }) else { return }
    let unlinked = await unlinked(batch, activity, peers)
    let start = activity.now
    let later = with { state in payNow(batch, refusing: unlinked, at: start, &state) }
    if waits { await tell(batch, activity, peers) } else { await tellNow(batch, activity, peers) }
    guard !later.isEmpty else { return }
    activity.spawn("pays the rest of a list") { activity in await self.pay(batch, later, from: start, activity, peers) }
  }

  /// The lines for whose payees the mapper has no account, where a programme has accounts looked up there.
  private func unlinked(_ batch: Int, _ activity: Activity, _ peers: any Peers) async -> Set<String> {
    guard policies["aliases"] == "mapper", peers.hears(.accountResolve, from: .payments, to: .mapper) else { return [] }
    var unlinked: Set<String> = []
    for line in with({ $0.ledger.batches[batch].lines }) where line.account.isEmpty && line.flaw == nil {
      var facts = Facts()
      facts[.personID] = line.payee
      let reply = await peers.say(Message(.accountResolve, from: .payments, to: .mapper, facts: facts), activity)
      if reply.taken != .accepted, !has(.paysUnlinked) { unlinked.insert(line.reference) }
    }
    return unlinked
  }

  private func payNow(_ batch: Int, refusing unlinked: Set<String>, at now: WorldInstant, _ state: inout State) -> [Later] {
    var later: [Later] = []
    for line in state.ledger.batches[batch].lines.indices {
      let instruction = state.ledger.batches[batch].lines[line]
      guard instruction.state == .received else { continue }
      if let flaw = instruction.flaw {
        state.ledger.reject(batch, line, flaw, at: now)
        continue
      }
      if unlinked.contains(instruction.reference) || has(.refusesAllForOne) && !unlinked.isEmpty {
        state.ledger.reject(batch, line, "account-not-linked", at: now)
        continue
      }
      if let due = instruction.due, due > now, !has(.paysBeforeDue) {
        state.ledger.hold(batch, line, at: now)
        later.append(Later(line: line, after: due - now, step: .begin))
        continue
      }
      let outcome = outcome(for: instruction, &state)
      switch outcome.kind {
      case .refuses(let reason): state.ledger.reject(batch, line, reason, at: now)
      case .settles where outcome.after.seconds > 0:
        state.ledger.hold(batch, line, at: now)
        later.append(Later(line: line, after: outcome.after, step: .settle(outcome.amount)))
      case .settles: state.ledger.settle(batch, line, for: outcome.amount, at: now)
      case .returns(let reason):
        state.ledger.settle(batch, line, for: outcome.amount, at: now)
        later.append(Later(line: line, after: outcome.after, step: .giveBack(reason)))
      }
    }
    return later.enumerated().sorted { ($0.element.after, $0.offset) < ($1.element.after, $1.offset) }.map(\.element)
  }

  private func pay(_ batch: Int, _ later: [Later], from start: WorldInstant, _ activity: Activity, _ peers: any Peers) async {
    var rest = later[...]
    while let next = rest.first {
      do { try await activity.sleep(until: start + next.after) } catch { return }
      let due = rest.prefix { $0.after == next.after }
      rest = rest.dropFirst(due.count)
      with { state in
        for entry in due {
          switch entry.step {
          case .settle(let amount): state.ledger.settle(batch, entry.line, for: amount, at: activity.now)
          case .giveBack(let reason): state.ledger.giveBack(batch, entry.line, reason, at: activity.now)
          case .begin: begin(entry.line, of: batch, at: activity.now, &state)
          }
        }
      }
      await tell(batch, activity, peers)
    }
  }

  /// A line whose time has come is paid or refused, once and for all.
  private func begin(_ line: Int, of batch: Int, at now: WorldInstant, _ state: inout State) {
    let outcome = outcome(for: state.ledger.batches[batch].lines[line], &state)
    switch outcome.kind {
    case .refuses(let reason): state.ledger.reject(batch, line, reason, at: now)
    case .settles, .returns: state.ledger.settle(batch, line, for: outcome.amount, at: now)
    }
  }
}
