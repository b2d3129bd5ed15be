import Facts

/// Draws the people of a family.
struct People {
  let family: Family
  let minter: Minter
  /// The place of the first in its instance.
  let first: Int
  let today: Day
  let names: PopulationLibrary.NameList
  let providers: [PopulationLibrary.Providers]
  private let spaces: [IdentifierSpace]

  init(family: Family, minter: Minter, first: Int, today: Day) throws(Minter.Failure) {
    self.family = family
    self.minter = minter
    self.first = first
    self.today = today
    names = family.names
    providers = family.providers
    var schemes: [IdentifierScheme] = []
    for member in family.members {
      for scheme in member.archetype.identifiers + member.archetype.comingLater where !schemes.contains(scheme) { schemes.append(scheme) }
    }
    spaces = try minter.spaces(schemes, first: first, count: family.members.count)
  }

  func make() -> [Person] {
    let sexes = family.members.indices.map { sex($0) }
    let given = givenNames(sexes)
    return family.members.indices.map { i in
      let member = family.members[i]
      var draws = minter.draws(member.key)
      let born = birth(i)
      let key = { (j: Int) in family.members[j].key }
      var person = Person(
        key: member.key, archetype: member.archetype.key, name: name(i, given), sex: sexes[i], born: born,
        identifiers: identifiers(i, schemes(i), born), later: identifiers(i, member.archetype.comingLater, born) + corrected(i),
        knownTo: member.archetype.knownTo)
      let lent = lent(i)
      person.stillborn = member.archetype.stillborn
      person.isOrganisation = member.archetype.isOrganisation
      if member.archetype.changesName {
        person.laterName = PersonName(given: person.name.given, family: otherFamily(than: person.name.family, &draws))
      }
      // Far enough that no slip of a digit explains it, near enough that the age still fits.
      if member.archetype.otherBirthDateAtID { person.idBirthDate = born.adding(days: -draws.among(400...900)) }
      person.mother = member.mother.map(key)
      person.father = member.father.map(key)
      person.spouse = member.spouse.map(key)
      person.guardian = member.guardian.map(key)
      person.sameAs = member.sameAs.map(key)
      person.provider = lent?.provider ?? provider(member.archetype, &draws)
      if let day = lent?.bornAtID { person.idBirthDate = day }
      return person
    }
  }

  /// Whoever stands for the member in the vendor's own system: what is known there is the truth here.
  private func lent(_ i: Int) -> PoolPerson? { minter.lent(family.members[i].key) }

  /// What was drawn for another purpose must not move this: each has its own draws.
  private func draws(_ i: Int, _ purpose: String) -> Draws { minter.draws(PersonKey("\(family.members[i].key)#\(purpose)")) }

  private func sex(_ i: Int) -> Sex {
    if let lent = lent(i) { return lent.sex }
    if let same = family.members[i].sameAs { return sex(same) }
    if let fixed = family.members[i].archetype.sex { return fixed }
    var draws = draws(i, "sex")
    return draws.below(2) == 0 ? .female : .male
  }

  private func birth(_ i: Int) -> Day {
    if let lent = lent(i), !lent.isOrganisation { return lent.born }
    if let same = family.members[i].sameAs { return birth(same) }
    switch family.members[i].archetype.birth {
    case .on(let day): return day.day(from: today)
    case .aged(let years):
      var draws = draws(i, "birth")
      return today.adding(months: -12 * years).adding(days: -draws.among(30...295))
    }
  }

  /// Those of the archetype, and what else a lent person has.
  private func schemes(_ i: Int) -> [IdentifierScheme] {
    let archetype = family.members[i].archetype
    let more = (lent(i)?.identifiers ?? []).map(\.scheme)
    return archetype.identifiers + more.filter { !archetype.identifiers.contains($0) && !archetype.comingLater.contains($0) }
  }

  private func identifiers(_ i: Int, _ schemes: [IdentifierScheme], _ born: Day) -> [Identifier] {
    let lent = lent(i)?.identifiers ?? []
    return schemes.compactMap { scheme in
      let year = scheme == .brn || scheme == .frn ? born.year : today.year
      return lent.first { $0.scheme == scheme }
        ?? spaces.first { $0.scheme == scheme }.map { space in
          scheme == .account
            ? minter.account(space, first + i, year: year, for: family.members[i].key) : minter.identifier(space, first + i, year: year)
        }
    }
  }

  /// Whose account a payment system will refuse has another one later, which is right.
  private func corrected(_ i: Int) -> [Identifier] {
    let key = family.members[i].key
    guard minter.endings.ending(key) != nil, lent(i) == nil, let space = spaces.first(where: { $0.scheme == .account }) else { return [] }
    return [minter.account(space, first + i, year: today.year, for: key, isCorrected: true)]
  }

  private func provider(_ archetype: Archetype, _ draws: inout Draws) -> String? {
    guard let kind = archetype.account else { return nil }
    let fitting = providers.filter { kind == "any" || $0.kind == kind }.flatMap(\.names)
    return draws.pick(fitting)
  }
}

// Names
extension People {
  /// No two people of a story share a given name while there are enough.
  private func givenNames(_ sexes: [Sex]) -> [String] {
    var taken = Set(minter.lent.map(\.person.name.given))
    return family.members.indices.map { i in
      if let lent = lent(i) { return lent.name.given }
      var draws = draws(i, "name")
      let list = sexes[i] == .male ? names.male : names.female
      guard let drawn = draws.pick(list), let at = list.firstIndex(of: drawn) else { return "Nameless" }
      let turned = list[at...] + list[..<at]
      let name = turned.first { !taken.contains($0) } ?? drawn
      taken.insert(name)
      return name
    }
  }

  private func name(_ i: Int, _ given: [String]) -> PersonName {
    if let lent = lent(i) { return lent.name }
    let bearer = family(of: family.bearer(i))
    if family.members[i].archetype.isOrganisation { return PersonName(given: "Home \(bearer)", family: "") }
    if let same = family.members[i].sameAs { return PersonName(given: People.respelled(given[same]), family: bearer) }
    return PersonName(given: given[i], family: bearer)
  }

  private func family(of i: Int) -> String {
    if let lent = lent(i) { return lent.name.family }
    var draws = draws(i, "family")
    return draws.pick(names.family) ?? "Unnamed"
  }

  private func otherFamily(than family: String, _ draws: inout Draws) -> String {
    let others = names.family.filter { $0 != family }
    return draws.pick(others) ?? family
  }

  /// The same name by another clerk: the last vowel changes, as in Abelo and Abelu.
  static func respelled(_ name: String) -> String {
    let other: [Character: Character] = ["a": "e", "e": "i", "i": "e", "o": "u", "u": "o"]
    guard let at = name.lastIndex(where: { other[$0] != nil }), let vowel = other[name[at]] else { return name + "h" }
    return name.replacing(at, with: vowel)
  }
}

extension String {
  fileprivate func replacing(_ at: Index, with character: Character) -> String {
    String(self[..<at]) + String(character) + String(self[index(after: at)...])
  }
}

extension Archetype {
  /// What registrations of a story may hand out: every human can marry and die.
  var comingLater: [IdentifierScheme] { pending + (isOrganisation || stillborn ? [] : [.drn, .mrn]) }
}
