import Facts
import Timeline

// A child without papers: looked for, reported, and known again once it is registered.
extension BeneficiarySystem {
  func admitChild(_ act: Act, _ activity: Activity, _ peers: any Peers) throws(Refused) {
    guard let child = try people(act).first else { throw Refused("say which child") }
    guard let key = act.person("caregiver"), let caregiver = file.party(key) else { throw Refused("say who takes the child in") }
    let rules = try programme(act)
    with { $0.know(caregiver) }
    activity.spawn("admits a child") { activity in
      if !self.has(.reportsUnseen), await !self.lookFor(child, activity, peers).isEmpty {
        // Whether it is the same child is for somebody to see: nothing is reported twice, and nothing linked by guess.
        return self.has(.reviewsNothing) ? () : self.ask(somebodyToLookAt: child, "perhaps-registered")
      }
      for n in 0..<(self.has(.reportsTwice) ? 2 : 1) {
        if n > 0 { do { try await activity.sleep(for: .days(1)) } catch { return } }
        guard let event = await self.report(child, caregiver, activity, peers) else { continue }
        self.with { $0.reported.append(.init(event: event, child: child, caregiver: caregiver, programme: rules.code, on: activity.today)) }
        if self.has(.paysReported) { _ = await self.open(rules, for: child, payee: caregiver, activity, peers) }
      }
    }
  }

  private func lookFor(_ child: Party, _ activity: Activity, _ peers: any Peers) async -> [Facts] {
    var conditions = [(attribute: "person.name", comparison: "eq", value: child.name)]
    if let born = child.born { conditions.append(("person.birth-date", "eq", born.description)) }
    let exact = await search(.crvs, conditions, sortedBy: nil, activity, peers)
    guard exact.isEmpty, let born = child.born, !has(.looksForExactNames) else { return exact }
    // Another clerk may have spelled the name otherwise: who was born on that day and shares a part of it is perhaps this child.
    let parts = child.name.lowercased().split(separator: " ")
    return await search(.crvs, [("person.birth-date", "eq", born.description)], sortedBy: nil, activity, peers).filter { row in
      (row[.personName] ?? "").lowercased().split(separator: " ").contains(where: parts.contains)
    }
  }

  /// The event's id at the registry.
  private func report(_ child: Party, _ caregiver: Party, _ activity: Activity, _ peers: any Peers) async -> String? {
    guard peers.hears(.birthReported, from: .mis, to: .crvs) else { return nil }
    var facts = Facts()
    facts[.caseID] = activity.id("case")
    facts[.childName] = child.name
    facts[.childSex] = child.sex
    facts[.eventDate] = child.born
    facts[.informantID] = caregiver.payable
    let message = Message(.birthReported, from: .mis, to: .crvs, facts: facts)
    let reply = await ask(message, activity, peers) { $0.taken == .failed && !$0.isUnsayable ? .unavailable : nil }
    guard let reply, reply.taken == .accepted else {
      let why = reply?.reason ?? "not-reported"
      ask(somebodyToLookAt: child, why)
      if !has(.keepsRefusalsToItself) { with { $0.notices.append(Notice(to: caregiver, why: why)) } }
      return nil
    }
    return reply.facts[.eventID]
  }

  /// The registration of a birth that we have reported: the child is the one on file, and is enrolled with whoever took it in.
  func link(_ birth: VitalEvent, _ event: String?, _ activity: Activity, _ peers: any Peers) -> Bool {
    guard let event, let known = with({ state in state.reported.first { $0.event == event } }), let rules = rules(known.programme) else {
      return false
    }
    guard !has(.forgetsReports) || activity.today <= known.on.adding(days: 31) else { return false }
    let child = known.child.corrected(by: birth.subject)
    with { $0.know(child) }
    activity.spawn("enrols a child whose birth is registered now") { activity in
      if case .refused(let why) = await self.open(rules, for: child, payee: known.caregiver, activity, peers) {
        self.ask(somebodyToLookAt: child, why)
      }
    }
    return true
  }
}
