package import Facts

/// Somebody whom a vendor lends: what its system knows of the person, as the pool file has it.
package struct PoolPerson: Hashable, Sendable {
  /// The vendor's own key of the row, by which other rows name this one.
  package var id: String
  /// Only in the place of this archetype, where the vendor says so.
  package var archetype: ArchetypeKey?
  package var name: PersonName
  package var sex: Sex
  package var born: Day
  package var died: Day?
  /// The date of birth at the identity system, where it is another one.
  package var bornAtID: Day?
  package var isOrganisation: Bool
  package var identifiers: [Identifier]
  /// Who holds the account.
  package var provider: String?
  /// Other rows, by their ids.
  package var relatives: [Relative]
  package var place: Place

  package struct Relative: Hashable, Sendable {
    package let relation: Archetype.Relation
    package let id: String
    package init(_ relation: Archetype.Relation, _ id: String) { (self.relation, self.id) = (relation, id) }
  }

  /// Where the row stands.
  package struct Place: Hashable, Sendable {
    package let file: String
    package let line: Int
    package init(file: String, line: Int) { (self.file, self.line) = (file, line) }
  }

  package init(
    id: String, archetype: ArchetypeKey? = nil, name: PersonName, sex: Sex, born: Day, died: Day? = nil, bornAtID: Day? = nil,
    isOrganisation: Bool = false, identifiers: [Identifier], provider: String? = nil, relatives: [Relative] = [],
    place: Place = Place(file: "", line: 0)
  ) {
    self.id = id
    self.archetype = archetype
    self.name = name
    self.sex = sex
    self.born = born
    self.died = died
    self.bornAtID = bornAtID
    self.isOrganisation = isOrganisation
    self.identifiers = identifiers
    self.provider = provider
    self.relatives = relatives
    self.place = place
  }

  package func relative(_ relation: Archetype.Relation) -> String? { relatives.first { $0.relation == relation }?.id }

  /// What a vendor's call may need to be told, under the names that it has in a story.
  package var inputs: [(name: String, value: String)] {
    Person(
      key: PersonKey(id), archetype: archetype ?? "POOL", name: name, sex: sex, born: born, identifiers: identifiers, later: [],
      knownTo: []
    ).inputs
  }
}
