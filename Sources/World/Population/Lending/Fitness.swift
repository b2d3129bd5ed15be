package import Facts

/// Whether somebody who is lent can stand for an archetype: what its stories need to be true of the person before they begin.
package struct Fitness: Sendable {
  let archetype: Archetype
  let today: Day
  /// Roles of the target: their truth is the vendor's.
  let real: KnownTo

  package init(_ archetype: Archetype, today: Day, real: KnownTo) {
    self.archetype = archetype
    self.today = today
    self.real = real
  }

  /// Why not; nil where the person will do. Relatives are looked at elsewhere.
  package func objection(to person: PoolPerson) -> String? {
    if let only = person.archetype, only != archetype.key { return "is lent for \(only)" }
    if person.isOrganisation != archetype.isOrganisation { return archetype.isOrganisation ? "is a person" : "is an organisation" }
    if person.died != nil { return "is not alive" }
    if !archetype.isOrganisation {
      if let sex = archetype.sex, sex != person.sex { return "is \(person.sex.rawValue)" }
      if !isOfAge(person) { return "is \(person.born.years(to: today)) years old" }
    }
    if person.relative(.spouse) != nil, archetype.relative(.spouse) == nil { return "is married" }
    if archetype.otherBirthDateAtID, real.contains(.identity), person.bornAtID == nil || person.bornAtID == person.born {
      return "has one date of birth everywhere"
    }
    return needed.first { person.identifiers[$0] == nil }.map { "has no \($0)" }
  }

  private func isOfAge(_ person: PoolPerson) -> Bool {
    let years = person.born.years(to: today)
    if let ages = archetype.ages { return ages.contains(years) && person.born <= today }
    switch archetype.birth {
    case .on(let day): return person.born == day.day(from: today)
    case .aged(let age): return years == age
    }
  }

  /// What names the person to everybody, and where money can be sent. All else is made up for our own systems where it is not lent.
  private var needed: [IdentifierScheme] {
    let account: [IdentifierScheme] = archetype.account != nil && archetype.identifiers.contains(.account) ? [.account] : []
    return archetype.identifiers.prefix(1) + account
  }

  /// What is looked for, in words: `female, 18 to 45 years, alive, with UIN and ACCOUNT`.
  package var words: String {
    var parts: [String] = []
    if archetype.isOrganisation {
      parts.append("an organisation")
    } else {
      parts += [archetype.sex?.rawValue ?? "of any sex", ageWords, "alive"]
      if archetype.relative(.spouse) == nil { parts.append("not married") }
    }
    if archetype.otherBirthDateAtID, real.contains(.identity) { parts.append("with another date of birth at the identity system") }
    return parts.joined(separator: ", ") + (needed.isEmpty ? "" : ", with " + needed.map(\.text).joined(separator: " and "))
  }

  private var ageWords: String {
    if let ages = archetype.ages { return "\(ages.lowerBound) to \(ages.upperBound) years" }
    switch archetype.birth {
    case .on(let day): return "born on \(day.day(from: today))"
    case .aged(let age): return "\(age) years"
    }
  }
}
