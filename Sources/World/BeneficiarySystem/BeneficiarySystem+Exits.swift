import Facts
import Population
import Timeline

// How a benefit ends while everybody lives: by age, by choice, because a household is better off. Nobody is left out without a word.
extension BeneficiarySystem {
  /// Before a cycle is paid: who has come of age, and whose last payment has gone out, ends. Whose last one this is hears so.
  func endWhatIsOver(_ rules: ProgrammeRules, on day: Day, _ activity: Activity) -> [Enrolment] {
    with { state in
      var ended: [Enrolment] = []
      for i in state.enrolments.indices where state.enrolments[i].programme == rules.code && state.enrolments[i].state == .enrolled {
        let enrolment = state.enrolments[i]
        if let left = enrolment.paymentsLeft {
          if left > 0 { state.enrolments[i].paymentsLeft = left - 1 } else { state.enrolments[i].end("better-off") }
        } else if comesOfAge(enrolment, rules, by: has(.endsAMonthEarly) ? CycleCalendar.next(after: activity.now).day : day) {
          if has(.onlySuspendsOfAge) { state.enrolments[i].suspend("of-age") } else { state.enrolments[i].end("of-age") }
        } else if hasHadAll(enrolment, rules, with: 0) {
          state.enrolments[i].end("longest-time")
        } else if hasHadAll(enrolment, rules, with: 1) {
          notify(enrolment.payee, "longest-time", &state)
        } else if comesOfAge(enrolment, rules, by: CycleCalendar.next(after: activity.now).day) {
          notify(enrolment.payee, "of-age", &state)
        }
        if state.enrolments[i].state != .enrolled { ended.append(state.enrolments[i]) }
      }
      return ended
    }
  }

  /// Of the age of the programme when it began, and no longer on that day.
  private func comesOfAge(_ enrolment: Enrolment, _ rules: ProgrammeRules, by day: Day) -> Bool {
    guard rules.toAge != nil, !enrolment.isKept, let born = enrolment.beneficiary.born, !has(.paysPastTheAge) else { return false }
    let ages = AgeRule(from: nil, to: rules.toAge)
    return ages.fits(born, on: enrolment.since) && !ages.fits(born, on: has(.paysOnTheBirthday) ? day.adding(days: -1) : day)
  }

  /// Paid as often as the law allows, once so many more have been made.
  private func hasHadAll(_ enrolment: Enrolment, _ rules: ProgrammeRules, with more: Int) -> Bool {
    guard rules.rhythm == .monthly, let most = policies["most-payments"].flatMap({ Int($0) }), !has(.paysForEver) else { return false }
    return enrolment.paid + more >= most
  }

  /// A programme is over: for everybody at once, and nobody learns it from a payment that did not come.
  func endProgramme(_ act: Act, _ activity: Activity, _ peers: any Peers) throws(Refused) {
    let rules = try programme(act)
    guard !has(.outlivesTheProgramme) else { return }
    let ended: [Enrolment] = with { state in
      var ended: [Enrolment] = []
      for i in state.enrolments.indices where state.enrolments[i].programme == rules.code && state.enrolments[i].state != .ended {
        state.enrolments[i].end("programme-over")
        notify(state.enrolments[i].payee, "programme-over", &state)
        ended.append(state.enrolments[i])
      }
      return ended
    }
    activity.spawn("tells of the end of a programme") { activity in for one in ended { await self.push(one, activity, peers) } }
  }

  /// Where the law lets a disability keep a child's benefit past the age: who is about to leave is asked for first.
  func askWhomDisabilityKeeps(_ rules: ProgrammeRules, _ activity: Activity, _ peers: any Peers) async {
    guard policies["disability-extends"] == "yes", rules.toAge != nil, !has(.asksNoDisability) else { return }
    let next = CycleCalendar.next(after: activity.now).day
    let leaving = with { state in
      state.enrolments.filter { $0.programme == rules.code && $0.state == .enrolled && comesOfAge($0, rules, by: next) }.map(\.beneficiary)
    }
    for person in leaving where await isDisabled(person, activity, peers) && !has(.endsTheDisabled) {
      with { state in
        for i in state.enrolments.indices where state.enrolments[i].programme == rules.code {
          if state.enrolments[i].beneficiary.isNamed(by: person.ids) { state.enrolments[i].isKept = true }
        }
      }
    }
  }

  /// An exit that was wrong is undone: once, and with what was left out.
  func grantAppeal(_ act: Act, _ activity: Activity, _ peers: any Peers) throws(Refused) {
    guard let person = try people(act).first else { throw Refused("say whose appeal is granted") }
    let rules = try programme(act)
    guard !has(.ignoresAppeals) else { return }
    let reinstated = with { $0.change(lastOf: person.ids, in: rules.code, where: { $0 == .ended }) { $0.reinstate() } }
    guard let reinstated else { throw Refused("no benefit of \(rules.code) has ended for that person") }
    activity.spawn("tells of a granted appeal") { await self.push(reinstated, $0, peers) }
  }

  func notify(_ party: Party, _ why: String, _ state: inout BeneficiaryState) {
    let notice = Notice(to: party, why: why)
    guard !has(.tellsNobodyOfExits), !state.notices.contains(notice) else { return }
    state.notices.append(notice)
  }

  /// Somebody gives a benefit up. It can be asked for again.
  func leave(_ act: Act, _ activity: Activity, _ peers: any Peers) throws(Refused) {
    guard let person = try people(act).first else { throw Refused("say who gives it up") }
    let rules = try programme(act)
    guard !has(.ignoresLeaving) else { return }
    let ended = with { state in
      let ended = state.change(lastOf: person.ids, in: rules.code, where: { $0 != .ended }) { $0.end("given-up") }
      if let ended { notify(ended.payee, "given-up", &state) }
      return ended
    }
    guard let ended else { throw Refused("\(rules.code) is not paid for that person") }
    activity.spawn("tells of an exit") { await self.push(ended, $0, peers) }
  }

  func notice(_ person: Party?) -> Answer {
    guard let person else { return Answer(nil) }
    let notice = with { state in state.notices.last { $0.to.isNamed(by: person.ids) } }
    var facts = Facts()
    facts[.reason] = has(.tellsNoReason) ? nil : notice?.why
    return Answer(notice == nil ? "none" : "sent", facts)
  }
}

// What the social registry says of a household now.
extension BeneficiarySystem {
  /// A newer word on somebody's score: it opens nothing, and may end what it once opened, after the payments that the law grants.
  func hear(change message: Message, _ activity: Activity) -> Reply {
    guard let ids = message.facts[.personID], !ids.isEmpty else { return .refused("incomplete-message") }
    if has(.refusesValidEvents) { return .refused("not-now") }
    if message.from == .ibr { return hear(enrolment: message, of: ids) }
    if let born = message.facts[.personBirthDate] { hear(birthDate: born, of: ids) }
    guard message.kind == .recordChanged, let score = message.facts[.povertyScore], !has(.ignoresChanges) else { return .accepted }
    let day = message.facts[.eventDate] ?? activity.today
    let grace = policies["grace"] == "none" || has(.exitsAtOnce) ? 0 : 1
    let programmes = programmes
    with { state in
      let known = state.heard.firstIndex { $0.of.names(ids) }
      if let known {
        if day < state.heard[known].until, !has(.takesStaleWord) { return }
        state.heard[known].until = day
      } else {
        state.heard.append((ids, day))
      }
      if let area = message.facts[.personArea], !has(.keepsThePayPoint) {
        for i in state.enrolments.indices where has(.movesEverybody) || state.enrolments[i].payee.isNamed(by: ids) {
          state.enrolments[i].payee.area = area
        }
      }
      if has(.scoreRevives) {
        for i in state.enrolments.indices where state.enrolments[i].beneficiary.isNamed(by: ids) { state.enrolments[i].reinstate() }
      }
      for i in state.enrolments.indices where state.enrolments[i].beneficiary.isNamed(by: ids) && state.enrolments[i].state == .enrolled {
        let code = state.enrolments[i].programme
        guard let line = programmes.first(where: { $0.code == code })?.scoreBelow else { continue }
        if score < line, !has(.exitsWhoeverChanged) {
          if !has(.forgetsRecovery) { state.enrolments[i].paymentsLeft = nil }
        } else if state.enrolments[i].paymentsLeft == nil {
          state.enrolments[i].paymentsLeft = grace
          notify(state.enrolments[i].payee, "better-off", &state)
        }
      }
    }
    return .accepted
  }
}

// What the registry of beneficiaries says of somebody whom two programmes enrolled, each before it could know of the other.
extension BeneficiarySystem {
  func hear(enrolment message: Message, of ids: [Identifier]) -> Reply {
    let facts = message.facts
    guard facts[.enrolmentState] == Enrolment.State.enrolled.rawValue, let programme = facts[.programme],
      let day = facts[.registrationDate],
      let mine = with({ $0.enrolment(of: ids, in: ProgrammeCode(programme)) }), mine.state != .ended
    else { return .accepted }
    // Our own word comes back with our own day. Whoever was there first is for somebody to find out.
    if day < mine.since, !has(.ignoresConflicts) { ask(somebodyToLookAt: mine.beneficiary, "enrolled-elsewhere") }
    return .accepted
  }
}

// Two registers that contradict each other about one person: the law says which of them is believed.
extension BeneficiarySystem {
  private func hear(birthDate born: Day, of ids: [Identifier]) {
    guard let known = with({ $0.party(ids) }), let own = known.born, own != born else { return }
    if !has(.looksAtNoContradiction) { ask(somebodyToLookAt: known, "registers-contradict") }
    guard policies["birth-date-from"] == "social-registry" || has(.believesLastRegister) else { return }
    let programmes = programmes
    with { state in
      var new = known
      new.born = born
      state.know(new)
      for i in state.enrolments.indices where state.enrolments[i].beneficiary.isNamed(by: ids) {
        state.enrolments[i].beneficiary.born = born
        let rules = programmes.first { $0.code == state.enrolments[i].programme }
        if let rules, !AgeRule(from: rules.fromAge, to: rules.toAge).fits(born, on: state.enrolments[i].since) {
          state.enrolments[i].suspend("not-of-age")
        }
      }
    }
  }
}
