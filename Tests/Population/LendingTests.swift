import Facts
import Population
import SourceText
import Testing

/// Who is lent to whom: what a story needs of a person decides, nobody is lent twice, and what is missing is named.
@Suite("People whom a vendor lends")
struct LendingTests {
  static let today = Day(number: 20_780)

  static func person(
    _ id: String, _ sex: Sex = .male, age: Int = 70, has: [IdentifierScheme] = [.uin, .account], archetype: ArchetypeKey? = nil,
    died: Bool = false, spouse: String? = nil, mother: String? = nil, bornAtID: Day? = nil
  ) -> PoolPerson {
    PoolPerson(
      id: id, archetype: archetype, name: PersonName(given: "Given\(id)", family: "Family\(id)"), sex: sex,
      born: today.adding(months: -12 * age).adding(days: -100), died: died ? today : nil, bornAtID: bornAtID,
      identifiers: has.map { Identifier($0, "\($0)-\(id)") },
      relatives: [spouse.map { .init(.spouse, $0) }, mother.map { .init(.mother, $0) }].compactMap(\.self))
  }

  static func lend(
    _ casts: [(story: String, cast: [(String, String)])], _ pool: [PoolPerson], spent: Set<String> = [], real: KnownTo = .mis
  ) throws -> Lending {
    Lending(
      try casts.map {
        try StoryWishes(
          story: $0.story, cast: $0.cast.map { (name: $0.0, archetype: $0.1) }, today: today, real: real, library: Home.library)
      }, pool: Pool(pool), spent: spent)
  }

  /// A person, an archetype, and why they do not go together; nil: they do.
  struct Row: Sendable, CustomTestStringConvertible {
    let person: PoolPerson
    let archetype: ArchetypeKey
    var real: KnownTo = .mis
    let why: String?
    var testDescription: String { "\(person.id) for \(archetype)" }
  }
  static let rows = [
    Row(person: person("old"), archetype: "PAULO", why: nil),
    Row(person: person("bound", age: 60), archetype: "PAULO", why: nil),
    Row(person: person("young", age: 59), archetype: "PAULO", why: "is 59 years old"),
    Row(person: person("woman", .female), archetype: "PAULO", why: "is female"),
    Row(person: person("woman", .female, age: 66), archetype: "ROSA", why: nil),
    Row(person: person("dead", died: true), archetype: "PAULO", why: "is not alive"),
    Row(person: person("no-number", has: [.account]), archetype: "PAULO", why: "has no UIN"),
    Row(person: person("no-account", has: [.uin]), archetype: "PAULO", why: "has no ACCOUNT"),
    Row(person: person("other", archetype: "OLU"), archetype: "PAULO", why: "is lent for OLU"),
    Row(person: person("same", archetype: "PAULO"), archetype: "PAULO", why: nil),
    Row(person: person("husband", age: 40, spouse: "x"), archetype: "ADULT-WITH-ACCOUNT", why: "is married"),
    Row(person: person("husband", spouse: "x"), archetype: "PAULO", why: nil),
    Row(person: person("liar"), archetype: "LIAR", why: nil),
    Row(person: person("liar"), archetype: "LIAR", real: .identity, why: "has one date of birth everywhere"),
    Row(person: person("liar", bornAtID: today), archetype: "LIAR", real: .identity, why: nil),
    Row(person: person("person"), archetype: "HOME", why: "is a person"),
    Row(person: person("child", age: 17, has: [.brn]), archetype: "KID-C", why: "is 17 years old"),
  ]

  @Test("What a story needs of a person decides", arguments: rows)
  func fits(_ row: Row) throws {
    let archetype = try #require(Home.library.archetype(row.archetype))
    #expect(Fitness(archetype, today: Self.today, real: row.real).objection(to: row.person) == row.why)
  }

  @Test("Nobody is lent to two stories, and whoever can only be one person is not given away")
  func once() throws {
    // The first story could take either; the second needs the man of sixty.
    let pool = [Self.person("60", age: 60), Self.person("40", age: 40), Self.person("41", .female, age: 41)]
    let lent = try Self.lend([("A", [("any", "ADULT-WITH-ACCOUNT"), ("old", "PAULO")]), ("B", [("any", "ALI")])], pool)
    #expect(lent.lacks.isEmpty)
    #expect(lent.people(of: "A").map(\.person.id) == ["41", "60"])
    #expect(lent.people(of: "B").map(\.person.id) == ["40"])
    let again = try Self.lend([("A", [("any", "ADULT-WITH-ACCOUNT"), ("old", "PAULO")]), ("B", [("any", "ALI")])], pool)
    #expect(again.people(of: "A").map(\.person.id) == ["41", "60"])
  }

  @Test("Relatives come together, by what the vendor's rows say of each other")
  func families() throws {
    let pool = [
      Self.person("stranger", .female, age: 40, has: [.uin, .account]), Self.person("mother", .female, age: 41),
      PoolPerson(
        id: "child", name: PersonName(given: "C", family: "D"), sex: .female,
        born: Self.today.adding(months: -12 * 17 - 11), identifiers: [Identifier(.brn, "B-1")], relatives: [.init(.mother, "mother")]),
    ]
    let lent = try Self.lend([("A", [("child", "KID-C"), ("parent", "SARA")])], pool)
    #expect(lent.lacks.isEmpty, "\(lent.lacks)")
    #expect(lent.people(of: "A").map(\.person.id) == ["child", "mother"])
    let apart = try Self.lend([("A", [("child", "KID-C"), ("parent", "SARA")])], Array(pool.prefix(1)) + [pool[2]])
    #expect(apart.lacks.map(\.key.text) == ["child", "parent"])
  }

  @Test("Where the civil registry is real its families are whole")
  func registry() throws {
    let couple = [Self.person("man", spouse: "wife"), Self.person("wife", .female, age: 68)]
    let lent = try Self.lend([("A", [("deceased", "PAULO")])], couple, real: [.civilRegistry])
    #expect(lent.people(of: "A").map(\.key.text) == ["deceased", "deceased.spouse"])
    let alone = try Self.lend([("A", [("deceased", "PAULO")])], [Self.person("man")], real: [.civilRegistry])
    #expect(alone.lacks.map(\.key.text) == ["deceased.spouse"])
  }

  @Test("What is missing is named, with what those are who are there")
  func lacks() throws {
    let pool = [Self.person("dead", died: true), Self.person("young", age: 30), Self.person("spent")]
    let lent = try Self.lend([("CR-06", [("deceased", "PAULO"), ("other", "OLU")])], pool, spent: ["spent"])
    #expect(lent.lacks.map { "\($0.story) \($0.key) \($0.archetype)" } == ["CR-06 deceased PAULO", "CR-06 other OLU"])
    #expect(lent.lacks.first?.needs == "male, 60 to 110 years, alive, with UIN and ACCOUNT")
    #expect(lent.lacks.first?.others.map(\.why) == ["is not alive", "is 30 years old", "was used before"])
  }

  @Test("By hand: a mapped person must be what the role needs, once")
  func mapped() throws {
    let wishes = try ["A", "B"].map {
      try StoryWishes(
        story: $0, cast: [(name: "deceased", archetype: "PAULO")], today: Self.today, real: .mis, library: Home.library)
    }
    func map(_ ids: [String: String], spent: Set<String> = []) -> [String] {
      Lending(wishes, pool: Pool([Self.person("1"), Self.person("2"), Self.person("young", age: 30)]), spent: spent) { story, key in
        key == "deceased" ? ids[story] : nil
      }.lacks.map { "\($0.story): \($0.others.map(\.why).joined())" }
    }
    #expect(map(["A": "1", "B": "2"]) == [])
    #expect(map(["A": "1"]) == ["B: nobody is mapped to it"])
    #expect(map(["A": "1", "B": "1"]) == ["B: is mapped to A as well"])
    #expect(map(["A": "1", "B": "9"]) == ["B: no row has the id that is mapped to it"])
    #expect(map(["A": "1", "B": "young"]) == ["B: is 30 years old"])
    #expect(map(["A": "1", "B": "2"], spent: ["2"]) == ["B: was used before"])
  }

  @Test("The simulated world takes over who is lent: one truth")
  func oneTruth() throws {
    let lent = Self.person("7", .female, age: 20, has: [.uin, .account, "PASSPORT"])
    let taken = Set(lent.identifiers)
    var minter = Minter(seed: 1, instance: 3, lent: [(key: "mother", person: lent)], taken: taken)
    let story = try minter.mint(
      cast: [(name: "mother", archetype: "MARIE"), (name: "child", archetype: "BABY-A")], today: Self.today, library: Home.library)
    let mother = try #require(story["mother"])
    #expect(mother.name == lent.name && mother.born == lent.born && mother.sex == .female)
    #expect(mother.identifiers[.uin] == "UIN-7" && mother.identifiers["PASSPORT"] == "PASSPORT-7" && mother.identifiers[.vid] != nil)
    #expect(story.person(named: [Identifier(.uin, "UIN-7")])?.key == "mother")
    #expect(story["child"]?.mother == "mother")
    #expect(story["mother.spouse"]?.name.family == lent.name.family)
  }

  @Test("A number that somebody has already is issued to nobody else")
  func notTwice() throws {
    var free = Minter(seed: 1, instance: 0)
    let cast = [(name: "man", archetype: "PAULO")]
    let usual = try #require(try free.mint(cast: cast, today: Self.today, library: Home.library)["man"])
    var careful = Minter(seed: 1, instance: 0, taken: Set(usual.identifiers))
    let other = try #require(try careful.mint(cast: cast, today: Self.today, library: Home.library)["man"])
    for id in usual.identifiers { #expect(other.identifiers[id.scheme] != id.value && other.identifiers[id.scheme] != nil) }
  }

  // MARK: files

  @Test("CSV, YAML and JSON say the same")
  func files() {
    let csv = "id,given,family,sex,born,spouse,UIN,ACCOUNT\r\n1,Ana,\"O'Brien, Jr\",female,1990-02-03,2,2345678901,7001\r\n"
    let yaml =
      "- { id: 1, given: Ana, family: \"O'Brien, Jr\", sex: female, born: 1990-02-03, spouse: 2, UIN: 2345678901, ACCOUNT: 7001 }\n"
    let json =
      #"[{"id":"1","given":"Ana","family":"O'Brien, Jr","sex":"female","born":"1990-02-03","spouse":"2","identifiers":{"UIN":"2345678901","ACCOUNT":"7001"}}]"#
    let read = [("p.csv", csv), ("p.yaml", yaml), ("p.json", json)].map { PoolReader.load(Array($0.1.utf8), name: $0.0) }
    for one in read {
      #expect(one.isClean, "\(one.diagnostics.map(\.message))")
      var person = one.value?.first
      person?.place = .init(file: "", line: 0)
      var first = read[0].value?.first
      first?.place = .init(file: "", line: 0)
      #expect(person == first && person?.identifiers[.account] == "7001" && person?.relative(.spouse) == "2")
    }
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let row: String
    let line: Int
    let says: String
    var testDescription: String { row }
  }
  static let wrong = [
    Mistake(row: "1,Ana,Lima,female,1990-13-03,,2345678901", line: 3, says: "`born` is no day"),
    Mistake(row: "1,Ana,Lima,woman,1990-02-03,,2345678901", line: 3, says: "this is no sex"),
    Mistake(row: "1,Ana,,female,1990-02-03,,2345678901", line: 3, says: "the person has no family"),
    Mistake(row: "1,Ana,Lima,female,1990-02-03,,", line: 3, says: "the person has no identifier"),
    Mistake(row: "1,Ana,Lima,female,1990-02-03,,77", line: 3, says: "the UIN is shorter than 4 characters"),
    Mistake(row: "0,Ana,Lima,female,1990-02-03,,2345678901", line: 3, says: "two people have one id"),
    Mistake(row: "1,Ana,Lima,female,1990-02-03,,9999999999", line: 3, says: "two people have one UIN"),
  ]
  @Test("A row that cannot be meant is refused with its line", arguments: wrong)
  func mistakes(_ m: Mistake) {
    let text = "id,given,family,sex,born,spouse,UIN\n0,A,B,male,1950-01-01,,9999999999\n\(m.row)\n"
    let read = PoolReader.load(Array(text.utf8), name: "p.csv")
    #expect(read.diagnostics.map(\.message) == [m.says])
    #expect(read.diagnostics.first?.span.start.line == m.line)
  }

  @Test("A column that nobody reads is refused")
  func column() {
    let read = PoolReader.load(Array("given,family,sex,born,uin\nA,B,male,1950-01-01,9999999999\n".utf8), name: "p.csv")
    #expect(read.diagnostics.first?.message == "there is no column \"uin\"")
  }
}
