import Facts
import Population
import Timeline

// Vital events: taken at once, worked on afterwards.
extension BeneficiarySystem {
  func hear(_ message: Message, _ activity: Activity, _ peers: any Peers) -> Reply {
    let event: VitalEvent
    do throws(VitalEvent.Fault) { event = try VitalEvent(message, today: activity.today, strictly: !has(.believesAnyDay)) } catch {
      return .refused(error.rawValue)
    }
    if has(.faultsOnTheUnknown), with({ $0.party(event.subject.ids) }) == nil { return Reply(.failed, reason: "server-fault") }
    if has(.refusesValidEvents) { return .refused("not-now") }
    if has(.ackWithoutEffect) { return .accepted }
    let isRepeated = with { state in
      let isRepeated = state.told.contains { $0.isSame(as: event) }
      if !isRepeated { state.told.append(event) }
      return isRepeated
    }
    if isRepeated, !has(.duplicateAppliedTwice) { return repeated }
    if has(.dropsOlderEvents), isOlder(event) { return .accepted }
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
    case .stillbirthRegistered:
      // There is nobody to be paid for.
      if has(.takesStillbirthForBirth) { hear(birth: event, activity, peers) }
    case .recordCorrected, .adoptionRegistered:
      hear(correction: event)
      if event.mother != nil { hear(adoption: event, activity, peers) }
    case .deathCancelled: hear(cancelledDeath: event, activity, peers)
    default: hear(death: event, activity, peers)
    }
    return .accepted
  }

  /// Something that happened later to this person has been heard of before.
  private func isOlder(_ event: VitalEvent) -> Bool {
    with { state in state.told.contains { $0.subject.isNamed(by: event.subject.ids) && $0.date > event.date } }
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
        takeBack(e, "registration-cancelled", &state)
        state.cases[i].state = .refused("registration-cancelled")
        ended.append(state.enrolments[e])
      }
      return ended
    }
    activity.spawn("tells of cancelled cases") { for e in ended { await self.push(e, $0, peers) } }
  }

  func enrolments(of party: Party) -> [Enrolment] {
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
