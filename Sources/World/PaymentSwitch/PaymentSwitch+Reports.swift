import Documents
package import Facts
import Timeline

// Reports: told where the payer listens, given where it asks.
extension PaymentSwitch {
  func tell(_ batch: Int, _ activity: Activity, _ peers: any Peers) async {
    guard peers.hears(.report, from: .payments, to: .mis) else { return }
    if with({ $0.plan.losesNext() }) {
      // Lost on its way: the payer is told again, with what is known by then.
      activity.spawn("tells a lost report again") { activity in
        do { try await activity.sleep(for: .hours(1)) } catch { return }
        await self.tell(batch, activity, peers)
      }
      return
    }
    await tellNow(batch, activity, peers)
  }

  func tellNow(_ batch: Int, _ activity: Activity, _ peers: any Peers) async {
    guard peers.hears(.report, from: .payments, to: .mis) else { return }
    let (facts, parts): (Facts, [[Facts]]) = with { state in
      let list = state.ledger.batches[batch]
      let rows = spoiled(rows(list), of: batch, activity.today, &state)
      let half = (rows.count + 1) / 2
      let parts = shows(.reportsInTwoParts) && rows.count > 1 ? [Array(rows[..<half]), Array(rows[half...])] : state.plan.split(rows)
      return (head(list), parts)
    }
    for part in parts {
      let report = Message(.report, from: .payments, to: .mis, facts: facts, lines: Rows(part))
      _ = await peers.say(report, activity)
      if shows(.reportsTwice) { _ = await peers.say(report, activity) }
    }
  }

  /// Lines of any list, by the address from which or to which they are paid.
  private func search(_ wanted: Facts) -> Reply {
    with { state in
      let found = state.ledger.batches.flatMap { batch in
        zip(batch.lines, rows(batch)).filter { line, _ in
          if has(.findsOtherLines) { return true }
          return wanted[.payer].map { line.payer.names($0) } ?? wanted[.payee].map { line.payee.names($0) } ?? false
        }.map(\.1)
      }
      return Reply(.accepted, rows: Rows(found))
    }
  }

  func report(askedBy message: Message, today: Day) -> Reply {
    let wanted = message.lines.first { $0[.payer] != nil || $0[.payee] != nil }
    if message.facts[.listReference] == nil, let wanted { return search(wanted) }
    return with { state in
      guard let index = index(of: message, state.ledger) else { return .refused("unknown-list") }
      if state.plan.losesNext() { return Reply(.failed, reason: "unavailable") }
      let list = state.ledger.batches[index]
      let wanted = Set(message.lines.compactMap { $0[.receipt] ?? $0[.reference] })
      let asked = rows(list).filter { row in
        wanted.isEmpty || row[.receipt] == "unasked" || [row[.receipt], row[.reference]].contains { $0.map(wanted.contains) ?? false }
      }
      let rows = spoiled(state.plan.part(asked), of: index, today, &state)
      return Reply(.accepted, facts: head(list), rows: Rows(rows))
    }
  }

  /// By the list's reference, else by the lines that are asked for.
  private func index(of message: Message, _ ledger: PaymentLedger) -> Int? {
    if let name = message.facts[.listReference] { return ledger.index(of: name) }
    guard let wanted = message.lines.compactMap({ $0[.receipt] ?? $0[.reference] }).first else { return nil }
    return ledger.batches.firstIndex { $0.lines.contains { $0.receipt == wanted || $0.reference == wanted } }
  }

  private func spoiled(_ rows: [Facts], of batch: Int, _ today: Day, _ state: inout State) -> [Facts] {
    guard let fault = state.plan.spoilsNext() else { return rows }
    let others = state.ledger.batches.enumerated().filter { $0.offset != batch }.flatMap { self.rows($0.element) }
    return fault.spoil(rows, others: others, today: today)
  }

  /// The report as it would be told now about a list, or about the last one.
  package func compose(_ kind: MessageKind, about: PersonKey?, _ inputs: Facts, at now: WorldInstant) -> Message? {
    guard kind == .report else { return nil }
    return with { state in
      let names = [inputs[.listReference], inputs["list"]?.description, inputs[.cycle]].compactMap { $0 }
      let named = state.ledger.batches.last { names.contains($0.reference) } ?? state.ledger.batches.last { names.contains($0.cycle) }
      guard let list = named ?? (names.isEmpty ? state.ledger.batches.last : nil) else { return nil }
      return Message(.report, from: .payments, to: .mis, facts: head(list), lines: Rows(rows(list)))
    }
  }

  private func head(_ batch: Batch) -> Facts {
    var facts = Facts()
    facts[.listReference] = batch.reference
    facts[.programme] = batch.programme
    facts[.cycle] = batch.cycle
    facts[.declaredCount] = batch.declaredCount
    facts[.declaredTotal] = has(.totalsDoNotBalance) ? batch.declaredTotal + 1 : batch.declaredTotal
    return facts
  }

  func rows(_ batch: Batch) -> [Facts] {
    var lines = batch.lines
    if has(.omitsALine) { lines = lines.dropLast() }
    if has(.forgetsOpenLines) { lines.removeAll { $0.state == .open || $0.state == .received } }
    var rows = lines.map(row)
    if has(.reportsAnUnaskedLine), var stranger = rows.first {
      stranger[.reference] = "UNASKED"
      stranger[.receipt] = "unasked"
      rows.append(stranger)
    }
    if has(.paysMoreThanAsked), let first = lines.first, first.state == .settled { rows[0][.settledAmount] = first.settled + 1 }
    return rows
  }

  private func row(_ line: Instruction) -> Facts {
    var row = Facts()
    var state = line.state
    var settled = line.settled
    var returned = line.returned
    if state == .returned, has(.losesReturns) { (state, returned) = (.settled, .zero) }
    if state == .returned, has(.rewritesOnReturn) { (state, settled, returned) = (.rejected, .zero, .zero) }
    row[.reference] = line.reference
    row[.payee] = line.payee
    row[.amount] = line.amount
    row[.state] = state.rawValue
    row[.reason] = has(.hidesReasons) ? nil : state == .rejected || state == .returned ? line.reason : nil
    if state == .settled || state == .partlySettled || state == .returned { row[.settledAmount] = settled }
    if state == .returned { row[.returnedAmount] = returned }
    if state != .received, state != .open {
      row[.lineDate] = line.history.last.map { has(.datesAhead) ? $0.at.day.adding(days: 10) : $0.at.day }
    }
    row[.receipt] = line.receipt
    return row
  }

  package func answer(_ question: Question, at now: WorldInstant) -> Answer {
    let ids = question.person.flatMap { person($0) }
    switch question.name {
    case "line":
      let name = question.inputs["list"]?.description
      guard let ids,
        let line = with({ state in
          let asked = state.ledger.batches.filter { name == nil || $0.reference == name || $0.cycle == name }
          return asked.flatMap(\.lines).last { $0.payee.names(ids) }
        })
      else { return Answer(nil) }
      return Answer(line.state.rawValue, row(line))
    case "paid":
      guard let ids else { return Answer(nil) }
      let net = with { state in
        ExactDecimal.sum(state.ledger.batches.flatMap(\.lines).filter { $0.payee.names(ids) }.map { $0.settled - $0.returned })
      }
      var facts = Facts()
      facts[.paidTotal] = net
      return Answer(net.isZero ? "not-paid" : "paid", facts)
    case "books":
      var facts = Facts()
      let broken = violations
      facts[.reason] = broken.isEmpty ? nil : broken.map(\.rawValue).joined(separator: " ")
      return Answer(broken.isEmpty ? "balanced" : "unbalanced", facts)
    default: return Answer(nil)
    }
  }
}
