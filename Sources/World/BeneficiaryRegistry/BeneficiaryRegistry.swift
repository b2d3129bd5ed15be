package import Facts
package import Population
import Records
import Synchronization
package import Timeline

/// The integrated beneficiary registry: who is in which programme, as the programmes tell it.
package final class BeneficiaryRegistry: Register {
  private let story: Story
  private let deviations: Set<String>
  private let state = Mutex(State())

  private struct State: Sendable {
    /// One record for each person and programme, found by the number of the person.
    var enrolments: [(programme: String, book: RecordBook)] = []
    var subscriptions = Subscriptions()
    var all: RecordBook { RecordBook(enrolments.flatMap(\.book.records)) }
    func record(_ person: [Identifier], _ programme: String) -> RecordBook.Record? {
      enrolments.first { $0.programme == programme }?.book.record(person)
    }
    mutating func put(_ record: RecordBook.Record, _ programme: String) {
      let at = enrolments.firstIndex { $0.programme == programme } ?? enrolments.endIndex
      if at == enrolments.endIndex { enrolments.append((programme, RecordBook())) }
      enrolments[at].book.put(record)
    }
  }
  static let attributes = Attributes(
    days: ["registration.date", "event.date", "person.birth-date"],
    words: ["person.id", "person.name", "person.sex", "head.id", "programme", "enrolment.state"],
    sortable: ["registration.date", "person.birth-date", "person.name", "person.sex"])

  package init(story: Story, policies: Settings = Settings(), deviations: Set<String> = []) {
    self.story = story
    self.deviations = deviations
  }

  package var card: RegisterCard { .beneficiaryRegistry }
  private func has(_ defect: RecordDefect) -> Bool { deviations.contains(defect.rawValue) }

  package func take(_ message: Message, _ activity: Activity, _ peers: any Peers) async -> Reply {
    switch message.kind {
    case .subscription:
      let code = activity.id("subscription")
      return state.withLock { $0.subscriptions.begin(message, code: code, today: activity.today, in: Self.attributes) }
    case .subscriptionEnded:
      return state.withLock { self.has(.endsInName) ? $0.subscriptions.answered(message) : $0.subscriptions.end(message) }
    case .personRecord: return state.withLock { $0.all.find(message, in: Self.attributes, shows: self.has) }
    case .enrolment: return enrol(message, activity, peers)
    case .enrolled:
      guard let person = message.facts[.personID], !person.isEmpty else { return .refused("incomplete-message") }
      var facts = Facts()
      facts[.isEnrolled] = deviations.contains("denies-everybody") ? false : isEnrolled(person, message.facts[.programme])
      return Reply(.accepted, facts: facts)
    default: return .refused("unknown-kind")
    }
  }

  private func enrol(_ message: Message, _ activity: Activity, _ peers: any Peers) -> Reply {
    guard let person = message.facts[.personID], !person.isEmpty, let programme = message.facts[.programme],
      let word = message.facts[.enrolmentState]
    else { return .refused("incomplete-message") }
    guard ["enrolled", "suspended", "ended", "not-enrolled"].contains(word) else { return .refused("unknown-state") }
    guard !deviations.contains("forgets-enrolments") else { return .accepted }
    let known = story.person(named: person)
    let (numbers, day) = (known?.all ?? person, message.facts[.eventDate] ?? activity.today)
    // A word that is sent again, and arrives after a later one, changes nothing.
    let latest = state.withLock { $0.record(numbers, programme)?.facts[.eventDate] }
    if let latest, day < latest, !deviations.contains("takes-older-words") { return .accepted }
    enter(numbers, programme, word, of: known, on: day, activity, peers)
    return .accepted
  }

  package func act(_ act: Act, _ activity: Activity, _ peers: any Peers) async throws(Refused) -> Facts {
    guard ["enrol", "leave", "enrolled", "retire"].contains(act.name) else {
      throw Refused("the beneficiary registry has no act \"\(act.name)\"; it has enrol, leave, enrolled, retire")
    }
    var given = Facts()
    for key in act.people("people") + act.people("person") {
      guard let person = story[key] else { throw Refused("nobody in this story is called \"\(key)\"") }
      if act.name == "retire" {
        state.withLock { state in for at in state.enrolments.indices { state.enrolments[at].book.remove(person.all) } }
        continue
      }
      guard let programme = act.inputs[.programme] ?? (act.name == "enrol" ? "CHA" : nil) else { throw Refused("say in which programme") }
      let day = act.inputs["registered"].flatMap { Day($0) } ?? activity.today
      let head = act.person("head").flatMap { story[$0] }
      let word = act.name == "leave" ? "ended" : "enrolled"
      enter(person.all, programme, word, of: person, beside: head, on: day, activity, act.name == "enrolled" ? nil : peers)
      given[.recordNumber] = person.all.first?.value
    }
    return given
  }

  package func answer(_ question: Question, at now: WorldInstant) -> Answer {
    guard question.name == "enrolled", let person = question.person.flatMap({ story[$0] }), let programme = question.inputs[.programme]
    else { return Answer(nil) }
    return Answer(isEnrolled(person.all, programme) ? "enrolled" : "not-enrolled")
  }

  /// In one programme, or in any.
  private func isEnrolled(_ person: [Identifier], _ programme: String?) -> Bool {
    let standing: [String?] = ["enrolled", "suspended"] + (deviations.contains("counts-who-left") ? ["ended"] : [])
    return state.withLock { state in
      state.enrolments.contains { one in
        (programme ?? one.programme) == one.programme
          && standing.contains(one.book.record(person)?.facts[.enrolmentState])
      }
    }
  }

  /// Writes an enrolment down, and tells who has asked to be told; `peers` nil: of what was so before the story nobody is told.
  private func enter(
    _ numbers: [Identifier], _ programme: String, _ word: String, of person: Person?, beside head: Person? = nil, on day: Day,
    _ activity: Activity, _ peers: (any Peers)?
  ) {
    var facts = Facts()
    facts[.recordNumber] = numbers.first?.value
    facts[.personID] = numbers.filter { [.uin, .functional, .brn].contains($0.scheme) }
    facts[.personName] = person?.name.description
    facts[.personSex] = person?.sex.rawValue
    facts[.personBirthDate] = person?.born
    facts[.programme] = programme
    facts[.enrolmentState] = word
    facts[.eventDate] = day
    facts[.headID] = head.map { $0.all.filter { $0.scheme == .uin } }
    let new = facts
    let (isNew, since, listeners) = state.withLock { state -> (Bool, Day?, [Subscriptions.Listener]) in
      let before = state.record(numbers, programme)
      var facts = new
      // Enrolled since the first day on which anybody says so.
      facts[.registrationDate] = before?.facts[.registrationDate].map { min($0, day) } ?? day
      facts[.headID] = new[.headID] ?? before?.facts[.headID]
      state.put(.init(numbers, facts), programme)
      let kind: MessageKind = before == nil ? .recordEntered : .recordChanged
      return (before == nil, facts[.registrationDate], state.subscriptions.listeners(to: kind, about: numbers, facts, at: activity.now))
    }
    guard let peers, !has(.tellsNobody) else { return }
    let kind: MessageKind = isNew ? .recordEntered : .recordChanged
    facts[.registrationDate] = since
    facts[.eventID] = activity.id("event")
    let all = has(.tellsEverything) ? [.init(role: .mis)] : listeners
    for one in all where peers.hears(kind, from: .ibr, to: one.role) {
      let message = Message(kind, from: .ibr, to: one.role, facts: facts)
      activity.spawn("tells of an enrolment") { activity in
        guard await activity.hasWaited(one.wait), self.state.withLock({ $0.subscriptions.holds(one, on: activity.today) }) else { return }
        _ = await peers.say(message, activity)
      }
    }
  }
}
