package import Facts

/// The people of one scenario instance and the programmes of their world. What is true, whoever is asked.
package struct Story: Sendable {
  /// T, the day on which the story begins.
  package let today: Day
  /// The cast in its order, then relatives that no cast member stands for.
  package let people: [Person]
  package let programmes: [Programme]
  package let guests = Guests()
  private let byKey: [PersonKey: Int]
  private let byIdentifier: [Identifier: Int]

  package init(today: Day, people: [Person], programmes: [Programme]) {
    self.today = today
    self.people = people
    self.programmes = programmes
    byKey = Dictionary(people.indices.map { (people[$0].key, $0) }, uniquingKeysWith: { first, _ in first })
    byIdentifier = Dictionary(
      people.indices.flatMap { i in people[i].all.map { ($0, i) } }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(_ key: PersonKey) -> Person? { byKey[key].map { people[$0] } ?? guests[key] }

  /// Whom the identifiers name; the first of them that names anybody decides.
  package func person(named identifiers: [Identifier]) -> Person? {
    identifiers.firstNonNil { byIdentifier[$0] }.map { people[$0] } ?? guests.person(named: identifiers)
  }

  package func programme(_ code: ProgrammeCode) -> Programme? { programmes.first { $0.code == code } }

  package func children(of parent: PersonKey) -> [Person] {
    people.filter { ($0.mother == parent || $0.father == parent) && !$0.stillborn }
  }
}
