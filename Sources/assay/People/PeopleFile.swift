import DialectsDCI
import Documents
import Facts
import Population

/// People to be loaded into a vendor's system, in the form that it takes.
struct PeopleFile {
  enum Form: String, CaseIterable { case csv, json, fhir, dci }
  typealias Loaded = (instance: String, person: Person)
  let all: [Loaded]

  func written(_ form: Form) -> String {
    switch form {
    case .csv: csv
    case .json: Self.lines(all.map(Self.json))
    case .dci: Self.lines(all.filter { !$0.person.isOrganisation }.map { PersonRecord.json(facts($0)) })
    case .fhir: FHIRPeople(all).bundle.encodedText(pretty: true) + "\n"
    }
  }

  private var csv: String {
    let schemes = Knowledge.distinct(all.flatMap(\.person.identifiers).map(\.scheme.text))
    return RunSheet.csv(
      [["story", "person", "archetype", "given", "family", "sex", "born"] + schemes]
        + all.map { a in
          let p = a.person
          return [a.instance, p.key.text, p.archetype.text, p.name.given, p.name.family, p.sex.rawValue, p.born.description]
            + schemes.map { s in p.identifiers.first { $0.scheme.text == s }?.value ?? "" }
        })
  }

  private static func json(_ a: Loaded) -> JSON {
    let p = a.person
    return [
      "story": .string(a.instance), "person": .string(p.key.text), "archetype": .string(p.archetype.text), "given": .string(p.name.given),
      "family": .string(p.name.family), "sex": .string(p.sex.rawValue), "born": .string(p.born.description),
      "identifiers": .object(Members(p.identifiers.map { Member($0.scheme.text, .string($0.value)) })),
    ]
  }

  private static func lines(_ people: [JSON]) -> String {
    "[\n" + people.map { "  " + String(decoding: $0.encoded(), as: UTF8.self) }.joined(separator: ",\n") + "\n]\n"
  }

  private func facts(_ a: Loaded) -> Facts {
    let p = a.person
    func numbers(_ key: PersonKey?) -> [Identifier]? {
      key.flatMap { k in all.first { $0.instance == a.instance && $0.person.key == k }?.person.identifiers }
    }
    var facts = Facts()
    facts[.personID] = p.identifiers
    facts[.personName] = p.name.description
    facts[.personSex] = p.sex.rawValue
    facts[.personBirthDate] = p.born
    facts[.motherID] = numbers(p.mother)
    facts[.fatherID] = numbers(p.father)
    return facts
  }
}
