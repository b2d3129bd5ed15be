import Facts
import Population
import Timeline

// The amount follows the children whom the civil registry has for a parent.
extension BeneficiarySystem {
  /// Those who are alive, below the age limit, and not counted for the other parent; nobody is asked about who does not consent.
  func countChildren(_ act: Act, _ activity: Activity, _ peers: any Peers) throws(Refused) {
    guard let parent = try people(act).first else { throw Refused("say whose children") }
    let rules = try programme(act)
    guard !has(.keepsDeclaredCount), let number = (parent.ids[.uin] ?? parent.payable.first?.value) else { return }
    guard !refusesConsent(parent) else { return ask(somebodyToLookAt: parent, "no-consent") }
    activity.spawn("counts children") { activity in
      let relation = parent.sex == "male" ? "father.id" : "mother.id"
      let rows = await self.search(.crvs, [(relation, "eq", number)], sortedBy: nil, activity, peers)
      self.keep(rows, of: parent, rules, on: activity.today)
    }
  }

  private func keep(_ rows: [Facts], of parent: Party, _ rules: ProgrammeRules, on today: Day) {
    let ages = AgeRule(from: nil, to: has(.countsEverybody) ? nil : rules.toAge)
    let eligible = rows.filter { row in
      let isDead = row[.eventKind] == "death" || row[.deathDRN] != nil
      return (!isDead || has(.countsTheDead)) && row[.personBirthDate].map { ages.fits($0, on: today) } ?? false
    }.map { $0[.personID] ?? [] }
    with { state in
      let others = state.counted.filter { $0.programme == rules.code && !$0.parent.isNamed(by: parent.ids) }
      let counted = has(.countsForEachParent) ? eligible : eligible.filter { child in !others.contains { $0.child.names(child) } }
      state.counted.removeAll { $0.programme == rules.code && $0.parent.isNamed(by: parent.ids) }
      state.counted += counted.map { ($0, parent, rules.code) }
      for i in state.enrolments.indices
      where state.enrolments[i].programme == rules.code && state.enrolments[i].beneficiary.isNamed(by: parent.ids) {
        let isFewer = rows.count < state.enrolments[i].shares
        // Who was declared and is not on record is for somebody to find.
        if isFewer, !has(.missesNobody) { state.tasks.append(DeskTask(about: parent, why: "child-not-on-record")) }
        if isFewer, has(.keepsDeclaredWhenFewer) { continue }
        state.enrolments[i].shares = counted.count
        if counted.isEmpty { state.enrolments[i].suspend("no-child") }
        if has(.calculatesIntoAnotherCase) { state.enrolments.append(state.enrolments[i]) }
      }
    }
  }
}
