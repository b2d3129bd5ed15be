package import Facts

/// Many more people of the same world, in households of four, for searches and benchmarks. Nobody of a story is among them.
///
/// A person is computed when asked for; only the birth dates and their order are kept. So a hundred thousand cost a megabyte.
package struct Populace: Sendable {
  package let size: Int
  /// The day on which everybody's age was drawn.
  package let today: Day
  /// Places in order of birth, oldest first.
  package let byBirth: [Int32]
  private let births: [Int32]
  private let seed: UInt64
  private let names: PopulationLibrary.NameList
  private let spaces: [IdentifierSpace]

  package init(size: Int, seed: UInt64, today: Day, library: PopulationLibrary, rules: IdentifierRules = .standard) {
    self.seed = seed
    self.today = today
    names = library.names
    spaces = [IdentifierScheme.uin, .vid, .brn].compactMap { scheme in
      rules[scheme].map { IdentifierSpace(scheme, $0, seed: seed, run: "") }
    }
    self.size = min(size, (spaces.map(\.count).min() ?? 0) / 2)
    births = Populace.births(self.size, seed, today)
    byBirth = Populace.sorted(births)
  }

  package func born(_ place: Int) -> Day { Day(number: Int(births[place])) }
  package func sex(_ place: Int) -> Sex {
    switch place % 4 {
    case 0: .female
    case 1: .male
    default: Draws(seed, 3, UInt64(place)).odd ? .female : .male
    }
  }

  /// The person at a place, 0 ..< size, with the identifiers of those schemes; nil: of all. Each costs a good part of the whole.
  package func person(at place: Int, _ schemes: [IdentifierScheme]? = nil) -> Person {
    let household = place - place % 4
    var person = Person(
      key: key(place), archetype: "POPULACE", name: name(place), sex: sex(place), born: born(place),
      identifiers: identifiers(at: place, schemes), later: [], knownTo: [.civilRegistry, .identity])
    switch place % 4 {
    case 0: person.spouse = key(household + 1, ifAny: true)
    case 1: person.spouse = key(household)
    default: (person.mother, person.father) = (key(household), key(household + 1))
    }
    return person
  }

  /// What the person at a place is numbered by, of those schemes; nil: of all.
  package func identifiers(at place: Int, _ schemes: [IdentifierScheme]? = nil) -> [Identifier] {
    let year = born(place).year
    var all: [Identifier] = []
    all.reserveCapacity(spaces.count)
    for space in spaces where schemes?.contains(space.scheme) ?? true { all.append(space.identifier(serial(place, space), year: year)) }
    return all
  }

  package func key(_ place: Int) -> PersonKey { PersonKey("populace.\(place)") }
  private func key(_ place: Int, ifAny: Bool) -> PersonKey? { place < size ? key(place) : nil }

  package func place(of key: PersonKey) -> Int? {
    guard key.text.hasPrefix("populace."), let place = Int(key.text.dropFirst(9)), (0..<size).contains(place) else { return nil }
    return place
  }

  /// The place of the person whom the identifier names.
  package func place(of identifier: Identifier) -> Int? {
    guard let space = spaces.first(where: { $0.scheme == identifier.scheme }), let serial = space.serial(of: identifier.value) else {
      return nil
    }
    let place = space.count - 1 - serial
    guard (0..<size).contains(place) else { return nil }
    guard space.tellsYears else { return place }
    // The year is in the text and not in the serial.
    return space.identifier(serial, year: born(place).year) == identifier ? place : nil
  }

  /// Where those born on or after a day begin in `byBirth`.
  package func firstBorn(from day: Day) -> Int {
    var (low, high) = (0, byBirth.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(births[Int(byBirth[middle])]) < day.number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Serials from the end of the space: a story's begin at its start.
  private func serial(_ place: Int, _ space: IdentifierSpace) -> Int { space.count - 1 - place }

  private func name(_ place: Int) -> PersonName {
    var own = Draws(seed, 1, UInt64(place))
    var shared = Draws(seed, 2, UInt64(place / 4))
    return PersonName(
      given: own.pick(sex(place) == .male ? names.male : names.female) ?? "Nameless", family: shared.pick(names.family) ?? "Unnamed")
  }

  /// Women of 20 to 84, men within some years of them, and children born to women of 18 to 39 who were alive by `today`.
  private static func births(_ size: Int, _ seed: UInt64, _ today: Day) -> [Int32] {
    var births = [Int32](repeating: 0, count: size)
    let now = today.number
    var mother = 0
    for place in 0..<size {
      var draws = Draws(seed, 4, UInt64(place))
      let day: Int
      switch place % 4 {
      case 0:
        mother = now - draws.among(20 * 365...84 * 365)
        day = mother
      case 1: day = mother + draws.among(-3000...1200)
      default: day = min(mother + draws.among(18 * 365...39 * 365), now - draws.among(1...700))
      }
      births[place] = Int32(day)
    }
    return births
  }

  /// By counting, since there are few days and many people; equal days keep the order of places.
  private static func sorted(_ births: [Int32]) -> [Int32] {
    guard let low = births.min(), let high = births.max() else { return [] }
    var starts = [Int](repeating: 0, count: Int(high - low) + 2)
    for day in births { starts[Int(day - low) + 1] += 1 }
    for i in 1..<starts.count { starts[i] += starts[i - 1] }
    var order = [Int32](repeating: 0, count: births.count)
    for (place, day) in births.enumerated() {
      order[starts[Int(day - low)]] = Int32(place)
      starts[Int(day - low)] += 1
    }
    return order
  }
}

extension Draws {
  fileprivate var odd: Bool {
    var copy = self
    return copy.next() & 1 == 1
  }
}
