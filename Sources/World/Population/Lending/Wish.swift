package import Facts

/// Somebody whom one story needs and whom the vendor has to lend: a real system of the run knows the person before the story begins.
package struct Wish: Sendable {
  package let key: PersonKey
  package let fitness: Fitness
  /// Others whom the story needs, by their keys, who must be this person's relatives in the pool as well.
  package let relatives: [(relation: Archetype.Relation, key: PersonKey)]
  /// A relative whom the story does not name: taken over where the pool has one, else made up.
  package let isOptional: Bool
  /// For whose sake it is asked for, where it is optional.
  package let of: (key: PersonKey, relation: Archetype.Relation)?
  package var archetype: ArchetypeKey { fitness.archetype.key }
}

/// What one story asks of the pool.
package struct StoryWishes: Sendable {
  /// `CR-06/duplicate`
  package let story: String
  package let wishes: [Wish]

  /// `real`: the registers of the target's roles. `known`: whom the story's cast names, relatives apart.
  package init(
    story: String, cast: [(name: String, archetype: String)], today: Day, real: KnownTo, library: PopulationLibrary
  ) throws(Minter.Failure) {
    self.story = story
    var family = try Family(cast: cast, library: library)
    try family.complete()
    let members = family.members
    func isLent(_ i: Int) -> Bool { !members[i].archetype.knownTo.isDisjoint(with: real) }
    // Whoever is family is the civil registry's to say: where that is real, nobody's relatives are made up.
    func isNamed(_ i: Int) -> Bool { i < cast.count || real.contains(.civilRegistry) }
    wishes = members.indices.filter(isLent).map { i in
      let m = members[i]
      let links: [(Archetype.Relation, Int?)] = [
        (.mother, m.mother), (.father, m.father), (.spouse, m.spouse), (.guardian, m.guardian), (.sameAs, m.sameAs),
      ]
      let lent = links.compactMap { relation, j in j.flatMap { isLent($0) ? (relation, $0) : nil } }
      return Wish(
        key: m.key, fitness: Fitness(m.archetype, today: today, real: real),
        relatives: lent.filter { isNamed(i) && isNamed($0.1) }.map { ($0.0, members[$0.1].key) }, isOptional: !isNamed(i),
        of: members.indices.firstNonNil { j -> (PersonKey, Archetype.Relation)? in
          guard j != i else { return nil }
          let other = members[j]
          if other.spouse == i { return (other.key, .spouse) }
          if other.mother == i { return (other.key, .mother) }
          if other.father == i { return (other.key, .father) }
          return other.guardian == i ? (other.key, .guardian) : nil
        })
    }
  }
}
