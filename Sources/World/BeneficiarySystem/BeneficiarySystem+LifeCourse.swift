import Documents
import Facts
import Population
import Timeline

extension RegisterCard {
  static let lifeCourse: [ActCard] = [
    ActCard(
      "listens-to", people: ["person"], inputs: ["edge", "to", "days"],
      "it subscribes to these events of this person alone, or for so many days"),
    ActCard("stops-listening", inputs: ["edge", "to"], "it ends its subscriptions to these events"),
    ActCard(
      "apply", people: ["person"], inputs: ["programme", "born"],
      "this person asks to be enrolled, and says when they were born where the application shows it"),
    ActCard("name-caregiver", people: ["person", "payee"], "from now on this child's money goes to this payee, who is verified first"),
    ActCard(
      "claim-child", people: ["person", "payee"],
      "this payee says that a child whose payee has died is theirs to care for: verified, they are paid, unless somebody else claims it too"
    ),
    ActCard(
      "accept-offer", people: ["person"], inputs: ["programme"],
      "what was offered for this person is accepted; once the offer is over that opens nothing"),
    ActCard(
      "admit-child", people: ["person", "caregiver"], inputs: ["programme"],
      "a child without papers is taken in: it is looked for in the civil registry, and reported there where nobody has registered it"),
    ActCard(
      "count-children", people: ["person"], inputs: ["programme"],
      "asks the civil registry for this person's children, and pays for those"),
    ActCard(
      "look-for-births", inputs: ["from", "to", "programme"],
      "asks the civil registry for the births between two days, both among them, and enrols each child"),
    ActCard("look-for-households", inputs: ["programme"], "asks the social registry for whoever is poor enough, and enrols them"),
    ActCard(
      "answer-alert", inputs: ["area", "programme"],
      "a disaster has struck an area: asks the social registry who lives there, and enrols them before they are checked"),
    ActCard("check-afterwards", "who was paid unchecked is verified now; who cannot be stays put down for a person to look at"),
    ActCard("end-programme", inputs: ["programme"], "the programme is over, for everybody in it"),
    ActCard("refuse-consent", people: ["person"], "this person does not consent to be enrolled"),
    ActCard("fetch-forms", "asks the form server for all forms as they stand now"),
    ActCard("leave", people: ["person"], inputs: ["programme"], "this person gives a benefit up"),
    ActCard(
      "grant-appeal", people: ["person"], inputs: ["programme"],
      "it is found that this person's benefit should not have ended: it goes on, and what was left out is owed"),
  ]
  static let ofLifeCourse: [QuestionCard] = [
    QuestionCard("overpayment", inputs: ["programme"], answers: ["open", "none"], "whether money has to come back, and how much"),
    QuestionCard("notice", answers: ["sent", "none"], "whether this person was told why a benefit ends, or does not begin"),
    QuestionCard("task", answers: ["open", "none"], "whether somebody has to look at this person's case"),
    QuestionCard(
      "application", inputs: ["programme"], answers: ["enrolled", "pending", "refused", "none"], "what became of a person's application"),
  ]
}

// What it says of lives that change.
extension BeneficiarySystem {
  func overpayment(_ person: Party?, _ programme: String?) -> Answer {
    guard let person else { return Answer(nil) }
    let owed = with { state in
      state.debts.filter { $0.concerns(person.ids) && (programme.map { ProgrammeCode($0) } ?? $0.programme) == $0.programme }
    }
    var facts = Facts()
    facts[.overpaidTotal] = ExactDecimal.sum(owed.map(\.amount))
    facts[.eventDate] = has(.claimsWithoutReason) ? nil : owed.last?.since
    return Answer(owed.isEmpty ? "none" : "open", facts)
  }

  func task(_ person: Party?) -> Answer {
    guard let person else { return Answer(nil) }
    let task = with { state in state.tasks.last { $0.about.isNamed(by: person.ids) } }
    var facts = Facts()
    (facts[.reason], facts[.waived]) = (task?.why, has(.forgetsWaivers) ? nil : task?.waived)
    facts[.proposedID] = task?.proposed
    return Answer(task == nil ? "none" : "open", facts)
  }

  func application(_ person: Party?, _ programme: String?) -> Answer {
    guard let person, let programme else { return Answer(nil) }
    let found = with { state in
      state.applications.last { $0.programme.text == programme && $0.applicant.isNamed(by: person.ids) }
    }
    var facts = Facts()
    switch found?.state {
    case nil: return Answer("none")
    case .pending: return Answer("pending")
    case .enrolled: return Answer("enrolled")
    case .refused(let why):
      facts[.reason] = has(.rejectsWithoutReason) ? nil : why
      return Answer("refused", facts)
    }
  }

  /// The programme that begins by itself where this happens; nil where the law of this story has people apply.
  func begins(by opening: Programme.Opening) -> ProgrammeRules? {
    guard policies["opens"] == "by-itself" else { return nil }
    return programmes.first { $0.opens.contains(opening) }
  }

  func ask(somebodyToLookAt party: Party, _ why: String, waived: String? = nil) {
    with { $0.tasks.append(DeskTask(about: party, why: why, waived: waived)) }
  }

  enum Opened: Hashable, Sendable {
    case enrolled
    case already
    case refused(String)
  }

  /// Opens a case in a programme, once: verified, enrolled nowhere else, alive. `isVerified`: the payee has been, a moment ago.
  /// `isOnlyWay: false` is a defective system's way: what was opened by another way in does not count.
  func open(
    _ rules: ProgrammeRules, for party: Party, payee: Party, heads: Int = 1, leftBy: Party? = nil, isVerified: Bool = false,
    isOnlyWay: Bool = true,
    _ activity: Activity, _ peers: any Peers
  ) async -> Opened {
    if !isVerified {
      switch await verify(payee, activity, peers) {
      case .confirmed, .notHeld, .notAsked: break
      case .denied: return .refused("not-verified")
      case .unreachable: return .refused("identity-system-unreachable")
      }
    }
    let isElsewhere = has(.skipsDuplicateCheck) ? false : await isEnrolledElsewhere(party, in: rules.code, activity, peers)
    let enrolment: Enrolment? = with { state in
      guard has(.grantsToTheDead) || !state.isDead(party.ids) && !state.isDead(payee.ids) else { return nil }
      let mine = state.enrolment(of: party.ids, in: rules.code)
      let isNew = !isElsewhere && (mine == nil || mine?.state == .ended && !has(.noWayBack))
      let doubles: [LifeCourseDefect] = [.enrolsEachTime, .appliesEachCopy, .appliesEachEdit]
      guard isNew || !isOnlyWay || has(.duplicateAppliedTwice) || doubles.contains(where: has) else { return nil }
      var enrolment = Enrolment(party, payee: payee, rules.code, shares: heads, since: activity.today)
      enrolment.leftBy = leftBy
      state.enrolments.append(enrolment)
      return enrolment
    }
    guard let enrolment else { return isElsewhere ? .already : .refused("not-eligible") }
    await push(enrolment, activity, peers)
    return .enrolled
  }
}

// Who is told of what, from when to when.
extension BeneficiarySystem {
  func listen(_ act: Act, _ activity: Activity, _ peers: any Peers) {
    let wanted = words(act.inputs["to"])
    let source = Self.source(of: act)
    let about = act.person("person").flatMap { file.party($0) }?.payable
    let days = act.inputs["days"].flatMap { Int($0.description) }
    // Where events are asked for, nobody is told where to tell them.
    guard !asksForEvents, peers.hears(.subscription, from: .mis, to: source) else { return listen(to: wanted) }
    activity.spawn("subscribes") { activity in
      var facts = Facts()
      facts[.wanted] = wanted.joined(separator: " ")
      facts[.personID] = about
      facts[.subscriptionDays] = days
      let reply = await peers.say(Message(.subscription, from: .mis, to: source, facts: facts), activity)
      guard reply.taken == .accepted || reply.isUnsayable else { return }
      self.listen(to: wanted)
      if let codes = reply.facts[.subscriptionCode] {
        self.with { $0.subscriptions.append(.init(wanted: wanted, about: about, codes: codes)) }
      }
    }
  }

  /// Who tells on an edge.
  static func source(of act: Act) -> Role {
    switch act.inputs["edge"]?.description.split(separator: "-").first {
    case "social": .socialRegistry
    case "disability": .disabilityRegistry
    case "enrolment": .ibr
    case "farmers": .farmerRegistry
    default: .crvs
    }
  }

  private func listen(to wanted: [String]) {
    with { state in for word in wanted where !state.listening.contains(word) { state.listening.append(word) } }
  }

  func stopListening(_ act: Act, _ activity: Activity, _ peers: any Peers) {
    let unwanted = words(act.inputs["to"])
    let codes = with { state in
      func isMeant(_ one: BeneficiaryState.Subscription) -> Bool { one.about == nil && one.wanted.contains(where: unwanted.contains) }
      state.listening.removeAll { unwanted.contains($0) }
      let ended = state.subscriptions.filter(isMeant).map(\.codes)
      state.subscriptions.removeAll(where: isMeant)
      return ended
    }
    let source = Self.source(of: act)
    guard !codes.isEmpty, peers.hears(.subscriptionEnded, from: .mis, to: source) else { return }
    activity.spawn("ends its subscriptions") { activity in
      var facts = Facts()
      facts[.subscriptionCode] = codes.joined(separator: " ")
      _ = await peers.say(Message(.subscriptionEnded, from: .mis, to: source, facts: facts), activity)
    }
  }
}
