import Documents
import Facts
import Population
import Timeline

// Marriages, divorces, and whoever a death leaves behind.
extension BeneficiarySystem {
  /// What ends when somebody marries ends for both, as far as the event names them; what is paid for their children does not.
  func hear(marriage event: VitalEvent, _ activity: Activity, _ peers: any Peers) {
    guard !has(.ignoresMarriage) else { return }
    takeName(event.subject.name, of: event.subject)
    let couple = event.subject.ids + (event.spouse?.ids ?? [])
    let ending = programmes.filter { $0.ends.contains(.marriage) || has(.marriageStopsEverything) }.map(\.code)
    let concerned: [Int] = with { state in
      state.enrolments.indices.filter { i in
        let enrolment = state.enrolments[i]
        let isTheirs = enrolment.beneficiary.isNamed(by: couple) || has(.marriageStopsEverything) && enrolment.payee.isNamed(by: couple)
        return isTheirs && ending.contains(enrolment.programme) && (enrolment.state != .ended || has(.duplicateAppliedTwice))
      }
    }
    guard !concerned.isEmpty else { return }
    with { state in for i in concerned { state.enrolments[i].suspend("married") } }
    activity.spawn("ends what a marriage ends") { activity in
      // Not found at its source: nothing is paid, and somebody has to look.
      let isConfirmed = await self.confirm(event, activity, peers) != .missing
      if !isConfirmed { self.ask(somebodyToLookAt: event.subject, "marriage-not-confirmed") }
      // What an event leaves out its record says.
      if isConfirmed, event.subject.name.isEmpty {
        let record = await self.record(of: event.subject, activity, peers)
        self.takeName(record?[.personName] ?? "", of: event.subject)
      }
      for i in concerned {
        if isConfirmed { self.end(i, "married", since: event.date) }
        await self.push(self.with { $0.enrolments[i] }, activity, peers)
      }
    }
  }

  /// Who takes another name by marrying is the same person, and is paid under it.
  private func takeName(_ name: String, of married: Party) {
    guard !name.isEmpty, !has(.keepsMaidenName) else { return }
    with { state in
      guard var known = state.party(married.ids) else { return }
      known.name = name
      state.know(known)
      for i in state.enrolments.indices {
        if state.enrolments[i].payee.isNamed(by: known.ids) { state.enrolments[i].payee.name = name }
        if state.enrolments[i].beneficiary.isNamed(by: known.ids) { state.enrolments[i].beneficiary.name = name }
      }
    }
  }

  /// A divorce grants nothing by itself: somebody looks at the household as it is now.
  func hear(divorce event: VitalEvent) {
    guard !has(.ignoresDivorce), let known = with({ $0.party(event.subject.ids) }) else { return }
    ask(somebodyToLookAt: known, "divorced")
    if has(.lastWordWins) {
      with { state in
        for i in state.enrolments.indices where state.enrolments[i].beneficiary.isNamed(by: known.ids) {
          if state.enrolments[i].why == "married" { state.enrolments[i].reinstate() }
        }
      }
    }
    let wrongly = [(LifeCourseDefect.grantsToDivorced, Programme.Opening.spouseDeath), (.singleByDivorce, .birthToOneParent)]
    for (defect, opening) in wrongly where has(defect) {
      guard let rules = programmes.first(where: { $0.opens.contains(opening) }) else { continue }
      with { $0.enrolments.append(Enrolment(known, payee: known, rules.code, since: event.registered)) }
    }
  }

  /// The grant for whoever a death leaves behind: once, and only where the registry itself names the spouse.
  func look(at spouse: Party, leftBy event: VitalEvent, _ activity: Activity, _ peers: any Peers) async {
    guard !has(.ignoresSpouse), let rules = begins(by: .spouseDeath) else { return }
    guard await confirm(event, activity, peers) == .found else { return ask(somebodyToLookAt: spouse, "death-not-confirmed") }
    guard let known = with({ $0.party(spouse.ids) }) else { return ask(somebodyToLookAt: spouse, "spouse-unknown") }
    if has(.stopsWidowsPension) { suspendAll(of: known) }
    if isBeyondWindow(event, rules) { return ask(somebodyToLookAt: known, "beyond-filing-window") }
    // It may have been taken back while its record was looked up.
    guard with({ $0.isDead(event.subject.ids) }) else { return }
    if case .refused(let why) = await open(rules, for: known, payee: known, leftBy: event.subject, activity, peers) {
      ask(somebodyToLookAt: known, why)
    }
  }

  private func suspendAll(of party: Party) {
    with { state in
      for i in state.enrolments.indices where state.enrolments[i].beneficiary.isNamed(by: party.ids) {
        state.enrolments[i].suspend("widowed")
      }
    }
  }
}

// What should have ended earlier than it did.
extension BeneficiarySystem {
  /// Ends an enrolment, and claims back what was paid since the day on which it should have ended.
  func end(_ index: Int, _ why: String, since day: Day) {
    with { state in
      // Two may have told of one event while its record was looked up.
      guard state.enrolments[index].state != .ended || has(.duplicateAppliedTwice) else { return }
      state.enrolments[index].end(why)
      notify(state.enrolments[index].payee, why, &state)
      note(state.enrolments[index], since: day, &state)
    }
  }

  /// Ends what should never have begun, and claims back all that was paid.
  func takeBack(_ index: Int, _ why: String, _ state: inout BeneficiaryState) {
    state.enrolments[index].end(why)
    note(state.enrolments[index], since: state.enrolments[index].since.adding(days: -1), &state)
  }

  func claimBack(from party: Party, since day: Day) {
    with { state in
      for enrolment in state.enrolments where enrolment.beneficiary.isNamed(by: party.ids) {
        guard enrolment.state != .ended || has(.duplicateAppliedTwice) else { continue }
        note(enrolment, since: day, &state)
      }
    }
  }

  private func note(_ enrolment: Enrolment, since day: Day, _ state: inout BeneficiaryState) {
    guard !has(.writesOffSilently) else { return }
    let from = has(.claimsTooMuch) ? day.adding(months: -120) : day
    let inPart = policies["part-month"] == "by-thirtieths" && !has(.claimsWholeMonths)
    guard let debt = Overpayment(enrolment, since: from, state.lists, inPart: inPart) else { return }
    state.debts.append(debt)
    guard has(.setsOffDebt) else { return }
    for i in state.enrolments.indices where state.enrolments[i].state == .enrolled {
      let isTheirs = state.enrolments[i].payee.isNamed(by: enrolment.payee.ids)
      if isTheirs || state.enrolments[i].programme == debt.programme { state.enrolments[i].held = "set-off" }
    }
  }
}
