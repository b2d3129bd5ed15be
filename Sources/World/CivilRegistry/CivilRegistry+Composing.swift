package import Facts
import Population

extension CivilRegistry {
  /// What the registry would tell of a person's birth or death, were it registered today. For messages that the harness sends itself.
  package func compose(_ kind: MessageKind, about: PersonKey?, _ inputs: Facts, at now: WorldInstant) -> Message? {
    guard let person = about.flatMap({ story[$0] }), var record = with({ $0[person.key] }), let event = event(kind, of: person, now.day)
    else {
      return nil
    }
    record.mother = record.mother ?? person.mother
    record.father = record.father ?? person.father
    let told = kind == .birthCancelled ? event.happening(to: record.birth) : event
    return Message(kind, from: .crvs, to: .mis, facts: facts(told, record))
  }

  private func event(_ kind: MessageKind, of person: Person, _ today: Day) -> VitalEvent? {
    let what: VitalEvent.Kind
    switch kind {
    case .birthRegistered: what = .liveBirth
    case .birthNotified: what = .notifiedBirth
    case .birthCancelled: what = .cancelledBirth
    case .deathRegistered: what = .death
    default: return nil
    }
    let date = what == .death ? today : min(person.born, today)
    return VitalEvent(kind: what, id: "\(what.rawValue)-\(person.brn ?? person.key.text)", date: date, registered: today)
  }
}
