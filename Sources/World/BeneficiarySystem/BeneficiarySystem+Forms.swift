import Facts
import Timeline

// Forms that were filled in in the field: each submission is one application, however often it arrives.
extension BeneficiarySystem {
  func hear(form message: Message, _ activity: Activity, _ peers: any Peers) -> Reply {
    let facts = message.facts
    guard let submission = facts[.submissionID], let rules = rules(ProgrammeCode(facts[.programme] ?? "")) else {
      return .refused(facts[.submissionID] == nil ? "incomplete-message" : "unknown-programme")
    }
    if has(.refusesForms) { return .refused("not-now") }
    let isRepeated = with { state in
      let isRepeated = state.forms.contains(submission)
      if !isRepeated { state.forms.append(submission) }
      return isRepeated
    }
    if isRepeated, has(.faultsOnCopies) { return Reply(.failed, reason: "server-fault") }
    if isRepeated, !has(.appliesEachCopy) { return shows(.namesDuplicates) ? Reply(.refusedAsDuplicate) : .accepted }
    // Who has not consented leaves nothing behind.
    guard facts[.consent] == true || has(.ignoresConsent) else { return .accepted }
    guard let ids = facts[.personID], !ids.isEmpty else { return .refused("incomplete-message") }
    let party = Party(ids, name: facts[.personName] ?? "", born: facts[.personBirthDate], sex: facts[.personSex])
    let known = with { $0.party(ids) } ?? party
    if has(.believesForms) {
      activity.spawn("believes a form") { _ = await self.open(rules, for: known, payee: known, isVerified: true, $0, peers) }
      return .accepted
    }
    receive(known, rules, payee: known, declared: facts[.personBirthDate], activity, peers)
    return .accepted
  }
}
