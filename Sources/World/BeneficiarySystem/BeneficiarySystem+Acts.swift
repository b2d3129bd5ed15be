import Documents
package import Facts
package import Timeline

// What its own people do with it.
extension BeneficiarySystem {
  package func act(_ act: Act, _ activity: Activity, _ peers: any Peers) async throws(Refused) -> Facts {
    switch act.name {
    case "enrolled": try enrol(act, activity, peers)
    case "listens", "listens-to": listen(act, activity, peers)
    case "stops-listening": stopListening(act, activity, peers)
    case "apply": try apply(act, activity, peers)
    case "name-caregiver": try nameCaregiver(act, activity, peers)
    case "claim-child": try claimChild(act, activity, peers)
    case "accept-offer": try acceptOffer(act, activity, peers)
    case "admit-child": try admitChild(act, activity, peers)
    case "count-children": try countChildren(act, activity, peers)
    case "look-for-births": try lookForBirths(act, activity, peers)
    case "answer-alert": try answerAlert(act, activity, peers)
    case "check-afterwards": checkAfterwards(activity, peers)
    case "end-programme": try endProgramme(act, activity, peers)
    case "refuse-consent":
      let parties = try people(act)
      with { $0.refusing += parties }
    case "fetch-forms": try fetchForms(activity, peers)
    case "leave": try leave(act, activity, peers)
    case "grant-appeal": try grantAppeal(act, activity, peers)
    case "look-for-households": try lookForHouseholds(act, activity, peers)
    case "look-up": try lookUp(act, activity, peers)
    case "ask-what-became": try askWhatBecame(act, activity, peers)
    case "check-disability": try checkDisability(act, activity, peers)
    case "knows":
      let parties = try people(act)
      with { state in for party in parties { state.know(party) } }
    case "account-corrected": try correct(act, activity, peers)
    case "change-account": return try changeAccount(act, activity, peers)
    case "withdraw-account": try withdrawAccount(act, activity, peers)
    case "reissue": return try reissue(act, activity, peers)
    case "retire":
      let parties = try people(act)
      with { state in
        for i in state.enrolments.indices where parties.contains(where: { state.enrolments[i].beneficiary.isNamed(by: $0.ids) }) {
          state.enrolments[i].end("retired")
        }
      }
    default: throw Refused("the beneficiary system has no act \"\(act.name)\"; it has \(card.acts.map(\.name).joined(separator: ", "))")
    }
    return Facts()
  }

  func people(_ act: Act) throws(Refused) -> [Party] {
    var parties: [Party] = []
    for key in act.people("people") + act.people("person") {
      guard let party = file.party(key) else { throw Refused("nobody in this story is called \"\(key)\"") }
      parties.append(party)
    }
    return parties
  }

  private func enrol(_ act: Act, _ activity: Activity, _ peers: any Peers) throws(Refused) {
    let code = ProgrammeCode(act.inputs[.programme] ?? "")
    guard let rules = rules(code) else {
      throw Refused("there is no programme \"\(code)\"; there are \(programmes.map(\.code.text).joined(separator: ", "))")
    }
    let children = act.inputs[.children] ?? act.inputs["children"].flatMap { Int($0.description) } ?? 1
    guard children > 0 else { throw Refused("an enrolment is for one child at least") }
    var fresh: [Enrolment] = []
    for key in act.people("people") + act.people("person") {
      guard let party = file.party(key) else { throw Refused("nobody in this story is called \"\(key)\"") }
      let enrolment = Enrolment(party, payee: file.payee(of: key, rules) ?? party, code, shares: children, since: activity.today)
      let isNew = with { state in
        state.know(party)
        if let present = state.enrolment(of: party.ids, in: code), present.state != .ended { return false }
        state.enrolments.append(enrolment)
        return true
      }
      if isNew { fresh.append(enrolment) }
    }
    let told = fresh
    activity.spawn("tells of enrolments") { activity in for enrolment in told { await self.push(enrolment, activity, peers) } }
  }

  /// The accounts of these people are right now; where aliases are mapped, the mapper is told.
  private func correct(_ act: Act, _ activity: Activity, _ peers: any Peers) throws(Refused) {
    let parties = try people(act).map { file.corrected($0) }
    with { state in
      for party in parties {
        state.know(party)
        state.corrected.append(party)
      }
    }
    for party in parties { tellMapper(.accountLink, party, party.accounts, Facts(), activity, peers) }
  }

  /// Pays again what failed in the cycle of the list. Whatever the way is called, the list that it rides in is made now.
  private func reissue(_ act: Act, _ activity: Activity, _ peers: any Peers) throws(Refused) -> Facts {
    let (name, programme) = listInputs(act.inputs)
    guard let original = with({ $0.lists(name, programme: programme).first }) else { throw Refused("no list \"\(name)\" was sent") }
    let newName = newName(original.programme, original.cycle, activity)
    let list: PaymentList = with { state in
      let lists = state.lists(ofCycleOf: original)
      let entries =
        has(.doublePays) ? lists.flatMap(\.lines).map { Reissue.Entry(line: $0, amount: $0.amount) } : Reissue.entries(lists)
      var lines: [PaymentLine] = []
      for (n, entry) in entries.enumerated() {
        let old = entry.line
        var line = PaymentLine(
          PaymentList.reference(newName, n), payee: old.payee, name: old.name,
          accounts: state.party(old.payee)?.accounts ?? old.accounts,
          amount: has(.reissuesOtherAmount) ? entry.amount + 1 : entry.amount, replaces: old.reference)
        line.provider = old.provider
        lines.append(line)
        state.mark(old.reference, replacedBy: line.reference)
      }
      return PaymentList(newName, original.programme, cycle: original.cycle, day: activity.today, follows: original.name, lines: lines)
    }
    var gives = Facts()
    gives[.declaredCount] = list.lines.count
    guard !list.lines.isEmpty else { return gives }
    // An act ends at once: what it takes world time to say is said by work of its own.
    activity.spawn("sends a follow-up list") { await self.send(list, owedFor: original.reference ?? original.name, $0, peers) }
    gives[.listReference] = newName
    return gives
  }

  /// How a scenario names a list: by its reference, or by its cycle.
  func listInputs(_ inputs: Facts) -> (name: String, programme: String?) {
    let name = words(inputs["list"]).first ?? inputs[.listReference] ?? inputs[.cycle] ?? ""
    return (name, inputs[.programme])
  }

  func words(_ value: FactValue?) -> [String] {
    (value?.description ?? "").split { $0 == " " || $0 == "," }.map(String.init)
  }
}

extension BeneficiaryState {
  fileprivate mutating func mark(_ reference: String, replacedBy new: String) {
    for l in lists.indices {
      guard let i = lists[l].lines.firstIndex(where: { $0.reference == reference }) else { continue }
      lists[l].lines[i].replacedBy = new
      return
    }
  }
}
