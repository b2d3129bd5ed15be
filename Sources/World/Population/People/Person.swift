package import Facts

/// A person of one story, with all that is true of them, whoever knows it.
package struct Person: Hashable, Sendable {
  package let key: PersonKey
  package let archetype: ArchetypeKey
  package var name: PersonName
  /// The name that the person will take, where the story lets it change.
  package var laterName: PersonName?
  package var sex: Sex
  package var born: Day
  /// A fetal death: there is a record, and nobody to be paid for.
  package var stillborn = false
  package var isOrganisation = false
  /// The identifiers that the person has when the story begins.
  package var identifiers: [Identifier]
  /// Those that a registration of this story will hand out: a newborn's BRN, the DRN of a death. Unknown to everybody until then.
  package var later: [Identifier]
  /// Who knows the person when the story begins.
  package var knownTo: KnownTo
  /// The date of birth at the identity system, where it is not the true one.
  package var idBirthDate: Day?
  package var mother: PersonKey?
  package var father: PersonKey?
  package var spouse: PersonKey?
  package var guardian: PersonKey?
  /// The same person under another key.
  package var sameAs: PersonKey?
  /// Who holds the account.
  package var provider: String?

  /// Every identifier that names the person at any time of the story.
  package var all: [Identifier] { identifiers + later }
  /// The account that will be right in place of the one that a payment system refuses.
  package var correctedAccount: Identifier? {
    identifiers.contains { $0.scheme == .account } ? later.first { $0.scheme == .account } : nil
  }
  package var uin: String? { all[.uin] }
  package var brn: String? { all[.brn] }
  /// What a vendor's call, or a person at a desk, may need to be told.
  package var inputs: [(name: String, value: String)] {
    [
      ("person", key.text), ("person.name", "\(name.given) \(name.family)"), ("person.given", name.given),
      ("person.family", name.family), ("person.sex", sex.rawValue), ("person.born", born.description),
    ] + all.map { ($0 == correctedAccount ? "person.\($0.scheme).corrected" : "person.\($0.scheme)", $0.value) }
  }
  package func age(on day: Day) -> Int { born.years(to: day) }
}

package enum ArchetypeKind {}
/// A kind of person that scenarios cast: `MARIE`, `BABY-A`.
package typealias ArchetypeKey = Name<ArchetypeKind>

package struct PersonName: Hashable, Sendable, CustomStringConvertible {
  package var given: String
  package var family: String
  package init(given: String, family: String) {
    self.given = given
    self.family = family
  }
  /// Given name first; an organisation has only the one.
  package var description: String { family.isEmpty ? given : "\(given) \(family)" }
}

package enum Sex: String, Hashable, Sendable, CaseIterable { case female, male, other, unknown }

/// The registers that know a person.
package struct KnownTo: OptionSet, Hashable, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }
  package static let civilRegistry = KnownTo(rawValue: 1)
  package static let identity = KnownTo(rawValue: 2)
  package static let mis = KnownTo(rawValue: 4)
  package static let payments = KnownTo(rawValue: 8)

  /// The register of a role; nil for one that keeps no people.
  package init?(role: Role) {
    switch role {
    case .crvs: self = .civilRegistry
    case .id: self = .identity
    case .mis: self = .mis
    case .payments: self = .payments
    default: return nil
    }
  }
}
