package import Facts

/// A kind of person: what people minted from it have in common.
package struct Archetype: Sendable {
  package let key: ArchetypeKey
  package let says: String
  /// nil: drawn.
  package let sex: Sex?
  package let birth: Birth
  /// Full years of whom a vendor may lend in its place; nil: as it is born.
  package let ages: ClosedRange<Int>?
  package let identifiers: [IdentifierScheme]
  package let pending: [IdentifierScheme]
  package let knownTo: KnownTo
  package let relatives: [Relative]
  package let stillborn: Bool
  package let isOrganisation: Bool
  package let changesName: Bool
  package let otherBirthDateAtID: Bool
  /// A kind of provider: `bank`, `wallet`, `any`.
  package let account: String?

  package enum Birth: Sendable {
    case on(RelativeDay)
    /// So many full years, for at least two more months.
    case aged(Int)
  }
  package enum Relation: String, Sendable, CaseIterable { case mother, father, spouse, guardian, sameAs = "same-as" }
  package struct Relative: Sendable {
    package let relation: Relation
    package let who: Who
    package enum Who: Sendable {
      /// The first that the cast holds; else one of the first is minted.
      case oneOf([ArchetypeKey])
      case spouseOfMother
    }
  }
  package func relative(_ relation: Relation) -> Relative.Who? { relatives.first { $0.relation == relation }?.who }
}
