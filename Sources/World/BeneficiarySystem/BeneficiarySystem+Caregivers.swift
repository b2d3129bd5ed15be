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

  /// The other parent on record may be the one to take the money; that is for somebody to decide, and nothing is paid by it.
  func propose(anotherThan deceased: Party, for child: Party, _ activity: Activity, _ peers: any Peers) async {
    guard !has(.proposesNobody), peers.hears(.personRecord, from: .mis, to: .crvs) else { return }
    guard let record = await peers.say(question(of: child), activity).rows.first(where: { _ in true }) else { return }
    let parents = [record[.motherID], record[.fatherID]].compactMap(\.self)
    guard let other = parents.first(where: { !deceased.isNamed(by: $0) }) else { return }
    with { state in
      guard !state.isDead(other) else { return }
      for i in state.tasks.indices where state.tasks[i].why == "payee-deceased" && state.tasks[i].about.isNamed(by: child.ids) {
        state.tasks[i].proposed = other
      }
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
