import Facts
import Population
import Timeline

// What a death ends, what it leaves to whom, and what it was not.
extension BeneficiarySystem {
  func hear(death event: VitalEvent, _ activity: Activity, _ peers: any Peers) {
    with { state in
      state.deaths.append(event)
      // Somebody whom nobody here knows is kept for a person to match: no record is made by guess.
      guard !has(.paysTheDeceased) else { return }
      for i in state.enrolments.indices where state.enrolments[i].beneficiary.isNamed(by: event.subject.ids) {
        state.enrolments[i].suspend("deceased")
      }
      if has(.guessesDeceased), state.party(event.subject.ids) == nil, !state.enrolments.isEmpty { state.enrolments[0].suspend("deceased") }
      holdPayments(to: event.subject, &state)
    }
    activity.spawn("ends what a death ends") { await self.apply(death: event, $0, peers) }
    let orphans = with { state in state.enrolments.filter { $0.held == "payee-deceased" && $0.payee.isNamed(by: event.subject.ids) } }
    for one in orphans {
      activity.spawn("looks for another parent") { await self.propose(anotherThan: event.subject, for: one.beneficiary, $0, peers) }
    }
    if isPaidForInAHousehold(event) {
      activity.spawn("looks at the household of a child") { await self.look(atHouseholdOf: event, $0, peers) }
    }
    let guess = has(.guessesSpouse) ? file.spouse(of: event.subject.ids) : nil
    guard let spouse = event.spouse ?? guess else { return }
    guard begins(by: .spouseDeath) != nil else { return keep(.spouseDeath, of: spouse, event) }
    activity.spawn("looks at who is left") { await self.look(at: spouse, leftBy: event, $0, peers) }
  }

  private func apply(death event: VitalEvent, _ activity: Activity, _ peers: any Peers) async {
    let concerned = enrolments(of: event.subject)
    guard let first = concerned.first(where: { $0.state != .ended || has(.duplicateAppliedTwice) }) else { return }
    // One number and two dates of birth: perhaps another person. Somebody has to look before anything ends.
    let agrees = first.beneficiary.born == nil || event.subject.born == nil || first.beneficiary.born == event.subject.born
    if !agrees, !has(.reviewsNothing) { ask(somebodyToLookAt: first.beneficiary, "birth-date-differs") }
    let isThisPerson = agrees || has(.endsWhoeverHasTheNumber)
    let confirmed = isThisPerson ? await confirm(event, activity, peers) == .found : false
    if confirmed { await callBack(from: event.subject, activity, peers) }
    if confirmed { claimBack(from: event.subject, since: event.date) }
    let rule = DeathRule(endWithin: span("end-within", else: Span(days: 30)), hearsTheFamily: shows(.suspendsBeforeEnds))
    let step = has(.endsNever) ? .suspend : rule.step(confirmed: confirmed, today: activity.today)
    if step != .end(on: activity.today) { for e in enrolments(of: event.subject) { await push(e, activity, peers) } }
    guard case .end(let day) = step else { return }
    if day > activity.today {
      do { try await activity.sleep(until: WorldInstant(day, hour: CycleCalendar.hour)) } catch { return }
    }
    with { state in
      // It may have been taken back while the family was heard.
      guard state.isDead(event.subject.ids) else { return }
      for i in state.enrolments.indices where state.enrolments[i].beneficiary.isNamed(by: event.subject.ids) {
        state.enrolments[i].end("deceased")
      }
    }
    for e in enrolments(of: event.subject) { await push(e, activity, peers) }
  }

  /// Somebody else has died: what was stopped goes on, what was left out is owed, and nothing has to come back.
  func hear(cancelledDeath event: VitalEvent, _ activity: Activity, _ peers: any Peers) {
    guard !has(.ignoresCancelledDeath) else { return }
    let ids = event.subject.ids
    let back: [Enrolment] = with { state in
      state.deaths.removeAll { $0.subject.isNamed(by: ids) }
      // Should the same death be registered again, it is news.
      state.told.removeAll { $0.kind == .deathRegistered && $0.subject.isNamed(by: ids) }
      if !has(.keepsDebt) { state.debts.removeAll { $0.of.isNamed(by: ids) } }
      var back: [Enrolment] = []
      for i in state.enrolments.indices {
        if state.enrolments[i].held == "payee-deceased", state.enrolments[i].payee.isNamed(by: ids) { state.enrolments[i].held = nil }
        if !has(.losesShare), state.enrolments[i].giveBack(shareOf: ids) { back.append(state.enrolments[i]) }
        if state.enrolments[i].leftBy?.isNamed(by: ids) == true, state.enrolments[i].state != .ended, !has(.keepsGrant) {
          // Nobody was left behind. What was paid is claimed back, and taken from nothing else.
          takeBack(i, "death-cancelled", &state)
          back.append(state.enrolments[i])
        }
        guard state.enrolments[i].why == "deceased", state.enrolments[i].beneficiary.isNamed(by: ids) else { continue }
        state.enrolments[i].reinstate()
        back.append(state.enrolments[i])
      }
      return back
    }
    activity.spawn("tells of what a death has not changed") { activity in for one in back { await self.push(one, activity, peers) } }
  }
}

// A child for whom somebody else is enrolled: the household goes on, for those who are left.
extension BeneficiarySystem {
  private func programmesByChild(_ event: VitalEvent) -> [ProgrammeRules] {
    guard let born = event.subject.born else { return [] }
    return programmes.filter { $0.share == .child && AgeRule(from: nil, to: $0.toAge).fits(born, on: event.date) }
  }

  private func isPaidForInAHousehold(_ event: VitalEvent) -> Bool {
    let codes = programmesByChild(event).map(\.code)
    // Where the child itself is enrolled, its own benefit ends, and nobody else's.
    guard !codes.isEmpty, !enrolments(of: event.subject).contains(where: { codes.contains($0.programme) }) else { return false }
    return with { state in state.enrolments.contains { codes.contains($0.programme) && $0.state == .enrolled } }
  }

  private func look(atHouseholdOf event: VitalEvent, _ activity: Activity, _ peers: any Peers) async {
    guard let record = await record(of: event.subject, activity, peers) else {
      return ask(somebodyToLookAt: event.subject, "household-unknown")
    }
    for parent in [record[.motherID], record[.fatherID]].compactMap(\.self) {
      for rules in programmesByChild(event) {
        let changed = with { state in
          state.change(lastOf: parent, in: rules.code, where: { $0 == .enrolled }) { enrolment in
            if !has(.countsTheDead) { enrolment.lose(shareOf: event.subject) }
            if has(.closesTheHousehold) { enrolment.end("child-deceased") }
          }
        }
        if let changed, changed.state != .enrolled { await push(changed, activity, peers) }
      }
    }
  }
}
