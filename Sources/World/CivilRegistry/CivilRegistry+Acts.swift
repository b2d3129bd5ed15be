package import Facts
import Population
package import Timeline

extension CivilRegistry {
  package func act(_ act: Act, _ activity: Activity, _ peers: any Peers) async throws(Refused) -> Facts {
    if act.name == "registered" { return try setUp(act, activity) }
    guard let kind = Self.kind(of: act.name) else {
      throw Refused("the civil registry has no act \"\(act.name)\"; it has \(card.acts.map(\.name).joined(separator: ", "))")
    }
    let subject = try subject(of: act)
    let event = VitalEvent(kind: kind, id: activity.id("event"), date: try date(of: act, kind, subject, activity.today), registered: nil)
    let told = try record(event, act, subject, on: activity.today)
    tell(told, activity, peers)
    return given(told)
  }

  private static func kind(of act: String) -> VitalEvent.Kind? {
    switch act {
    case "register-birth": .liveBirth
    case "notify-birth": .notifiedBirth
    case "cancel-birth": .cancelledBirth
    case "register-stillbirth": .stillbirth
    case "register-death": .death
    case "cancel-death": .cancelledDeath
    case "register-marriage": .marriage
    case "register-divorce": .divorce
    case "correct-record": .correction
    case "register-adoption": .adoption
    case "merge-records": .merger
    default: nil
    }
  }

  private func subject(of act: Act) throws(Refused) -> Person {
    guard let key = act.person("child") ?? act.person("person") else { throw Refused("\(act.name) needs a child or a person") }
    guard let person = story[key], !person.isOrganisation else { throw Refused("nobody of this story is called \(key)") }
    return person
  }

  /// The day of the event, which is never after today.
  private func date(of act: Act, _ kind: VitalEvent.Kind, _ person: Person, _ today: Day) throws(Refused) -> Day {
    let input =
      switch kind {
      case .liveBirth, .notifiedBirth, .stillbirth: "born"
      case .death: "died"
      case .marriage: "married"
      case .divorce: "divorced"
      case .cancelledBirth, .cancelledDeath, .correction, .adoption, .merger: "registered"
      }
    let date = act.inputs[input].flatMap { Day($0) } ?? (kind == .liveBirth ? min(person.born, today) : today)
    let registered = act.inputs["registered"].flatMap { Day($0) } ?? today
    guard date <= registered, registered <= today else {
      throw Refused("\(act.name) of \(date), registered \(registered): an event is registered on its day or later, and not after \(today)")
    }
    return date
  }

  /// Writes the event down, and gives the record as it then is.
  private func record(_ event: VitalEvent, _ act: Act, _ person: Person, on today: Day) throws(Refused) -> (VitalEvent, CivilRecord) {
    var event = event
    event.registered = event.kind == .notifiedBirth ? nil : act.inputs["registered"].flatMap { Day($0) } ?? today
    return try with { state throws(Refused) in
      guard var record = state[person.key] else { throw Refused("nobody of this story is called \(person.key)") }
      // What was notified is registered, or notified by somebody else, under the same event.
      if [.liveBirth, .notifiedBirth].contains(event.kind), let notified = record.birth, notified.kind == .notifiedBirth {
        if event.kind == .notifiedBirth { state.reportedAgain.append(record.key) }
        if !has(.registersAsAnother) {
          event = VitalEvent(kind: event.kind, id: notified.id, date: event.date, registered: event.registered)
        }
      }
      switch event.kind {
      case .liveBirth, .notifiedBirth: try Self.born(&record, event, act, person, state)
      case .stillbirth: try Self.stillborn(&record, event, act, person)
      case .cancelledBirth: try Self.cancelled(&record, &event)
      case .death: try Self.died(&record, event, person)
      case .cancelledDeath: try Self.undied(&record, &event)
      case .marriage: try Self.married(&record, event, act, person, self.story, &state)
      case .divorce: try Self.divorced(&record, event, &state)
      case .correction:
        event = event.happening(to: record.birth)
        Self.corrected(&record, event, act, person)
      case .adoption:
        event = event.happening(to: record.birth)
        try Self.adopted(&record, event, act, self.story)
      case .merger: try Self.merged(&record, event, act, &state)
      }
      state.put(record)
      return (event, record)
    }
  }

  private func given(_ told: (event: VitalEvent, record: CivilRecord)) -> Facts {
    var facts = Facts()
    switch told.event.kind {
    case .liveBirth, .adoption, .merger: facts[.childBRN] = told.record.identifiers[.brn]
    case .cancelledBirth: facts[.childBRN] = story[told.record.key]?.brn
    case .cancelledDeath: facts[.deathDRN] = story[told.record.key]?.all[.drn]
    case .death: facts[.deathDRN] = told.record.identifiers[.drn]
    case .correction, .marriage: facts[.personName] = told.record.name.description
    default: break
    }
    facts[.eventID] = told.event.id
    return facts
  }

  /// A record as it would be, had the birth been registered in its time. Nobody is told.
  private func setUp(_ act: Act, _ activity: Activity) throws(Refused) -> Facts {
    for key in act.people.flatMap(\.keys) {
      guard let person = story[key], !person.isOrganisation, !person.stillborn else { throw Refused("\(key) cannot have a birth record") }
      let event = VitalEvent(kind: .liveBirth, id: activity.id("event"), date: person.born, registered: activity.today)
      try with { state throws(Refused) in
        guard var record = state[key], !record.isRegistered else { return }
        try Self.born(&record, event, Act("register-birth"), person, state)
        state.put(record)
      }
    }
    return Facts()
  }
}

// What each event does to a record.
extension CivilRegistry {
  private static func born(
    _ record: inout CivilRecord, _ event: VitalEvent, _ act: Act, _ person: Person, _ state: CivilState
  ) throws(Refused) {
    guard !person.stillborn else { throw Refused("\(person.key) is a stillbirth: a fetal death is no live birth") }
    if record.isRegistered { throw Refused("the birth of \(person.key) is registered already; cancel it first") }
    record.birth = event
    record.born = event.date
    record.mother = act.person("mother") ?? record.mother
    record.father = act.person("father") ?? (act.person("mother") == nil ? record.father : state.husband(of: record.mother))
    if event.kind == .liveBirth { _ = record.handOut(.brn, of: person) }
  }

  private static func stillborn(_ record: inout CivilRecord, _ event: VitalEvent, _ act: Act, _ person: Person) throws(Refused) {
    guard person.stillborn else { throw Refused("\(person.key) is no stillbirth") }
    record.birth = event
    record.born = event.date
    record.mother = act.person("mother") ?? record.mother
    record.father = act.person("father") ?? (act.person("mother") == nil ? record.father : nil)
  }

  private static func cancelled(_ record: inout CivilRecord, _ event: inout VitalEvent) throws(Refused) {
    guard let birth = record.birth, birth.kind == .liveBirth else { throw Refused("the birth of \(record.key) is not registered") }
    event = event.happening(to: birth)
    event.date = birth.date
    record.birth = event
    record.takeBack(.brn)
  }

  private static func died(_ record: inout CivilRecord, _ event: VitalEvent, _ person: Person) throws(Refused) {
    guard record.death == nil else { throw Refused("the death of \(record.key) is registered already") }
    guard event.date >= record.born else { throw Refused("\(record.key) was born on \(record.born) and cannot have died on \(event.date)") }
    record.death = event
    _ = record.handOut(.drn, of: person)
  }

  private static func undied(_ record: inout CivilRecord, _ event: inout VitalEvent) throws(Refused) {
    guard let death = record.death else { throw Refused("the death of \(record.key) is not registered") }
    event = event.happening(to: death)
    event.date = death.date
    record.death = nil
    record.takeBack(.drn)
  }

  private static func married(
    _ record: inout CivilRecord, _ event: VitalEvent, _ act: Act, _ person: Person, _ story: Story, _ state: inout CivilState
  ) throws(Refused) {
    guard record.death == nil else { throw Refused("\(record.key) is dead on record and cannot marry") }
    record.spouse = act.person("spouse") ?? record.spouse
    record.later.append(event)
    if let name = person.laterName { record.name = name }
    _ = record.handOut(.mrn, of: person)
    guard let other = record.spouse, var partner = state[other], let who = story[other] else { return }
    partner.spouse = record.key
    partner.later.append(event)
    if let name = who.laterName { partner.name = name }
    state.put(partner)
  }

  private static func divorced(_ record: inout CivilRecord, _ event: VitalEvent, _ state: inout CivilState) throws(Refused) {
    guard let other = record.spouse else { throw Refused("\(record.key) is not married on record") }
    record.spouse = nil
    record.later.append(event)
    guard var partner = state[other] else { return }
    partner.spouse = nil
    partner.later.append(event)
    state.put(partner)
  }

  private static func adopted(_ record: inout CivilRecord, _ event: VitalEvent, _ act: Act, _ story: Story) throws(Refused) {
    guard let mother = act.person("mother"), record.isRegistered else {
      throw Refused("say by whom a child whose birth is registered is adopted")
    }
    record.later.append(event)
    (record.mother, record.father) = (mother, nil)
    guard let anew = act.person("as").flatMap({ story[$0] }) else { return }
    guard let number = anew.brn else { throw Refused("\(anew.key) has no number of a birth that the record could bear from now on") }
    record.sealed = record.identifiers.filter { $0.scheme == .brn }
    record.takeBack(.brn)
    record.identifiers.append(Identifier(.brn, number))
    record.name = anew.name
  }

  private static func merged(_ record: inout CivilRecord, _ event: VitalEvent, _ act: Act, _ state: inout CivilState) throws(Refused) {
    guard let key = act.person("other"), var other = state[key], other.isRegistered, record.isRegistered else {
      throw Refused("say which two records of registered births become one")
    }
    record.later.append(event)
    record.identifiers += other.identifiers.filter { !record.identifiers.contains($0) }
    (other.identifiers, other.birth) = ([], nil)
    state.put(other)
  }

  private static func corrected(_ record: inout CivilRecord, _ event: VitalEvent, _ act: Act, _ person: Person) {
    record.later.append(event)
    if let born = act.inputs["born"].flatMap({ Day($0) }) { record.born = born }
    if let sex = act.inputs["sex"].flatMap({ String($0) }).flatMap(Sex.init(rawValue:)) { record.sex = sex }
    if let given = act.inputs["given"].flatMap({ String($0) }) { record.name.given = given }
    if let family = act.inputs["family"].flatMap({ String($0) }) { record.name.family = family }
    if act.inputs.isEmpty, let name = person.laterName { record.name = name }
  }
}

extension CivilState {
  func husband(of mother: PersonKey?) -> PersonKey? {
    guard let spouse = mother.flatMap({ self[$0]?.spouse }), self[spouse]?.sex == .male else { return nil }
    return spouse
  }
}
