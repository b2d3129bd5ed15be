import Facts
import Population

/// What the civil registry holds on one person.
struct CivilRecord: Hashable, Sendable {
  let key: PersonKey
  /// Those that a registry writes down, as far as they have been handed out.
  var identifiers: [Identifier]
  var name: PersonName
  var sex: Sex
  var born: Day
  /// The birth, notified, registered or cancelled; nil for somebody who only stands in the records of others.
  var birth: VitalEvent?
  var death: VitalEvent?
  /// Marriages, divorces and corrections, in order.
  var later: [VitalEvent] = []
  var mother: PersonKey?
  var father: PersonKey?
  var spouse: PersonKey?
  /// The numbers that an adoption has sealed.
  var sealed: [Identifier] = []

  /// Of a person's identifiers, those that the registry of births, marriages and deaths deals with.
  static let schemes: [IdentifierScheme] = [.uin, .brn, .functional]

  /// As the registry knew the person when the story began: by a registered birth, or not at all.
  init(_ person: Person, known: Bool) {
    key = person.key
    identifiers = person.identifiers.filter { Self.schemes.contains($0.scheme) }
    name = person.name
    sex = person.sex
    born = person.born
    (mother, father) = (person.mother, person.father)
    spouse = known ? person.spouse : nil
    if known {
      birth = VitalEvent(
        kind: .liveBirth, id: "E-\(person.brn ?? person.key.text)", date: born, registered: born.adding(days: 9))
    }
  }

  /// Somebody beyond the story, whose birth is registered.
  init(_ populace: Populace, at place: Int) { self.init(populace.person(at: place, Self.schemes), known: true) }

  var isRegistered: Bool { birth?.kind == .liveBirth }
  /// What the record says last: a death, else the latest change, else the birth.
  var latest: VitalEvent? { death ?? later.last ?? birth }

  mutating func handOut(_ scheme: IdentifierScheme, of person: Person) -> String? {
    guard let number = person.all[scheme] else { return nil }
    let identifier = Identifier(scheme, number)
    if !identifiers.contains(identifier) { identifiers.append(identifier) }
    return number
  }
  mutating func takeBack(_ scheme: IdentifierScheme) { identifiers.removeAll { $0.scheme == scheme } }
}
