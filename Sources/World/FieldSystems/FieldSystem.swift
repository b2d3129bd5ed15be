package import Facts
package import Population
import Synchronization
package import Timeline

/// Who sits where people are: a health facility that reports births, and an intake that sends forms filled in in the field.
///
/// It tells, and is asked nothing; what it has sent it keeps, so that the same can be said again.
package final class FieldSystem: Register {
  package static let roles: [Role] = [.facility, .intake]

  private let role: Role
  private let story: Story
  private let deviations: Set<String>
  private let sent = Mutex<[(about: PersonKey, message: Message)]>([])

  /// nil where nobody in the field fills the role.
  package init?(_ role: Role, story: Story, deviations: Set<String> = []) {
    guard Self.roles.contains(role) else { return nil }
    self.role = role
    self.story = story
    self.deviations = deviations
  }

  package var card: RegisterCard { role == .facility ? .facility : .intake }
  private func has(_ defect: FieldDefect) -> Bool { deviations.contains(defect.rawValue) }

  package func act(_ act: Act, _ activity: Activity, _ peers: any Peers) async throws(Refused) -> Facts {
    let message: Message
    let about: PersonKey
    switch act.name {
    case "report-birth" where role == .facility: (about, message) = try birth(act, activity)
    case "submit" where role == .intake: (about, message) = try form(act, activity)
    case "edit" where role == .intake: return try edit(act, activity)
    case "retire": return Facts()
    default: throw Refused("\(role) has no act \"\(act.name)\"; it has \(card.acts.map(\.name).joined(separator: ", "))")
    }
    sent.withLock { $0.append((about, message)) }
    activity.spawn("sends what was noted") { _ = await peers.say(message, $0) }
    var given = Facts()
    given[.caseID] = message.facts[.caseID]
    given[.submissionID] = message.facts[.submissionID]
    given[.personName] = story[about]?.name.description
    return given
  }

  private func subject(_ act: Act, _ input: String) throws(Refused) -> Person {
    guard let person = act.person(input).flatMap({ story[$0] }), !person.isOrganisation else { throw Refused("say about whom") }
    return person
  }

  /// A birth as those who saw it know it: no number, and no registration.
  private func birth(_ act: Act, _ activity: Activity) throws(Refused) -> (PersonKey, Message) {
    let child = try subject(act, "child")
    let mother = try subject(act, "mother")
    let born = act.inputs["born"].flatMap { Day($0) } ?? min(child.born, activity.today)
    guard born <= activity.today else { throw Refused("nobody is born on \(born), after today") }
    var facts = Facts()
    facts[.caseID] = activity.id("case")
    facts[.childName] = child.name.description
    facts[.childSex] = child.sex.rawValue
    facts[.eventDate] = born
    facts[.motherName] = mother.name.description
    let numbers = mother.identifiers.filter { $0.scheme == .uin }
    facts[.motherID] = numbers.isEmpty || has(.leavesMotherOut) ? nil : numbers
    facts[.informantID] = mother.identifiers.first { $0.scheme == .phone }.map { [$0] }
    return (child.key, Message(.birthReported, from: .facility, to: .crvs, facts: facts))
  }

  private func form(_ act: Act, _ activity: Activity) throws(Refused) -> (PersonKey, Message) {
    let person = try subject(act, "person")
    guard let programme = act.inputs[.programme] else { throw Refused("say for which programme") }
    let message = application(of: person, programme, on: activity.today) { name in act.inputs[name]?.description }
    var own = message
    own.facts[.submissionID] = activity.id("submission")
    return (person.key, own)
  }

  /// A form that was sent is corrected. The form server tells nobody: it waits to be asked.
  private func edit(_ act: Act, _ activity: Activity) throws(Refused) -> Facts {
    let (about, message) = try form(act, activity)
    let old = sent.withLock { sent in sent.last { $0.about == about }?.message.facts[.submissionID] }
    guard let old else { throw Refused("no form was filled in with \(about)") }
    var new = message
    new.facts[.submissionReplaces] = old
    let edited = new
    sent.withLock { $0.append((about, edited)) }
    var given = Facts()
    given[.submissionID] = edited.facts[.submissionID]
    return given
  }

  private func application(of person: Person, _ programme: String, on day: Day, _ input: (String) -> String?) -> Message {
    var facts = Facts()
    facts[.programme] = programme
    facts[.eventDate] = day
    let numbers = person.identifiers.filter { [.uin, .functional].contains($0.scheme) }
    facts[.personID] = numbers.isEmpty ? nil : numbers
    facts[.personName] = has(.wrongName) ? person.name.family : person.name.description
    facts[.personSex] = person.sex.rawValue
    facts[.personBirthDate] = person.born
    facts[.groupSize] = input("members").flatMap { Int($0) } ?? 1
    facts[.consent] = input("consent") != "no"
    return Message(.application, from: .intake, to: .mis, facts: facts)
  }

  /// Who asks is shown each form as it stands now.
  package func take(_ message: Message, _ activity: Activity, _ peers: any Peers) async -> Reply {
    guard role == .intake, message.kind == .application else { return .refused("unknown-kind") }
    let all = sent.withLock { $0.map(\.message.facts) }
    let replaced = all.compactMap { $0[.submissionReplaces] }
    return Reply(.accepted, rows: Rows(all.filter { facts in facts[.submissionID].map { !replaced.contains($0) } ?? false }))
  }

  package func answer(_ question: Question, at now: WorldInstant) -> Answer {
    guard question.name == "sent", let person = question.person else { return Answer(nil) }
    return Answer(sent.withLock { sent in sent.contains { $0.about == person } } ? "sent" : "nothing")
  }

  /// What it last sent about somebody; of a form, a first one where it has sent none.
  package func compose(_ kind: MessageKind, about: PersonKey?, _ inputs: Facts, at now: WorldInstant) -> Message? {
    guard let about else { return nil }
    if let last = sent.withLock({ sent in sent.last { $0.about == about && $0.message.kind == kind }?.message }) { return last }
    guard role == .intake, kind == .application, let person = story[about], let programme = story.programmes.first else { return nil }
    var message = application(of: person, inputs[.programme] ?? programme.code.text, on: now.day) { _ in nil }
    message.facts[.submissionID] = "form-of-\(about)"
    return message
  }
}
