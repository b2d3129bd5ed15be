import Documents
import Facts

/// Who somebody is, as every register of the family writes it.
enum Person {
  // MARK: writing

  static func write(_ identifier: Identifier) -> JSON {
    ["@type": "Identifier", "identifier_type": .string(identifier.scheme.text), "identifier_value": .string(identifier.value)]
  }

  static func name(_ full: String) -> JSON {
    guard let space = full.lastIndex(of: " ") else { return ["given_name": .string(full)] }
    return ["surname": .string(String(full[full.index(after: space)...])), "given_name": .string(String(full[..<space]))]
  }

  static func day(_ day: Day) -> JSON { .string(Stamps.text(day)) }

  /// Name, sex, birthday, and the region of the address.
  static func demographics(_ facts: Facts) -> [(String, JSON?)] {
    [
      ("name", facts[.personName].map(name)), ("sex", .text(facts[.personSex])), ("birth_date", facts[.personBirthDate].map(day)),
      ("address", facts[.personArea].map { .array([["@type": "Address", "region_code": .string($0)]]) }),
    ]
  }
  /// A member of a household: numbers, and who it is beside them.
  static func member(_ facts: Facts) -> JSON {
    .object(of: [
      ("member_identifier", facts[.personID].map { .array($0.map(write)) }), ("demographic_info", .object(of: demographics(facts))),
    ])
  }
  /// The same in one object.
  static func flat(_ facts: Facts) -> JSON {
    .object(of: [("identifier", facts[.personID].map { .array($0.map(write)) })] + demographics(facts))
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
    let parts = [
      first("given_name", "first_name", "firstName"), first("second_name"), first("surname", "sur_name", "last_name", "lastName"),
    ]
    let full = parts.compactMap { $0 }.joined(separator: " ")
    return full.isEmpty ? nil : full
  }

  static func date(_ json: JSON, _ names: String...) -> Day? {
    names.firstNonNil { name in Stamps.day(json[name]?.items?.last ?? json[name]) }
  }

  /// The person of a record, whichever of the two ways it is written.
  static func read(_ json: JSON, _ odd: inout [String]) -> Facts {
    let about = json["demographic_info"] ?? json
    var facts = Facts()
    let numbers = identifiers(json["member_identifier"] ?? json["identifier"] ?? about["identifier"], &odd)
    facts[.personID] = numbers.isEmpty ? nil : numbers
    facts[.recordNumber] = numbers.first?.value
    facts[.personName] = name(about["name"])
    facts[.personSex] = (about["sex"] ?? about["gender"])?.text
    facts[.personBirthDate] = date(about, "birth_date", "birthdate", "birthDate", "date_of_birth")
    facts[.personArea] = (about["address"]?.items?.first ?? about["address"])?["region_code"]?.text
    return facts
  }
}
