import Facts
import Timeline

// From a birth that was told to a grant: confirm, verify, compare, decide.
extension BeneficiarySystem {
  static let newbornGrant: ProgrammeCode = "NBG"

  func hear(birth: VitalEvent, _ activity: Activity, _ peers: any Peers) {
    if has(.mergesTwins), isTwin(birth) { return }
    let index = with { state in
      state.cases.append(BirthCase(birth: birth))
      return state.cases.count - 1
    }
    activity.spawn("looks into a birth") { await self.look(into: birth, index, $0, peers) }
  }

  /// Another child of this mother was born on that day.
  private func isTwin(_ birth: VitalEvent) -> Bool {
    guard let mother = birth.mother?.ids else { return false }
    return with { state in state.cases.contains { $0.birth.date == birth.date && $0.birth.mother?.isNamed(by: mother) == true } }
  }

  private func look(into birth: VitalEvent, _ index: Int, _ activity: Activity, _ peers: any Peers) async {
    let isTrusted = birth.kind == .birthNotified
    let corrected = with { state in state.corrections.last { $0.subject.isNamed(by: birth.subject.ids) }?.subject.born }
    var evidence = Eligibility.Evidence(born: corrected ?? birth.date, registered: birth.registered)
    let known = with { state in birth.mother.flatMap { state.party($0.ids) } }
    evidence.motherIsKnown = known != nil
    // Of a stillbirth there is no record of a birth: who takes it for one looks nothing up.
    if !isTrusted, birth.kind != .stillbirthRegistered {
      let record = await confirm(birth, activity, peers)
      evidence.recordIsConfirmed = record != .missing
      evidence.recordContradicts = record == .contradicts
    }
    if let known, evidence.recordIsConfirmed, !isTrusted { evidence.identity = await verify(known, activity, peers) }
    if has(.refusesMinorMothers), let born = known?.born, born.adding(months: 18 * 12) > activity.today { evidence.identity = .denied }
    evidence.alreadyEnrolled = await isEnrolledElsewhere(birth.subject, in: BeneficiarySystem.newbornGrant, activity, peers)
    let payee = has(.guessesMother) ? known ?? birth.mother : known
    if has(.guessesMother), payee != nil { evidence.motherIsKnown = true }
    if has(.decidesOneADay) { do { try await activity.sleep(for: .days(Int64(2 * index))) } catch { return } }
    if let enrolment = decide(evidence, birth, payee, index, today: activity.today) { await push(enrolment, activity, peers) }
    guard let known, !isTrusted, evidence.recordIsConfirmed, !evidence.recordContradicts else { return }
    if [.confirmed, .notHeld, .notAsked].contains(evidence.identity) { await offer(birth, to: known, activity, peers) }
  }

  private func decide(_ evidence: Eligibility.Evidence, _ birth: VitalEvent, _ payee: Party?, _ index: Int, today: Day) -> Enrolment? {
    var evidence = evidence
    let usual = rules(BeneficiarySystem.newbornGrant)?.filingWindow ?? Span(months: 12)
    let window = has(.ignoresFilingWindow) ? Span(months: 12_000) : span("filing-window", else: usual)
    return with { state in
      evidence.cancelled = state.cases[index].isCancelled
      let mine = state.enrolment(of: birth.subject.ids, in: BeneficiarySystem.newbornGrant)
      if mine != nil, !has(.duplicateAppliedTwice) { evidence.alreadyEnrolled = true }
      switch Eligibility(filingWindow: window).decide(evidence) {
      case .refused(let why): state.cases[index].state = .refused(why)
      case .incomplete(let why): state.cases[index].state = .incomplete(why)
      case .enrol:
        guard let payee, !state.isDead(birth.subject.ids) else {
          state.cases[index].state = .incomplete("mother-unknown")
          return nil
        }
        let enrolment = Enrolment(
          birth.subject, payee: has(.paysTheChild) ? birth.subject : payee, BeneficiarySystem.newbornGrant, since: today)
        state.enrolments.append(enrolment)
        state.cases[index].state = .enrolled(state.enrolments.count - 1)
        return enrolment
      }
      return nil
    }
  }
}

// What others are asked before money moves.
extension BeneficiarySystem {
  enum Record: Sendable { case found, missing, contradicts }

  /// Looks the record of the event up at its source. Where this world has no such edge, the event itself has to do.
  func confirm(_ event: VitalEvent, _ activity: Activity, _ peers: any Peers) async -> Record {
    guard peers.hears(.personRecord, from: .mis, to: .crvs), !has(.skipsConfirmation) else { return .found }
    let question = question(of: event.subject)
    let miss: (Reply) -> RetryPlan.Miss? = { reply in
      if reply.isUnsayable { return nil }
      if reply.taken == .failed { return .unavailable }
      return reply.taken == .accepted && reply.facts[.recordFound] ?? !reply.rows.isEmpty ? nil : .notFound
    }
    guard let reply = await ask(question, activity, peers, miss: miss) else { return .missing }
    if reply.isUnsayable { return .missing }
    if shows(.asksTwice) { _ = await peers.say(question, activity) }
    return contradicts(reply, event) ? .contradicts : .found
  }

  /// The source names another mother in the same scheme of numbers.
  private func contradicts(_ reply: Reply, _ event: VitalEvent) -> Bool {
    if has(.wantsAFather), event.kind == .birthRegistered, reply.rows.allSatisfy({ $0[.fatherID] == nil }) { return true }
    guard let told = event.mother?.ids else { return false }
    let recorded = reply.rows.compactMap { $0[.motherID] } + (reply.facts[.motherID].map { [$0] } ?? [])
    return recorded.contains { ids in ids.contains { id in told.contains { $0.scheme == id.scheme } } && !ids.names(told) }
  }

  func verify(_ payee: Party, _ activity: Activity, _ peers: any Peers) async -> Eligibility.Identity {
    let required = policies["verify-payee"] ?? policies["verify-mother"]
    if required == "not-required" || has(.skipsVerification) { return .notAsked }
    guard peers.hears(.verify, from: .mis, to: .id) else { return required == nil ? .notAsked : .unreachable }
    let question = question(verifying: payee)
    // Who has no number of the identity system is still asked for: it may know the other one. Where it does not, the file stands.
    let miss: (Reply) -> RetryPlan.Miss? = { $0.taken == .failed && !$0.isUnsayable && payee.isFoundational ? .unavailable : nil }
    guard let reply = await ask(question, activity, peers, miss: miss) else { return .unreachable }
    if has(.takesUnknownForNotHeld), reply.reason == "unknown-person" { return .notHeld }
    if reply.taken == .accepted, let verified = reply.facts[.verified] { return verified ? .confirmed : .denied }
    return payee.isFoundational || has(.wantsANumber) ? .denied : .notHeld
  }

  func isEnrolledElsewhere(_ person: Party, in programme: ProgrammeCode?, _ activity: Activity, _ peers: any Peers) async -> Bool {
    guard peers.hears(.enrolled, from: .mis, to: .ibr), !has(.duplicateAppliedTwice) else { return false }
    var facts = Facts()
    facts[.personID] = person.payable
    facts[.programme] = has(.checksAnyProgramme) ? nil : programme?.text
    let reply = await peers.say(Message(.enrolled, from: .mis, to: .ibr, facts: facts), activity)
    return reply.facts[.isEnrolled] ?? false
  }
}
