import Documents

/// Other spellings of what a record says, where DCI's vocabulary has one of its own.
enum Spellings {
  /// Members that are met in place of the vocabulary's.
  private static let members = [
    "birthdate": "birth_date", "birthDate": "birth_date", "date_of_birth": "birth_date", "sur_name": "surname", "last_name": "surname",
    "lastName": "surname", "first_name": "given_name", "firstName": "given_name", "gender": "sex", "address_line1": "address_line_1",
    "address_line2": "address_line_2",
  ]
  private static let identifierTypes = [
    "NATIONALID": "UIN", "NATIONAL_ID": "UIN", "NID": "UIN", "NIN": "UIN", "BIRTH_REG_NO": "BRN", "DEATH_REG_NO": "DRN",
  ]
  private static let moments = [
    "birth_date", "birthdate", "death_date", "marriage_date", "divorce_date", "registration_date", "last_updated", "enrollment_date",
    "status_change_date",
  ]
  private static let maritalCodes = ["S", "M", "W", "A", "D", "L", "U"]

  /// Each kind of deviation once, at the first place where it stands.
  static func odd(in record: JSON, at place: String) -> [String] {
    var odd: [String] = []
    walk(record, place, depth: 0, &odd)
    var names: Set<String> = []
    return odd.filter { names.insert(String($0.prefix { $0 != " " })).inserted }
  }

  private static func walk(_ json: JSON, _ place: String, depth: Int, _ odd: inout [String]) {
    guard depth < 8 else { return }
    for (at, item) in (json.items ?? []).prefix(20).enumerated() { walk(item, "\(place)/\(at)", depth: depth + 1, &odd) }
    for member in json.members ?? Members() {
      let here = "\(place)/\(member.name)"
      odd += deviation(of: member, here)
      walk(member.value, here, depth: depth + 1, &odd)
    }
  }

  private static func deviation(of member: Member, _ place: String) -> [String] {
    let text = member.value.text
    switch member.name {
    case "identifier_type":
      return text.flatMap { identifierTypes[$0.uppercased()] }.map { ["person.identifier-type-spelling \(place) in place of `\($0)`"] }
        ?? []
    case "marital_status":
      return text.map { maritalCodes.contains($0) ? [] : ["person.marital-status-word \(place) `\($0.prefix(60))`"] } ?? []
    default:
      let renamed = members[member.name].map { ["person.member-spelling \(place) in place of `\($0)`"] } ?? []
      guard moments.contains(member.name) else { return renamed }
      return renamed + (member.value.items ?? [member.value]).compactMap(\.text).flatMap { moment($0, place) }
    }
  }

  private static func moment(_ text: String, _ place: String) -> [String] {
    guard text.utf8.count >= 10, text.utf8.prefix(4).allSatisfy({ (48...57).contains($0) }) else { return [] }
    guard let hour = text.firstIndex(of: "T") else { return ["person.date-without-hour \(place) `\(text.prefix(40))`"] }
    let time = text[hour...]
    let hasZone = time.hasSuffix("Z") || time.contains("+") || time.contains("-")
    return hasZone ? [] : ["person.date-without-zone \(place) `\(text.prefix(40))`"]
  }
}
