import Facts
import Population
import Timeline

// Vital events: taken at once, worked on afterwards.
extension BeneficiarySystem {
  func hear(_ message: Message, _ activity: Activity, _ peers: any Peers) -> Reply {
    let event: VitalEvent
    do throws(VitalEvent.Fault) { event = try VitalEvent(message, today: activity.today) } catch { return .refused(error.rawValue) }
    if has(.refusesValidEvents) { return .refused("not-now") }
    if has(.ackWithoutEffect) { return .accepted }
    let isRepeated = with { state in
      let isRepeated = state.told.contains { $0.isSame(as: event) }
      if !isRepeated { state.told.append(event) }
      return isRepeated
    }
    if isRepeated, !has(.duplicateAppliedTwice) { return repeated }
    switch event.kind {
    case .birthRegistered where !has(.linksNothing) && link(event, message.facts[.eventID], activity, peers): break
    case .birthRegistered:
      if message.facts[.eventKind] ?? "live-birth" == "live-birth" { hear(birth: event, activity, peers) }
    case .birthNotified:
      if has(.paysNotified) { hear(birth: event, activity, peers) }
    case .birthCancelled:
      if !has(.ignoresCancellation) { cancel(event, activity, peers) }
    case .marriageRegistered: hear(marriage: event, activity, peers)
    case .divorceRegistered: hear(divorce: event)
    case .recordCorrected: hear(correction: event)
    default: hear(death: event, activity, peers)
    }
    return .accepted
  }

  private var repeated: Reply {
    if has(.refusesRepeats) { return .refused("conflict") }
    if has(.faultsOnRepeats) { return Reply(.failed, reason: "server-fault") }
    return shows(.namesDuplicates) ? Reply(.refusedAsDuplicate) : .accepted
  }

  private func cancel(_ event: VitalEvent, _ activity: Activity, _ peers: any Peers) {
    let ended: [Enrolment] = with { state in
      var ended: [Enrolment] = []
      for i in state.cases.indices where state.cases[i].birth.subject.isNamed(by: event.subject.ids) {
        state.cases[i].isCancelled = true
        guard case .enrolled(let e) = state.cases[i].state else { continue }
        state.enrolments[e].end("registration-cancelled")
        state.cases[i].state = .refused("registration-cancelled")
        ended.append(state.enrolments[e])
      }
      return ended
    }
    activity.spawn("tells of cancelled cases") { for e in ended { await self.push(e, $0, peers) } }
  }

  private func hear(death event: VitalEvent, _ activity: Activity, _ peers: any Peers) {
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
    let guess = has(.guessesSpouse) ? file.spouse(of: event.subject.ids) : nil
    guard let spouse = event.spouse ?? guess, begins(by: .spouseDeath) != nil else { return }
    activity.spawn("looks at who is left") { await self.look(at: spouse, leftBy: event, $0, peers) }
  }

  private func apply(death event: VitalEvent, _ activity: Activity, _ peers: any Peers) async {
    let concerned = enrolments(of: event.subject)
    guard let first = concerned.first(where: { $0.state != .ended }) else { return }
    // One number and two dates of birth: perhaps another person. Somebody has to look before anything ends.
    let isThisPerson = first.beneficiary.born == nil || event.subject.born == nil || first.beneficiary.born == event.subject.born
    let confirmed = isThisPerson ? await confirm(event, activity, peers) == .found : false
    if confirmed { claimBack(from: event.subject, since: event.date) }
    let rule = DeathRule(endWithin: span("end-within", else: Span(days: 30)), hearsTheFamily: shows(.suspendsBeforeEnds))
    let step = has(.endsNever) ? .suspend : rule.step(confirmed: confirmed, today: activity.today)
    if step != .end(on: activity.today) { for e in enrolments(of: event.subject) { await push(e, activity, peers) } }
    guard case .end(let day) = step else { return }
    if day > activity.today {
      do { try await activity.sleep(until: WorldInstant(day, hour: CycleCalendar.hour)) } catch { return }
    }
    with { state in
      for i in state.enrolments.indices where state.enrolments[i].beneficiary.isNamed(by: event.subject.ids) {
        state.enrolments[i].end("deceased")
      }
    }
    for e in enrolments(of: event.subject) { await push(e, activity, peers) }
  }

  private func enrolments(of party: Party) -> [Enrolment] {
    with { state in state.enrolments.filter { $0.beneficiary.isNamed(by: party.ids) } }
  }

  /// Tells the integrated registry how an enrolment stands now.
  func push(_ enrolment: Enrolment, _ activity: Activity, _ peers: any Peers) async {
    guard peers.hears(.enrolment, from: .mis, to: .ibr), !has(.tellsNoRegistry) else { return }
    var facts = Facts()
    facts[.personID] = enrolment.beneficiary.payable
    facts[.programme] = enrolment.programme.text
    facts[.enrolmentState] = enrolment.state.rawValue
    facts[.eventDate] = activity.today
    _ = await peers.say(Message(.enrolment, from: .mis, to: .ibr, facts: facts), activity)
  }

  func span(_ policy: String, else standard: Span) -> Span { policies[policy].flatMap { Span($0) } ?? standard }
}
