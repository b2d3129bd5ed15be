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
    activity.spawn("meets a new caregiver") { await self.meet(payee, of: child, $0, peers) }
  }

  private func meet(_ payee: Party, of child: Party, _ activity: Activity, _ peers: any Peers) async {
    let identity = await verify(payee, activity, peers)
    guard [.confirmed, .notHeld, .notAsked].contains(identity) || has(.trustsClaimant) else {
      return ask(somebodyToLookAt: child, "caregiver-not-verified")
    }
    guard !has(.forgetsNewCaregiver) else { return }
    with { state in
      state.know(payee)
      let isDisputed = state.claims.contains { $0.child.isNamed(by: child.ids) && !$0.by.isNamed(by: payee.ids) } && !has(.lastClaimantWins)
      if isDisputed { state.tasks.append(DeskTask(about: child, why: "two-claimants")) }
      for i in state.enrolments.indices
      where state.enrolments[i].beneficiary.isNamed(by: child.ids) && state.enrolments[i].state != .ended {
        state.enrolments[i].payee = isDisputed ? state.enrolments[i].payee : payee
        state.enrolments[i].held = isDisputed ? "two-claimants" : nil
      }
    }
  }

  /// Somebody says so of themselves, and nobody has decided yet: of two who do, neither is paid.
  func claimChild(_ act: Act, _ activity: Activity, _ peers: any Peers) throws(Refused) {
    guard let child = try people(act).first else { throw Refused("say which child is claimed") }
    guard let key = act.person("payee"), let payee = file.party(key) else { throw Refused("say who claims it") }
    with { $0.claims.append((child, payee)) }
    activity.spawn("hears a claim") { await self.meet(payee, of: child, $0, peers) }
  }
}
