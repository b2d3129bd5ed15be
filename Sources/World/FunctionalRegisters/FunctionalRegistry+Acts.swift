import Documents
package import Facts
import Population
import Records
package import Timeline

extension FunctionalRegistry {
  package func act(_ act: Act, _ activity: Activity, _ peers: any Peers) async throws(Refused) -> Facts {
    switch act.name {
    case "register", "change", "join":
      guard let key = act.person("person") else { throw Refused("\(act.name) needs a person") }
      let entered = try enter(key, act, activity)
      tell(entered, activity, peers)
      return entered.given
    case "registered":
      for key in act.people("people") { _ = try enter(key, act, activity) }
    case "retire":
      for person in act.people("people").compactMap({ story[$0] }) {
        with { state in
          state.people.remove(person.all)
          state.groups.remove(person.all.map { State.group(of: $0) })
        }
      }
    default:
      throw Refused("the \(desk.title.lowercased()) has no act \"\(act.name)\"; it has \(card.acts.map(\.name).joined(separator: ", "))")
    }
    return Facts()
  }

  struct Entered: Sendable {
    let kind: MessageKind
    let event: String
    let number: String
    let record: RecordBook.Record
    var given: Facts {
      var facts = Facts()
      facts[.recordNumber] = number
      facts[.eventID] = event
      facts[FactName<[Identifier]>.groupID.text] = record.facts[.groupID]?.first.map { .text($0.value) }
      return facts
    }
  }

  /// Writes a person down, or what has changed of them.
  private func enter(_ key: PersonKey, _ act: Act, _ activity: Activity) throws(Refused) -> Entered {
    guard let person = story[key], !person.isOrganisation else { throw Refused("nobody of this story is called \(key)") }
    let numbers = person.all.filter { [.uin, .functional, .brn].contains($0.scheme) }
    guard let number = numbers.first else { throw Refused("\(key) has no number by which the \(desk.title.lowercased()) could know them") }
    let before = with { $0.people.record(numbers) }
    guard act.name == "register" || act.name == "registered" || before != nil else { throw Refused("\(key) is not registered") }
    let day = act.inputs["registered"].flatMap { Day($0) } ?? before?.facts[.registrationDate] ?? activity.today
    guard day <= activity.today else { throw Refused("nobody is registered on \(day), after today") }
    // What a change does not name stays as it was.
    let usual = before == nil ? desk.inputs : []
    let own = desk.facts({ name in act.inputs[name]?.description ?? usual.first { $0.name == name }?.usual }, person)
    var facts = Facts()
    facts[.recordNumber] = number.value
    facts[.personID] = [number] + numbers.dropFirst()
    facts[.personName] = person.name.description
    facts[.personSex] = person.sex.rawValue
    facts[.personBirthDate] = act.inputs["born"].flatMap { Day($0) } ?? person.born
    facts[.registrationDate] = day
    facts[.eventDate] = activity.today
    facts[.headID] = act.person("head").flatMap { story[$0] }.map(Self.known) ?? before?.facts[.headID]
    let record = RecordBook.Record(numbers, (before?.facts ?? Facts()).merging(facts).merging(own))
    let kept = with { state -> RecordBook.Record in
      if act.name == "join" { state.people.append(record) } else { state.people.put(record) }
      return self.desk.keepsGroups ? state.gather(around: record) : record
    }
    return Entered(
      kind: act.name == "change" ? .recordChanged : .recordEntered, event: activity.id("event"), number: number.value, record: kept)
  }
  private static func known(_ person: Person) -> [Identifier] { Array(person.all.filter { $0.scheme == .uin }.prefix(1)) }

  /// Tells those who have subscribed, once the act has ended.
  private func tell(_ entered: Entered, _ activity: Activity, _ peers: any Peers) {
    let (now, record) = (activity.now, entered.record)
    let listeners =
      has(.tellsEverything)
      ? [Subscriptions.Listener(role: .mis)]
      : with { $0.subscriptions.listeners(to: entered.kind, about: record.numbers, record.facts, at: now) }
    guard !has(.tellsNobody) else { return }
    var facts = entered.record.facts
    facts[.eventID] = entered.event
    for one in listeners where peers.hears(entered.kind, from: desk.role, to: one.role) {
      let message = Message(entered.kind, from: desk.role, to: one.role, facts: facts)
      activity.spawn("tells of a record") { activity in
        guard await activity.hasWaited(one.wait), self.with({ $0.subscriptions.holds(one, on: activity.today) }) else { return }
        _ = await peers.say(message, activity)
      }
    }
  }
}

extension FunctionalRegistry.State {
  /// The number of a household, after that of its head.
  static func group(of head: Identifier) -> Identifier { Identifier("GROUP", "G-\(head.value)") }

  /// Puts the household of a person in order: its number is that of its head, and everybody in it knows its size and score.
  mutating func gather(around record: RecordBook.Record) -> RecordBook.Record {
    guard let head = record.facts[.headID] ?? record.facts[.personID], let first = head.first else { return record }
    let group = [Self.group(of: first)]
    let members = people.records.filter { ($0.facts[.headID] ?? $0.facts[.personID] ?? []).names(head) }
    var own = Facts()
    own[.groupID] = group
    own[.groupSize] = members.count
    own[.povertyScore] = record.facts[.povertyScore]
    people.add(own) { ($0.facts[.headID] ?? $0.facts[.personID] ?? []).names(head) }
    var facts = own
    facts[.recordNumber] = group[0].value
    facts[.headID] = head
    facts[.groupKind] = record.facts[.groupKind]
    facts[.scoreKind] = record.facts[.scoreKind]
    facts[.registrationDate] = members.compactMap { $0.facts[.registrationDate] }.min()
    facts[.members] = members.compactMap { $0.facts[.personID]?.first }
    groups.put(.init(group, facts))
    return people.record(record.numbers) ?? record
  }
}
