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
    case "attach" where role == .intake: return try attach(act)
    case "retire": return Facts()
    default: throw Refused("\(role) has no act \"\(act.name)\"; it has \(card.acts.map(\.name).joined(separator: ", "))")
    }
    sent.withLock { $0.append((about, message)) }
    if act.inputs["sends"]?.description != "no" { activity.spawn("sends what was noted") { _ = await peers.say(message, $0) } }
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
    facts[.motherID] = numbers.isEmpty || has(.leavesMotherOut) || act.inputs["number"]?.description == "no" ? nil : numbers
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

  /// What was uploaded late is beside its form now, under the same name.
  private func attach(_ act: Act) throws(Refused) -> Facts {
    let about = try subject(act, "person").key
    let found: String? = sent.withLock { sent in
      guard let i = sent.lastIndex(where: { $0.about == about }) else { return nil }
      sent[i].message.facts[.attachmentsMissing] = 0
      return sent[i].message.facts[.submissionID]
    }
    guard let found else { throw Refused("no form was filled in with \(about)") }
    var given = Facts()
    given[.submissionID] = found
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
    let members = input("members").flatMap { Int($0) } ?? 1
    facts[.groupSize] = members
    facts[.consent] = input("consent") != "no"
    facts[.place] = input("place") == "no" ? nil : "1.2921 36.8219"
    facts[.attachmentsMissing] = input("attachment") == "no" ? 1 : 0
    facts[.filledDate] = day.adding(days: input("ahead").flatMap { Int($0) } ?? 0)
    return Message(.application, from: .intake, to: .mis, facts: facts, lines: household(of: person, members))
  }

  /// Everybody on a form, the applicant first; nobody where the form asks for no household. The others are of this form alone.
  private func household(of person: Person, _ members: Int) -> Rows {
    guard members > 1 else { return Rows() }
    return Rows(
      (0..<(has(.shortRoster) ? 1 : min(members, 100))).map { n in
        var row = Facts()
        row[.personName] = n == 0 ? person.name.description : "\(person.name.family) \(n + 1)"
        row[.personSex] = n == 0 ? person.sex.rawValue : n % 2 == 0 ? "female" : "male"
        row[.personBirthDate] = n == 0 ? person.born : person.born.adding(months: 240 + n)
        return row
      })
  }

  /// Who asks is shown each form as it stands now.
  package func take(_ message: Message, _ activity: Activity, _ peers: any Peers) async -> Reply {
    guard role == .intake, message.kind == .application else { return .refused("unknown-kind") }
    let all = sent.withLock { $0.map(\.message) }
    let replaced = all.compactMap { $0.facts[.submissionReplaces] }
    let shown = all.filter { form in form.facts[.submissionID].map { !replaced.contains($0) } ?? false }
    return Reply(.accepted, rows: Rows(shown.flatMap { [$0.facts] + $0.lines }))
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
