import Facts
import Population

/// What the ID system holds on a person.
struct IdentityRecord: Sendable {
  enum Status: String, Hashable, Sendable { case active, deactivated }

  let key: PersonKey
  /// Foundational and virtual ids that may be used.
  var identifiers: [Identifier]
  /// Virtual ids that were revoked: known, and no longer good.
  var ended: [Identifier] = []
  var name: String
  var birthDate: Day
  var sex: String
  var status = Status.active
  /// The token by which each partner knows the person.
  private(set) var tokens: [(partner: Role, token: String)] = []

  /// All identifiers of the person's story that are an ID system's to give.
  init(_ person: Person) {
    key = person.key
    identifiers = person.identifiers.filter { Self.schemes.contains($0.scheme) }
    name = person.name.description
    birthDate = person.idBirthDate ?? person.born
    sex = person.sex.rawValue
  }

  private static let schemes: [IdentifierScheme] = [.uin, .vid]

  mutating func learn(_ person: Person) {
    for identifier in person.later where Self.schemes.contains(identifier.scheme) && !identifiers.contains(identifier) {
      identifiers.append(identifier)
    }
  }

  /// The partner's token of the person; `new` where there is none yet.
  mutating func token(for partner: Role, new: String) -> String {
    if let known = tokens.first(where: { $0.partner == partner }) { return known.token }
    tokens.append((partner, new))
    return new
  }
}
