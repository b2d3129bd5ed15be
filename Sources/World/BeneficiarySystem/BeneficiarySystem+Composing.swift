package import Facts
import Population

extension BeneficiarySystem {
  /// What it would ask about a person, as far as its file goes. For questions that the harness puts itself.
  package func compose(_ kind: MessageKind, about: PersonKey?, _ inputs: Facts, at now: WorldInstant) -> Message? {
    guard let person = about.flatMap({ file.party($0) }) else { return nil }
    switch kind {
    case .verify: return question(verifying: person)
    case .personRecord: return question(of: person)
    case .subscription: return wish(toHearOf: person)
    default: return nil
    }
  }

  func question(verifying person: Party) -> Message {
    var facts = Facts()
    facts[.personID] = person.payable
    facts[.personName] = person.name.isEmpty ? nil : person.name
    facts[.personBirthDate] = person.born
    facts[.personSex] = person.sex
    return Message(.verify, from: .mis, to: .id, facts: facts)
  }

  /// A subscription to what befalls one person last of all.
  private func wish(toHearOf person: Party) -> Message {
    var facts = Facts()
    facts[.wanted] = MessageKind.deathRegistered.text
    facts[.personID] = person.payable
    return Message(.subscription, from: .mis, to: .crvs, facts: facts)
  }

  func question(of person: Party) -> Message {
    var facts = Facts()
    facts[.personID] = person.payable
    return Message(.personRecord, from: .mis, to: .crvs, facts: facts)
  }
}
