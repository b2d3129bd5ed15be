import Facts

/// The people whom a vendor lends, in the order of its files.
package struct Pool: Sendable {
  package let people: [PoolPerson]

  /// What one row says of a couple holds for both.
  package init(_ people: [PoolPerson]) {
    var all = people
    for person in people {
      guard let other = person.relative(.spouse), let i = all.firstIndex(where: { $0.id == other }), all[i].relative(.spouse) == nil else {
        continue
      }
      all[i].relatives.append(.init(.spouse, person.id))
    }
    self.people = all
  }

  package subscript(_ id: String) -> PoolPerson? { people.first { $0.id == id } }
}
