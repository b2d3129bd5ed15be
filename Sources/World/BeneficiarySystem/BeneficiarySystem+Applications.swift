import Facts
import Population
import Timeline

// Somebody applies: what they say is looked up where it is known.
extension BeneficiarySystem {
  func apply(_ act: Act, _ activity: Activity, _ peers: any Peers) throws(Refused) {
    guard let applicant = try people(act).first else { throw Refused("say who applies") }
    guard let rules = rules(ProgrammeCode(act.inputs[.programme] ?? "")) else {
      throw Refused("say for which programme; there are \(programmes.map(\.code.text).joined(separator: ", "))")
    }
    let payee = act.person("person").flatMap { file.payee(of: $0, rules) } ?? applicant
    receive(applicant, rules, payee: payee, declared: act.inputs["born"].flatMap { Day($0) }, activity, peers)
  }

  /// An application is written down at once, and looked into afterwards.
  func receive(
    _ applicant: Party, _ rules: ProgrammeRules, payee: Party, declared: Day?, heads: Int = 1, on day: Day? = nil, _ activity: Activity,
    _ peers: any Peers
  ) {
    let isSettled = with { state in
      state.applications.contains { $0.programme == rules.code && $0.applicant.isNamed(by: applicant.ids) }
    }
    if has(.looksOnce), isSettled { return }
    let place = with { state in
      state.know(applicant)
      state.applications.append(Application(applicant: applicant, programme: rules.code))
      return state.applications.count - 1
    }
    activity.spawn("looks into an application") { activity in
      let outcome = await self.look(
        into: applicant, payee: payee, rules, declared: declared, heads: heads, on: day, activity, peers)
      self.with { $0.applications[place].state = outcome == .enrolled || outcome == .already ? .enrolled : .refused(outcome.why) }
    }
  }

  private func look(
    into applicant: Party, payee: Party, _ rules: ProgrammeRules, declared: Day?, heads: Int, on day: Day?, _ activity: Activity,
    _ peers: any Peers
  ) async -> Opened {
    if has(.refusesApplicants) { return .refused("not-now") }
    if rules.proof == .disability, !has(.asksNoDisability), await !isDisabled(applicant, activity, peers) {
      return .refused("not-disabled")
    }
    if rules.fromAge != nil || rules.toAge != nil {
      guard let born = await birthday(of: applicant, declared: declared, activity, peers) else { return .refused("no-record") }
      if let why = await wait(until: AgeRule(from: rules.fromAge, to: rules.toAge), born, on: day ?? activity.today, activity) {
        return .refused(why)
      }
    }
    if let granted = await grant(rules, to: applicant, activity, peers) { return granted }
    if let why = conflict(of: applicant, with: rules) { return .refused(why) }
    return await open(rules, for: applicant, payee: payee, heads: heads, isOnlyWay: !has(.appliesBesides), activity, peers)
  }

  /// Whether the law keeps a benefit from whoever has a certain other one; which of them they want is for somebody to ask.
  private func conflict(of applicant: Party, with rules: ProgrammeRules) -> String? {
    guard let other = policies["not-beside"], other != "none", !has(.paysBesideAnother) else { return nil }
    let standing = with { $0.enrolment(of: applicant.ids, in: ProgrammeCode(other)) }
    guard standing.map({ $0.state != .ended }) ?? false else { return nil }
    if !has(.looksAtNoConflict) { ask(somebodyToLookAt: applicant, "has-another-benefit") }
    return "has-another-benefit"
  }

  /// The day of birth as the civil registry has it; where the application says another, somebody looks at it.
  private func birthday(of applicant: Party, declared: Day?, _ activity: Activity, _ peers: any Peers) async -> Day? {
    if has(.believesApplicant), let declared { return declared }
    if has(.asksNoRecord) { return applicant.born }
    let record = await record(of: applicant, activity, peers)
    guard let born = record?[.personBirthDate] else { return nil }
    if let declared, declared != born { ask(somebodyToLookAt: applicant, "declared-date-differs") }
    return born
  }

  /// Waits for the birthday that opens the programme. Gives why it never will.
  private func wait(until ages: AgeRule, _ born: Day, on today: Day, _ activity: Activity) async -> String? {
    if has(.knowsNoLeapDay), born.month == 2, born.day == 29 { return "no-such-day" }
    let first = ages.begins(born).adding(days: has(.opensEarly) ? -1 : 0)
    guard first > today else { return has(.opensEarly) || ages.fits(born, on: today) ? nil : "not-of-age" }
    if has(.forgetsBirthday) { return "not-of-age" }
    do { try await activity.sleep(until: WorldInstant(first)) } catch { return "story-over" }
    return nil
  }

  func isDisabled(_ applicant: Party, _ activity: Activity, _ peers: any Peers) async -> Bool {
    guard peers.hears(.disabled, from: .mis, to: .disabilityRegistry) else { return false }
    var facts = Facts()
    facts[.personID] = applicant.payable
    if has(.fetchesDisabilityRecord), let number = applicant.ids[.uin] {
      _ = await search(.disabilityRegistry, [("person.id", "eq", number)], sortedBy: nil, activity, peers)
    }
    let question = Message(.disabled, from: .mis, to: .disabilityRegistry, facts: facts)
    let reply = await ask(question, activity, peers) { $0.taken == .failed && !$0.isUnsayable ? .unavailable : nil }
    return reply?.facts[.isDisabled] ?? false
  }

  /// Somebody's record at the civil registry; nil where there is none, or it never answers.
  func record(of party: Party, _ activity: Activity, _ peers: any Peers) async -> Facts? {
    guard peers.hears(.personRecord, from: .mis, to: .crvs) else { return nil }
    let reply = await ask(question(of: party), activity, peers) { reply in
      if has(.rejectsWhenDown) || reply.isUnsayable { return nil }
      if reply.taken == .failed { return .unavailable }
      return reply.taken == .accepted && reply.facts[.recordFound] ?? !reply.rows.isEmpty ? nil : .notFound
    }
    return reply.flatMap { $0.rows.first { _ in true } }
  }
}

extension BeneficiarySystem.Opened {
  var why: String {
    if case .refused(let why) = self { return why }
    return ""
  }
}
