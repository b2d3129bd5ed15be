import Facts
import Timeline

// Who takes the money of somebody else.
extension BeneficiarySystem {
  /// A caregiver has died: nothing goes to the dead, and what is due goes on being due.
  func holdPayments(to deceased: Party, _ state: inout BeneficiaryState) {
    guard !has(.paysDeadCaregiver) else { return }
    for i in state.enrolments.indices {
      let enrolment = state.enrolments[i]
      guard enrolment.payee.isNamed(by: deceased.ids), !enrolment.beneficiary.isNamed(by: deceased.ids), enrolment.state != .ended else {
        continue
      }
      state.enrolments[i].held = "payee-deceased"
      state.tasks.append(DeskTask(about: enrolment.beneficiary, why: "payee-deceased"))
      if has(.endsWithCaregiver) { state.enrolments[i].end("payee-deceased") }
    }
  }

  func nameCaregiver(_ act: Act, _ activity: Activity, _ peers: any Peers) throws(Refused) {
    guard let child = try people(act).first else { throw Refused("say whose caregiver it is") }
    guard let key = act.person("payee"), let payee = file.party(key) else { throw Refused("say who the caregiver is") }
    activity.spawn("meets a new caregiver") { activity in
      let identity = await self.verify(payee, activity, peers)
      guard [.confirmed, .notHeld, .notAsked].contains(identity) || self.has(.trustsClaimant) else {
        return self.ask(somebodyToLookAt: child, "caregiver-not-verified")
      }
      guard !self.has(.forgetsNewCaregiver) else { return }
      self.with { state in
        state.know(payee)
        for i in state.enrolments.indices
        where state.enrolments[i].beneficiary.isNamed(by: child.ids) && state.enrolments[i].state != .ended {
          state.enrolments[i].payee = payee
          state.enrolments[i].held = nil
        }
      }
    }
  }
}
