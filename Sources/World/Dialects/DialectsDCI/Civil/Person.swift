import Documents
import Facts

/// A person of the civil registry as DCI writes it, and what it says in facts.
enum Person {
  static let recordType = "spdci-extensions-dci:CRVSPerson"
  static let registryType = "ns:org:RegistryType:Civil"

  // MARK: writing

  /// `about` is the first part of the facts' names: `child` or `person`.
  static func write(_ facts: Facts, about: String, _ event: EventType?) -> JSON {
    func text(_ name: String) -> String? { facts[name].flatMap { String($0) } }
    func day(_ name: String) -> JSON? { facts[name].flatMap { Day($0) }.map { .string(Stamps.text($0)) } }
    var identifiers = facts["\(about).id"].flatMap { [Identifier]($0) } ?? []
    for more in [facts[.childBRN].map { Identifier(.brn, $0) }, facts[.deathDRN].map { Identifier(.drn, $0) }] {
      if let more, !identifiers.contains(more) { identifiers.append(more) }
    }
    var person: JSON = .object(of: [
      ("@type", "CRVS_Person"), ("identifier", .array(identifiers.map(write))), ("name", text("\(about).name").map(name)),
      ("sex", .text(text("\(about).sex"))), ("birth_date", day("person.birth-date")),
    ])
    if let event, let date = day("event.date") { person[event.dateMember] = event.isList ? .array([date]) : date }
    person["parent1_identifier"] = facts[.motherID].flatMap(main).map(write)
    person["parent2_identifier"] = facts[.fatherID].flatMap(main).map(write)
    person["registration_date"] = day("registration.date")
    return person
  }

  /// A record that was asked for: its facts say themselves whose they are.
  static func write(record: Facts) -> JSON {
    let event = record[.eventKind].flatMap { word in EventType.all.first { $0.word == word } }
    return write(record, about: record[.personID] == nil && record[.childID] != nil ? "child" : "person", event)
  }

  static func write(_ identifier: Identifier) -> JSON {
    ["@type": "Identifier", "identifier_type": .string(identifier.scheme.text), "identifier_value": .string(identifier.value)]
  }
  /// A parent has one identifier in DCI: the foundational one where there is one.
  private static func main(_ identifiers: [Identifier]) -> Identifier? { identifiers.first { $0.scheme == .uin } ?? identifiers.first }

  private static func name(_ full: String) -> JSON {
    guard let space = full.lastIndex(of: " ") else { return ["given_name": .string(full)] }
    return ["surname": .string(String(full[full.index(after: space)...])), "given_name": .string(String(full[..<space]))]
  }

  // MARK: reading

  static func identifiers(_ json: JSON?, _ odd: inout [String]) -> [Identifier] {
    guard let json else { return [] }
    if json.items == nil { odd.append("person.identifier-not-a-list") }
    return (json.items ?? [json]).compactMap { item in
      guard let type = (item["identifier_type"] ?? item["type"])?.spoken, let value = (item["identifier_value"] ?? item["value"])?.spoken,
        !value.isEmpty
      else { return nil }
      return Identifier(scheme(type), value)
    }
  }

  static func identifier(_ json: JSON?) -> [Identifier]? {
    var ignored: [String] = []
    let all = identifiers(json, &ignored)
    return all.isEmpty ? nil : all
  }

  /// `UIN`, also as `ns:org:IdType:uin` or under the names that are met for it.
  static func scheme(_ raw: String) -> IdentifierScheme {
    let tail = raw.split(separator: ":").last.map(String.init) ?? raw
    switch tail.uppercased() {
    case "UIN", "NATIONALID", "NATIONAL_ID", "NID", "NIN": return .uin
    case "BRN", "BIRTH_REG_NO": return .brn
    case "DRN", "DEATH_REG_NO": return .drn
    case "MRN": return .mrn
    default: return IdentifierScheme(tail.uppercased())
    }
  }

  static func name(_ json: JSON?) -> String? {
    guard let json else { return nil }
    if let whole = json.text { return whole.isEmpty ? nil : whole }
    func first(_ names: String...) -> String? { names.lazy.compactMap { json[$0]?.text }.first { !$0.isEmpty } }
    let parts = [first("given_name", "first_name", "firstName"), first("second_name"), first("surname", "sur_name", "last_name", "lastName")]
    let full = parts.compactMap { $0 }.joined(separator: " ")
    return full.isEmpty ? nil : full
  }

  static func date(_ json: JSON, _ names: String...) -> Day? {
    names.lazy.compactMap { name in Stamps.day(json[name]?.items?.last ?? json[name]) }.first
  }

  /// A record that was asked for, in facts of the person.
  static func record(_ json: JSON, _ odd: inout [String]) -> Facts {
    var facts = Facts()
    let identifiers = identifiers(json["identifier"], &odd)
    facts[.personID] = identifiers.isEmpty ? nil : identifiers
    facts[.personName] = name(json["name"])
    facts[.personSex] = json["sex"]?.text
    facts[.personBirthDate] = date(json, "birth_date", "birthdate", "birthDate")
    facts[.childBRN] = identifiers[.brn]
    facts[.deathDRN] = identifiers[.drn]
    facts[.motherID] = identifier(json["parent1_identifier"])
    facts[.fatherID] = identifier(json["parent2_identifier"])
    facts[.registrationDate] = date(json, "registration_date")
    for event in EventType.all.dropFirst() {
      guard let date = date(json, event.dateMember) else { continue }
      facts[.eventKind] = event.word
      facts[.eventDate] = date
      break
    }
    return facts
  }
}
