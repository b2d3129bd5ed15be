import Documents
import Facts
import Population

/// Somebody whom the caller brings into the world of a sandbox, so that its systems can be told of people that it did not mint.
///
///     {"identifiers": {"UIN": "2987654326", "ACCOUNT": "A-1"}, "name": "Ana Example", "sex": "female", "born": "1990-02-03"}
enum FrontGuest {
  static let schemes: [IdentifierScheme] = [.uin, .functional, .brn, .drn, .vid, .mrn, .account, .phone]
  static let example = #"{"identifiers": {"UIN": "..."}, "name": "Ana Example", "born": "1990-02-03"}"#

  /// The key by which the story knows them from now on: their first number.
  static func welcome(_ json: JSON, to story: Story) throws(DeskRefusal) -> PersonKey {
    let identifiers = (json["identifiers"]?.members ?? [:]).compactMap { m -> Identifier? in
      guard let value = m.value.text, !value.isEmpty, value.utf8.count <= 200 else { return nil }
      return Identifier(IdentifierScheme(m.name), value)
    }
    guard let first = identifiers.first else {
      throw DeskRefusal(422, "somebody without a number cannot be brought", next: "send \(example)")
    }
    guard let born = json["born"]?.text.flatMap({ Day($0) }) else {
      throw DeskRefusal(422, "\(first) has no date of birth", next: "send \(example)")
    }
    if let known = story.person(named: identifiers), story.guests[known.key] == nil {
      throw DeskRefusal(409, "\(known.key) of this world has that number", next: "name \(known.key) by key, or bring other numbers")
    }
    let words = (json["name"]?.text ?? "").split(separator: " ").map(String.init)
    let key = PersonKey(first.value)
    let name = PersonName(given: words.first ?? "", family: words.dropFirst().joined(separator: " "))
    story.guests.welcome(key, name, Sex(rawValue: json["sex"]?.text ?? "") ?? .unknown, born: born, identifiers)
    return key
  }
}
