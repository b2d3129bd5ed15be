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
    let old = has(.appliesEachEdit) ? nil : facts[.submissionReplaces]
    let isRepeated = with { state in
      let isRepeated = state.forms.contains(submission) || old.map { state.forms.contains($0) } ?? false
      if !state.forms.contains(submission) { state.forms.append(submission) }
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

  /// Asks the form server for all forms as they stand now: those that were corrected since, and those that never arrived.
  func fetchForms(_ activity: Activity, _ peers: any Peers) throws(Refused) {
    guard peers.hears(.application, from: .mis, to: .intake) else { throw Refused("there is no form server to ask") }
    activity.spawn("fetches forms") { activity in
      let reply = await peers.say(Message(.application, from: .mis, to: .intake), activity)
      for facts in reply.rows {
        _ = self.hear(form: Message(.application, from: .intake, to: .mis, facts: facts), activity, peers)
      }
    }
  }
}
