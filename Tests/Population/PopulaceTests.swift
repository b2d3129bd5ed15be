import Facts
import Population
import Testing

@Suite("The populace")
struct PopulaceTests {
  static let populace = Populace(size: 4000, seed: 9, today: MintingTests.today, library: Home.library)

  @Test("Everybody is found by each identifier, and nobody else is")
  func found() {
    for place in stride(from: 0, to: 4000, by: 37) {
      let person = Self.populace.person(at: place)
      #expect(person.identifiers.map(\.scheme) == [.uin, .vid, .brn])
      for identifier in person.identifiers { #expect(Self.populace.place(of: identifier) == place) }
      #expect(Self.populace.place(of: person.key) == place)
    }
    #expect(Self.populace.place(of: Identifier(.uin, "2987654326")) == nil)
    #expect(Self.populace.place(of: Identifier(.brn, "B-1888-00000001")) == nil)
  }

  @Test("Nobody of a story is among them")
  func apart() throws {
    let story = try MintingTests.story(Home.library.everyone.map { ($0.name, $0.archetype) }, seed: 9, instance: 99_999)
    for identifier in story.people.flatMap(\.all) { #expect(Self.populace.place(of: identifier) == nil) }
  }

  @Test("The order of birth is kept, and searched")
  func order() {
    let days = Self.populace.byBirth.map { Self.populace.born(Int($0)) }
    #expect(days.count == 4000 && days == days.sorted())
    let at = Self.populace.firstBorn(from: days[2000])
    #expect(days[at] == days[2000] && (at == 0 || days[at - 1] < days[2000]))
    #expect(Self.populace.firstBorn(from: Day(number: 40_000)) == 4000)
  }

  @Test("Children have parents who were old enough")
  func households() throws {
    for place in stride(from: 2, to: 4000, by: 4) {
      let child = Self.populace.person(at: place)
      let mother = Self.populace.person(at: try #require(child.mother.flatMap { Self.populace.place(of: $0) }))
      #expect(mother.sex == .female && mother.age(on: child.born) >= 17 && child.born <= MintingTests.today)
      #expect(mother.name.family == child.name.family)
    }
  }
}
