import Facts
import Population
import Timeline

// Forms that were filled in in the field: each submission is one application, however often it arrives.
extension BeneficiarySystem {
  func hear(form message: Message, _ activity: Activity, _ peers: any Peers) -> Reply {
    let facts = message.facts
    guard let submission = facts[.submissionID], let rules = rules(ProgrammeCode(facts[.programme] ?? "")) else {
      return .refused(facts[.submissionID] == nil ? "incomplete-message" : "unknown-programme")
    }
    if has(.refusesForms) { return .refused("not-now") }
    if facts[.place] == nil, has(.wantsAPlace) { return .refused("no-place") }
    let old = has(.appliesEachEdit) ? nil : facts[.submissionReplaces]
    let isWaiting = lacksAttachments(facts)
    let standing = with { $0.receive(form: submission, replacing: old, isWaiting: isWaiting) }
    if standing == .known, has(.faultsOnCopies) { return Reply(.failed, reason: "server-fault") }
    if standing == .known, old != nil { correctHousehold(message, rules) }
    if standing == .known, !has(.appliesEachCopy) { return shows(.namesDuplicates) ? Reply(.refusedAsDuplicate) : .accepted }
    // Who has not consented leaves nothing behind.
    guard facts[.consent] == true || has(.ignoresConsent) else { return .accepted }
    guard let ids = facts[.personID], !ids.isEmpty else { return .refused("incomplete-message") }
    let party = Party(ids, name: facts[.personName] ?? "", born: facts[.personBirthDate], sex: facts[.personSex])
    let known = with { $0.party(ids) } ?? party
    if has(.believesForms) {
      activity.spawn("believes a form") { _ = await self.open(rules, for: known, payee: known, isVerified: true, $0, peers) }
      return .accepted
    }
    if standing == .waiting || standing == .completed && has(.forgetsAttachments) {
      with { $0.applications.append(Application(applicant: known, programme: rules.code)) }
      return .accepted
    }
    let day = has(.believesDeviceClock) ? facts[.filledDate] : nil
    receive(
      known, rules, payee: known, declared: facts[.personBirthDate], heads: heads(message, rules), on: day, activity, peers)
    return .accepted
  }

  /// Whether it is looked into only when its attachments have come: the law says whether they are needed.
  private func lacksAttachments(_ form: Facts) -> Bool {
    (form[.attachmentsMissing] ?? 0) > 0 && policies["attachments"] != "not-required" && !has(.waitsForNoAttachment)
  }

  /// For how many the amount counts: the household as the form lists it.
  private func heads(_ form: Message, _ rules: ProgrammeRules) -> Int {
    rules.share == .member && !has(.countsOneOfAHousehold) ? max(form.lines.count, 1) : 1
  }

  private func correctHousehold(_ form: Message, _ rules: ProgrammeRules) {
    guard let ids = form.facts[.personID], rules.share == .member, !has(.ignoresEdits) else { return }
    let heads = heads(form, rules)
    with { state in
      for i in state.enrolments.indices where state.enrolments[i].programme == rules.code {
        if state.enrolments[i].beneficiary.isNamed(by: ids) { state.enrolments[i].shares = heads }
      }
    }
  }

  /// Asks the form server for all forms as they stand now: those that were corrected since, and those that never arrived.
  func fetchForms(_ activity: Activity, _ peers: any Peers) throws(Refused) {
    guard peers.hears(.application, from: .mis, to: .intake) else { throw Refused("there is no form server to ask") }
    activity.spawn("fetches forms") { activity in
      let reply = await peers.say(Message(.application, from: .mis, to: .intake), activity)
      for form in reply.rows.parts(by: .submissionID) {
        let message = Message(.application, from: .intake, to: .mis, facts: form.head, lines: form.lines)
        _ = self.hear(form: message, activity, peers)
      }
    }
  }
}

/// What is known already of a form that arrives.
private enum FormStanding {
  case new
  /// It waits for its attachments.
  case waiting
  /// It waited, and they have come.
  case completed
  case known
}

extension BeneficiaryState {
  fileprivate mutating func receive(form: String, replacing old: String?, isWaiting: Bool) -> FormStanding {
    let names = [form] + (old.map { [$0] } ?? [])
    let isKnown = names.contains(where: forms.contains)
    let hasWaited = names.contains(where: waiting.contains)
    if !forms.contains(form) { forms.append(form) }
    if isWaiting, !isKnown { waiting.append(form) }
    if hasWaited, !isWaiting { waiting.removeAll { names.contains($0) } }
    if hasWaited, !isWaiting { return .completed }
    return isKnown ? .known : isWaiting ? .waiting : .new
  }
}
