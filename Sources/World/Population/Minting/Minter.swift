package import Facts

/// Makes the people of one scenario instance: new ones for each instance, the same ones for the same seed, run and number.
///
/// No identifier is shared by two people of a run: person `n` of instance `i` has the serial number `i * slots + n`, and a rule turns
/// each serial into another identifier. Random draws decide names and days only.
package struct Minter: Sendable {
  /// Where there are not enough identifiers, or an archetype is not known.
  package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
  }
  /// How many people an instance may have, relatives included.
  package static let slots = 256

  let seed: UInt64
  let instance: Int
  let run: String
  let rules: IdentifierRules
  /// Who is not made up but lent, and whose identifiers nobody else may get.
  let lent: [(key: PersonKey, person: PoolPerson)]
  let taken: Set<Identifier>
  let endings: AccountEndings
  private var minted = 0

  /// `instance` is the number of the scenario instance in its run; `run` is the run's short name for identifiers that hold `{run}`.
  package init(
    seed: UInt64, run: String = "", instance: Int, rules: IdentifierRules = .standard, lent: [(key: PersonKey, person: PoolPerson)] = [],
    taken: Set<Identifier> = [], endings: AccountEndings = AccountEndings()
  ) {
    self.seed = seed
    self.run = run
    self.instance = instance
    self.rules = rules
    self.lent = lent
    self.taken = taken
    self.endings = endings
  }

  /// The people of a cast, in its order, then the relatives whom it does not name: the mother's husband as `mother.spouse`.
  package mutating func mint(
    cast: [(name: String, archetype: String)], today: Day, library: PopulationLibrary
  ) throws(Failure) -> Story {
    var family = try Family(cast: cast, library: library)
    try family.complete()
    let people = try People(family: family, minter: self, first: minted, today: today).make()
    minted += people.count
    return Story(today: today, people: people, programmes: library.programmes)
  }

  /// The identifier space of each scheme that the family uses, with room for this instance.
  func spaces(_ schemes: [IdentifierScheme], first: Int, count: Int) throws(Failure) -> [IdentifierSpace] {
    guard first + count <= Minter.slots else {
      throw Failure(description: "an instance may have \(Minter.slots) people, relatives included; use the populace for more")
    }
    var spaces: [IdentifierSpace] = []
    for scheme in schemes {
      guard let rule = rules[scheme] else {
        throw Failure(description: "no rule says how a \(scheme) looks; add it to the target's people.identifiers")
      }
      let space = IdentifierSpace(scheme, rule, seed: seed, run: run)
      guard serial(first + count - 1) < space.count / 2 else {
        throw Failure(
          description: "the rule for \(scheme) leaves \(space.count) identifiers, too few for instance \(instance); "
            + "give it more digits or a shorter prefix")
      }
      spaces.append(space)
    }
    return spaces
  }

  func lent(_ key: PersonKey) -> PoolPerson? { lent.first { $0.key == key }?.person }

  /// The identifier of a place; where somebody else has it, another from the half of the space that no instance reaches.
  func identifier(_ space: IdentifierSpace, _ ordinal: Int, year: Int) -> Identifier {
    let own = serial(ordinal)
    let usual = space.identifier(own, year: year)
    guard taken.contains(usual) else { return usual }
    return (0..<8).lazy.map { space.identifier(space.count / 2 + (own + $0 * Minter.slots) % (space.count / 4), year: year) }
      .first { !taken.contains($0) } ?? usual
  }

  func serial(_ ordinal: Int) -> Int { instance * Minter.slots + ordinal }
  func draws(_ key: PersonKey) -> Draws { Draws(seed, Draws.place(run), UInt64(instance), Draws.place(key.text)) }
}
