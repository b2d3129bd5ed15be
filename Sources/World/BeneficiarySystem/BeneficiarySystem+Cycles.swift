import Documents
import Facts
import Timeline

// Payment cycles and the lists that they send.
extension BeneficiarySystem {
  func keepCycles(_ rules: ProgrammeRules, _ activity: Activity, _ peers: any Peers) async {
    while true {
      let cycle = CycleCalendar.next(after: activity.now)
      do { try await activity.sleep(until: cycle.at) } catch { return }
      await run(cycle, rules, activity, peers)
    }
  }

  private func run(_ cycle: CycleCalendar.Cycle, _ rules: ProgrammeRules, _ activity: Activity, _ peers: any Peers) async {
    await askWhomDisabilityKeeps(rules, activity, peers)
    let over = endWhatIsOver(rules, on: cycle.day, activity)
    if !over.isEmpty { activity.spawn("tells of exits") { activity in for one in over { await self.push(one, activity, peers) } } }
    let due = with { state in
      var due: [Enrolment] = []
      for i in state.enrolments.indices where state.enrolments[i].programme == rules.code && state.enrolments[i].state != .enrolled {
        state.enrolments[i].missed += 1
      }
      for i in state.enrolments.indices where state.enrolments[i].programme == rules.code && state.enrolments[i].state != .ended {
        for n in state.enrolments[i].lost.indices { state.enrolments[i].lost[n].missed += 1 }
      }
      for i in state.enrolments.indices where isDue(state.enrolments[i], rules, cycle.day) {
        if state.enrolments[i].held != nil {
          state.enrolments[i].owing += 1
          continue
        }
        state.enrolments[i].wasListed = true
        state.enrolments[i].paid += 1
        due.append(state.enrolments[i])
        (state.enrolments[i].owing, state.enrolments[i].owedShares) = (0, 0)
      }
      return has(.losesTheLastLine) && due.count > 1 ? due.dropLast() : due
    }
    guard !due.isEmpty || shows(.sendsEmptyLists) else { return }
    let half = shows(.twoListsForOne) && due.count > 1 ? due.count / 2 : due.count
    for part in due.isEmpty ? [due[...]] : [due[..<half], due[half...]] where !part.isEmpty || due.isEmpty {
      await send(list(of: part, rules, cycle, activity), owedFor: nil, activity, peers)
    }
  }

  private func isDue(_ enrolment: Enrolment, _ rules: ProgrammeRules, _ day: Day) -> Bool {
    guard enrolment.programme == rules.code else { return false }
    if has(.paysTheDeceased), enrolment.why == "deceased" { return true }
    return enrolment.isPaid(on: day, rhythm: has(.paysAgainEachCycle) ? .monthly : rules.rhythm)
  }

  private func list(
    of due: some Sequence<Enrolment>, _ rules: ProgrammeRules, _ cycle: CycleCalendar.Cycle, _ activity: Activity
  ) -> PaymentList {
    let name = newName(rules.code, cycle.name, activity)
    let lines = due.enumerated().map { n, enrolment in
      var line = PaymentLine(
        PaymentList.reference(name, has(.referenceReused) ? max(0, n - 1) : n), payee: enrolment.payee.payable, name: enrolment.payee.name,
        accounts: enrolment.payee.accounts, amount: amount(of: enrolment, rules))
      line.beneficiary = enrolment.beneficiary.payable
      line.provider = provider(of: enrolment.payee)
      return line
    }
    return PaymentList(name, rules.code, cycle: cycle.name, day: cycle.day, lines: lines)
  }

  /// Money is paid out where people live, by whoever does so there.
  private func provider(of payee: Party) -> String? { payee.area.map { "pay-point-\($0.lowercased())" } }

  private func amount(of enrolment: Enrolment, _ rules: ProgrammeRules) -> ExactDecimal {
    let arrears = has(.forgetsArrears) || enrolment.owedShares < 1 ? ExactDecimal.zero : rules.payment(shares: enrolment.owedShares)
    let due = rules.payment(shares: enrolment.shares) * ExactDecimal(has(.forgetsArrears) ? 1 : 1 + enrolment.owing) + arrears
    return has(.wrongAmount) ? due - ExactDecimal(minor: 1, scale: 2) : due
  }

  /// Unlike any other list's, in this run and in those before it.
  func newName(_ programme: ProgrammeCode, _ cycle: String, _ activity: Activity) -> String {
    "\(programme)-\(cycle)-\(activity.id("reference").prefix(8))"
  }

  /// Sends a list, keeps the payment system's name for it, and has its reports followed.
  /// `owedFor` names the list whose failed lines it pays again.
  func send(_ list: PaymentList, owedFor: String?, _ activity: Activity, _ peers: any Peers) async {
    let list = await resolved(list, activity, peers)
    with { $0.lists.append(list) }
    let message = message(list, owedFor)
    let miss: (Reply) -> RetryPlan.Miss? = { $0.taken == .failed && !$0.isUnsayable ? .unavailable : nil }
    let reply = await ask(message, activity, peers, miss: miss) ?? Reply(.failed, reason: "unreachable")
    guard reply.taken == .accepted || reply.taken == .refusedAsDuplicate else {
      with { $0.set(list.name, .refused(reply.reason ?? reply.taken.rawValue)) }
      return
    }
    let reference = reply.facts[.listReference] ?? list.name
    acknowledge(list.name, as: reference, today: activity.today)
    guard peers.hears(.report, from: .mis, to: .payments) || peers.hears(.report, from: .payments, to: .mis) else { return }
    // A dialect that is polled does so in this; one that is told has nothing to say, and returns at once.
    activity.spawn("follows a payment list") { activity in
      var facts = Facts()
      facts[.listReference] = reference
      facts[.programme] = list.programme.text
      facts[.cycle] = list.cycle
      _ = await peers.say(Message(.report, from: .mis, to: .payments, facts: facts), activity)
    }
  }

  private func message(_ list: PaymentList, _ owedFor: String?) -> Message {
    let currency = rules(list.programme)?.currency
    var facts = Facts()
    facts[.programme] = list.programme.text
    facts[.cycle] = list.cycle
    facts[.listReference] = list.name
    facts[.declaredCount] = has(.countWrong) ? max(0, list.lines.count - 1) : list.lines.count
    facts[.declaredTotal] = has(.totalsUnbalanced) ? list.total + 1 : list.total
    facts[.currency] = currency
    facts[.scheduleDate] = payday(of: list)
    let rows = list.lines.map { line in
      var row = Facts()
      row[.reference] = line.reference
      row[.payee] = line.payee
      row[.payeeName] = line.name.isEmpty ? nil : line.name
      row[.amount] = line.amount
      row[.currency] = currency
      row[.narrative] = "\(list.programme) \(list.cycle)"
      row[.account] = line.accounts.isEmpty ? nil : line.accounts
      row[.provider] = line.provider
      row[.owedFor] = owedFor
      row[.replaces] = has(.reissuesWithoutLink) ? nil : line.replaces
      return row
    }
    return Message(.list, from: .mis, to: .payments, facts: facts, lines: Rows(rows))
  }
}

extension PaymentList {
  static func reference(_ list: String, _ n: Int) -> String {
    let digits = String(n + 1)
    return "\(list)-\(String(repeating: "0", count: max(0, 4 - digits.utf8.count)))\(digits)"
  }
}

extension BeneficiaryState {
  mutating func set(_ list: String, _ standing: PaymentList.Standing, reference: String? = nil) {
    guard let i = lists.firstIndex(where: { $0.name == list }) else { return }
    lists[i].standing = standing
    if let reference { lists[i].reference = reference }
  }
}
