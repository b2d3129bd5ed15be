import Facts
import Population
import Records
import Timeline

extension CivilRegistry {
  /// Tells of an event once the act has ended. Whoever is not connected hears nothing.
  func tell(_ told: (event: VitalEvent, record: CivilRecord), _ activity: Activity, _ peers: any Peers) {
    guard !has(.tellsNobody) else { return }
    var event = told.event
    if has(.tellsTooEarly), event.kind == .notifiedBirth {
      event.kind = .liveBirth
      event.registered = event.date
    }
    // Where nobody hears of adoptions as such, they hear of a record that says something else.
    let kind = peers.hears(event.message, from: .crvs, to: .mis) || event.kind != .adoption ? event.message : .recordCorrected
    guard peers.hears(kind, from: .crvs, to: .mis), let listener = listener(event, told.record, at: activity.now) else { return }
    var messages = [Message(kind, from: .crvs, to: .mis, facts: facts(event, told.record))]
    if shows(.tellsTwice) || has(.newEventEachTime) {
      var again = messages[0]
      if has(.newEventEachTime) { (again.facts[.eventID], again.facts[.eventStep]) = (activity.id("event"), nil) }
      messages.append(again)
    }
    if has(.tellsThrice) { messages += [messages[0], messages[0]] }
    let all = messages
    let held = with { $0.arranged.delay(of: told.record.key, at: activity.now) }
    let waits: WorldDuration? = has(.tellsLate) ? .seconds(600) : shows(.aLittleLater) ? .seconds(10) : nil
    activity.spawn("tells of a vital event") { activity in
      if let held { do { try await activity.sleep(until: held) } catch { return } }
      if let waits { do { try await activity.sleep(for: waits) } catch { return } }
      guard await activity.hasWaited(listener.wait), self.with({ $0.subscriptions.holds(listener, on: activity.today) }) else { return }
      for message in all { await self.deliver(message, activity, peers) }
    }
  }

  /// Who has once subscribed hears what it asked for; a listener that is connected by agreement hears of everything.
  private func listener(_ event: VitalEvent, _ record: CivilRecord, at now: WorldInstant) -> Subscriptions.Listener? {
    let anybody = Subscriptions.Listener(role: .mis)
    guard !has(.tellsEverything), with({ $0.subscriptions.hasBegun(by: .mis) }) else { return anybody }
    let (about, row) = (story[record.key]?.all ?? record.identifiers, row(record))
    let kinds = event.kind == .adoption ? [event.message, .recordCorrected] : [event.message]
    let all = with { state in kinds.flatMap { state.subscriptions.listeners(to: $0, about: about, row, at: now) } }
    return all.first { $0.role == .mis }
  }

  /// What is told of an event: of a birth the child and its parents, of anything else the person.
  func facts(_ event: VitalEvent, _ record: CivilRecord) -> Facts {
    var facts = Facts()
    facts[.eventKind] = event.kind.rawValue
    facts[.eventID] = event.id
    facts[.eventStep] = event.step
    facts[.eventDate] = has(.datesAhead) ? event.date.adding(months: 12) : event.date
    facts[.registrationDate] = event.registered
    switch event.kind {
    case .liveBirth, .notifiedBirth, .cancelledBirth, .stillbirth: addBirth(record, event, to: &facts)
    default: addPerson(record, event, to: &facts)
    }
    if shows(.saysLittle) {
      for name in ["child.name", "child.sex", "mother.name", "father.id", "person.name", "person.sex"] { facts[name] = nil }
    }
    return facts
  }

  private func addBirth(_ record: CivilRecord, _ event: VitalEvent, to facts: inout Facts) {
    // A cancelled registration is named by the number that it had.
    var identifiers = known(record)
    if event.kind == .stillbirth, let number = story[record.key]?.all[.frn] { identifiers = [Identifier(.frn, number)] }
    if ![.notifiedBirth, .stillbirth].contains(event.kind), let brn = story[record.key]?.brn {
      let told = has(.wrongNumber) ? Self.slipped(brn) : brn
      identifiers.removeAll { $0.scheme == .brn }
      identifiers.append(Identifier(.brn, told))
      facts[.childBRN] = told
    }
    facts[.childID] = identifiers.isEmpty ? nil : identifiers
    facts[.childName] = record.name.description
    facts[.childSex] = record.sex.rawValue
    if let mother = record.mother.flatMap({ person($0) }), !has(.noMother) {
      let told = has(.tellsOfAnother) ? another(than: mother) : mother
      facts[.motherID] = known(told)
      facts[.motherName] = told.name.description
      facts[.motherBirthDate] = told.born
    }
    facts[.fatherID] = known(record.father)
  }

  private func addPerson(_ record: CivilRecord, _ event: VitalEvent, to facts: inout Facts) {
    let told = has(.tellsOfAnother) ? another(than: record) : record
    // Whoever knows the child by a number that is sealed now has to be able to go on.
    facts[.personID] = event.kind == .adoption ? record.sealed + known(told) : known(told)
    if event.kind == .adoption, has(.tellsOldNumber), !record.sealed.isEmpty { facts[.personID] = record.sealed }
    if event.kind == .merger, has(.tellsOneNumber) { facts[.personID] = Array(known(told).prefix(1)) }
    // A cancelled registration is named by the number that it had.
    let number = event.kind == .cancelledDeath ? story[record.key]?.all[.drn] : event.kind == .death ? record.identifiers[.drn] : nil
    facts[.deathDRN] = number.map { has(.wrongNumber) ? Self.slipped($0) : $0 }
    facts[.personName] = (has(.oldName) ? story[told.key]?.name ?? told.name : told.name).description
    facts[.personSex] = told.sex.rawValue
    facts[.personBirthDate] = told.born
    if event.kind == .adoption, let mother = record.mother.flatMap({ person($0) }) {
      facts[.motherID] = known(has(.namesFormerMother) ? former(of: record) ?? mother : mother)
      facts[.motherName] = mother.name.description
    }
    guard event.kind == .marriage || event.kind == .death && !has(.noSpouse) else { return }
    facts[.spouseID] = known(record.spouse)
  }

  /// Who the mother was when the story began.
  func former(of record: CivilRecord) -> CivilRecord? { story[record.key]?.mother.flatMap { person($0) } }

  /// The identifiers by which the registry speaks of a person.
  func known(_ record: CivilRecord) -> [Identifier] { known(record.identifiers) }
  /// Of somebody whom a record names, where there is such a person.
  func known(_ key: PersonKey?) -> [Identifier]? {
    guard let key else { return nil }
    if let record = with({ $0[key] }) { return known(record) }
    return populace.flatMap { all in all.place(of: key).map { known(all.identifiers(at: $0, CivilRecord.schemes)) } }
  }
  private func known(_ identifiers: [Identifier]) -> [Identifier] {
    let spoken = identifiers.filter { CivilRecord.schemes.contains($0.scheme) }
    guard shows(.numberOnly), let number = spoken.first(where: { $0.scheme == .uin }) else { return spoken }
    return [number]
  }

  /// A person of a record: of the story, or of the populace.
  func person(_ key: PersonKey) -> CivilRecord? {
    with { $0[key] } ?? populace.flatMap { all in all.place(of: key).map { CivilRecord(all, at: $0) } }
  }

  /// Somebody else of the same sex, if there is one.
  func another(than record: CivilRecord) -> CivilRecord {
    let others = with { state in state.records.filter { $0.key != record.key && $0.birth != nil && !$0.identifiers.isEmpty } }
    return others.first { $0.sex == record.sex } ?? others.first ?? record
  }

  /// The number with its last digit moved on by one.
  static func slipped(_ number: String) -> String {
    guard let last = number.last, let digit = last.wholeNumberValue else { return number + "1" }
    return String(number.dropLast()) + String((digit + 1) % 10)
  }
}
