import Documents
import Facts

extension RecordForm {
  /// The person of the civil registry, with the days of what befell them.
  static let civil = RecordForm(
    write: CivilPerson.write(record:), read: CivilPerson.record,
    writeEvent: { facts, event in
      CivilPerson.write(facts, about: [.birthRegistered, .stillbirthRegistered].contains(event.kind) ? "child" : "person", event)
    },
    readEvent: CivilPerson.facts)
}

/// A person of the civil registry as DCI writes it, and what it says in facts.
enum CivilPerson {
  // MARK: writing

  /// `about` is the first part of the facts' names: `child` or `person`.
  static func write(_ facts: Facts, about: String, _ event: EventType?) -> JSON {
    // What is no day is written as it stands: whoever reads it has to see that.
    func day(_ name: FactName<Day>) -> JSON? {
      facts[name.text].map { value in .string(Day(value).map { Stamps.text($0) } ?? value.description) }
    }
    let isChild = about == "child"
    var identifiers = facts[isChild ? .childID : .personID] ?? []
    for more in [facts[.childBRN].map { Identifier(.brn, $0) }, facts[.deathDRN].map { Identifier(.drn, $0) }] {
      if let more, !identifiers.contains(more) { identifiers.append(more) }
    }
    var person: JSON = .object(of: [
      ("@type", "CRVS_Person"), ("identifier", .array(identifiers.map(Person.write))),
      ("name", facts[isChild ? .childName : .personName].map(Person.name)),
      ("sex", .text(facts[isChild ? .childSex : .personSex])), ("birth_date", day(.personBirthDate)),
    ])
    if let event, let date = day(.eventDate) { person[event.dateMember] = event.isList ? .array([date]) : date }
    person["parent1_identifier"] = facts[.motherID].flatMap(main).map(Person.write)
    person["parent2_identifier"] = facts[.fatherID].flatMap(main).map(Person.write)
    person["registration_date"] = day(.registrationDate)
    return person
  }

  /// A record that was asked for: its facts say themselves whose they are.
  static func write(record: Facts) -> JSON {
    let event = record[.eventKind].flatMap { word in Registry.civil.events.first { $0.word == word } }
    return write(record, about: record[.personID] == nil && record[.childID] != nil ? "child" : "person", event)
  }

  /// A parent has one identifier in DCI: the foundational one where there is one.
  private static func main(_ identifiers: [Identifier]) -> Identifier? { identifiers.first { $0.scheme == .uin } ?? identifiers.first }

  /// A record that was asked for, in facts of the person.
  static func record(_ json: JSON, _ odd: inout [String]) -> Facts {
    var facts = Facts()
    let identifiers = Person.identifiers(json["identifier"], &odd)
    facts[.personID] = identifiers.isEmpty ? nil : identifiers
    facts[.personName] = Person.name(json["name"])
    facts[.personSex] = json["sex"]?.text
    facts[.personBirthDate] = Person.date(json, "birth_date", "birthdate", "birthDate")
    facts[.childBRN] = identifiers[.brn]
    facts[.deathDRN] = identifiers[.drn]
    facts[.motherID] = Person.identifier(json["parent1_identifier"])
    facts[.fatherID] = Person.identifier(json["parent2_identifier"])
    facts[.registrationDate] = Person.date(json, "registration_date")
    for event in Registry.civil.events.dropFirst() where event.isKnownByDay {
      guard let date = Person.date(json, event.dateMember) else { continue }
      facts[.eventKind] = event.word
      facts[.eventDate] = date
      break
    }
    return facts
  }

  /// What an event says.
  static func facts(_ record: JSON, _ event: EventType, _ odd: inout [String]) -> Facts {
    let isBirth = [.birthRegistered, .stillbirthRegistered].contains(event.kind)
    var facts = Facts()
    facts[.eventKind] = event.word
    facts[.eventDate] = Person.date(record, event.dateMember, isBirth ? "birthdate" : event.dateMember)
    facts[.registrationDate] = Person.date(record, "registration_date")
    let person = Self.record(record, &odd)
    if isBirth {
      facts[.childID] = person[.personID]
      facts[.childBRN] = person[.childBRN]
      facts[.childName] = person[.personName]
      facts[.childSex] = person[.personSex]
      facts[.motherID] = person[.motherID]
      facts[.fatherID] = person[.fatherID]
    } else {
      facts[.personID] = person[.personID]
      facts[.motherID] = event.kind == .adoptionRegistered ? person[.motherID] : nil
      facts[.deathDRN] = event.kind == .deathRegistered ? person[.deathDRN] : nil
      facts[.personName] = person[.personName]
      facts[.personSex] = person[.personSex]
      facts[.personBirthDate] = person[.personBirthDate]
    }
    return facts
  }
}
