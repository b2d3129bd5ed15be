import Facts
import Timeline

// A record says something else than before: the same person, and perhaps other rights.
extension BeneficiarySystem {
  func hear(correction event: VitalEvent) {
    guard !has(.ignoresCorrection) else { return }
    let rules = programmes
    with { state in
      // About somebody whom nobody here knows, nothing is written down by guess.
      let guess = has(.guessesCorrected) ? state.enrolments.first?.beneficiary : nil
      guard let known = state.party(event.subject.ids) ?? state.beneficiary(event.subject.ids) ?? guess else {
        // What it corrects may be on its way.
        if !has(.forgetsEarlyCorrections) { state.corrections.append(event) }
        return
      }
      var new = known.corrected(by: event.subject)
      if has(.keepsOneNumber) { new.ids = known.ids }
      if has(.correctionMakesNewPerson) {
        for old in state.enrolments where old.beneficiary.isNamed(by: known.ids) && old.state == .enrolled {
          state.enrolments.append(Enrolment(new, payee: new, old.programme, since: event.registered))
        }
        return
      }
      state.know(new)
      for i in state.enrolments.indices {
        if state.enrolments[i].payee.isNamed(by: known.ids) { state.enrolments[i].payee = state.enrolments[i].payee.corrected(by: new) }
        guard state.enrolments[i].beneficiary.isNamed(by: known.ids) else { continue }
        state.enrolments[i].beneficiary = new
        if has(.otherSexOtherPerson), let before = known.sex, before != new.sex { state.enrolments[i].suspend("another-person") }
        let programme = rules.first { $0.code == state.enrolments[i].programme }
        let ages = AgeRule(from: programme?.fromAge, to: programme?.toAge)
        guard let born = new.born, born != known.born, !ages.fits(born, on: event.registered), !has(.keepsPayingUnderAge) else { continue }
        // What was paid in good faith is for a person to judge.
        state.enrolments[i].suspend("not-of-age")
        state.tasks.append(DeskTask(about: new, why: "not-of-age"))
      }
    }
  }
}

extension Party {
  /// The same person, as the record says now: numbers are added and never lost, and what it does not say stays.
  func corrected(by other: Party) -> Party {
    var new = self
    if !other.name.isEmpty { new.name = other.name }
    new.born = other.born ?? born
    new.sex = other.sex ?? sex
    new.ids += other.ids.filter { !ids.contains($0) }
    return new
  }
}

// A child has another parent: what is paid for it goes to whoever the record names now.
extension BeneficiarySystem {
  func hear(adoption event: VitalEvent, _ activity: Activity, _ peers: any Peers) {
    guard let mother = event.mother, let child = with({ $0.party(event.subject.ids) }), !has(.keepsFormerParent) else { return }
    guard let known = with({ $0.party(mother.ids) }) else { return ask(somebodyToLookAt: child, "adopted-by-somebody-unknown") }
    activity.spawn("meets an adoptive parent") { activity in
      guard [.confirmed, .notHeld, .notAsked].contains(await self.verify(known, activity, peers)) else {
        return self.ask(somebodyToLookAt: child, "caregiver-not-verified")
      }
      self.with { state in
        for i in state.enrolments.indices
        where state.enrolments[i].beneficiary.isNamed(by: child.ids) && state.enrolments[i].state != .ended {
          let former = state.enrolments[i]
          guard !former.payee.isNamed(by: former.beneficiary.ids) else { continue }
          (state.enrolments[i].payee, state.enrolments[i].held) = (known, nil)
          if self.has(.paysBothParents) { state.enrolments.append(former) }
        }
      }
    }
  }
}
