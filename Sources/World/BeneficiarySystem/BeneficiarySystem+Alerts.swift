import Facts
import Population
import Timeline

// An emergency: whoever lives there is paid first and checked afterwards.
extension BeneficiarySystem {
  func answerAlert(_ act: Act, _ activity: Activity, _ peers: any Peers) throws(Refused) {
    guard let area = act.inputs["area"]?.description, !area.isEmpty else { throw Refused("say for which area") }
    let rules = try programme(act)
    activity.spawn("answers an alert") { activity in
      let condition = self.has(.ignoresArea) ? ("poverty.score", "ge", "0") : ("person.area", "eq", area)
      for row in await self.search(.socialRegistry, [condition], sortedBy: nil, activity, peers) {
        guard let party = Party(record: row), await self.mayTopUp(party, beside: rules, activity, peers) else { continue }
        let known = self.with { state in
          let known = state.party(party.ids) ?? party
          state.know(known)
          return known
        }
        let opened = await self.open(rules, for: known, payee: known, isVerified: !self.has(.checksFirst), activity, peers)
        if opened == .enrolled, !self.has(.checksNeverAfter) { self.ask(somebodyToLookAt: known, DeskTask.unchecked, waived: "identity") }
      }
    }
  }

  /// Whether the law lets somebody be paid in an emergency beside what they are paid as a rule.
  private func mayTopUp(
    _ party: Party, beside rules: ProgrammeRules, _ activity: Activity, _ peers: any Peers
  ) async -> Bool {
    let isAllowed = policies["top-up"] == "allowed" ? !has(.neverTopsUp) : has(.paysBesides)
    if isAllowed { return true }
    let isPaidHere = with { state in
      state.enrolments.contains { $0.programme != rules.code && $0.state == .enrolled && $0.beneficiary.isNamed(by: party.ids) }
    }
    if isPaidHere || has(.skipsDuplicateCheck) { return !isPaidHere }
    return await !isEnrolledElsewhere(party, in: nil, activity, peers)
  }
}

// After the payment: the checks that were left out are made.
extension BeneficiarySystem {
  func checkAfterwards(_ activity: Activity, _ peers: any Peers) {
    activity.spawn("checks who was paid unchecked") { activity in
      for task in self.with({ $0.tasks }) where task.why == DeskTask.unchecked {
        let identity = self.has(.closesChecksUnasked) ? .confirmed : await self.verify(task.about, activity, peers)
        self.with { state in
          guard let i = state.tasks.firstIndex(of: task) else { return }
          switch identity {
          case .confirmed, .notHeld, .notAsked: if !self.has(.neverClears) { state.tasks.remove(at: i) }
          case .denied: state.tasks[i].why = "not-verified"
          case .unreachable: break
          }
        }
      }
    }
  }
}
