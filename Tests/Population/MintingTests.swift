import Documents
import Facts
import Population
import SourceText
import Testing

@Suite("People of a scenario instance")
struct MintingTests {
  static let today = Day(number: 20_780)

  static func story(
    _ cast: [(String, String)], seed: UInt64 = 1, instance: Int = 0, rules: IdentifierRules = .standard
  ) throws -> Story {
    var minter = Minter(seed: seed, run: "r7", instance: instance, rules: rules)
    return try minter.mint(cast: cast.map { (name: $0.0, archetype: $0.1) }, today: today, library: Home.library)
  }

  @Test("The world's data load without a finding, and hold every archetype and programme")
  func library() {
    let keys = Home.library.archetypes.map(\.key.text)
    for key in [
      "MARIE", "BABY-A", "TWIN-1", "TWIN-2", "STILL", "OLU", "PAULO", "ROSA", "SARA", "KID-C", "HOME", "NOA", "ALI", "ALI2", "JANE", "NOID",
      "GHOST", "LIAR", "EVE", "BABY-B", "MARIE-ALONE", "MINA", "INES", "KID-F", "ADULT-WITH-ACCOUNT",
    ] { #expect(keys.contains(key)) }
    #expect(Home.library.programmes.map(\.code.text) == ["NBG", "CHA", "SPA", "OAP", "WDG", "MHI", "DSA", "SCT", "HHF", "EMG"])
  }

  @Test("The same seed mints the same people, another instance or seed mints others")
  func deterministic() throws {
    let cast = Home.library.everyone.map { ($0.name, $0.archetype) }
    let once = try Self.story(cast)
    #expect(try Self.story(cast).people == once.people)
    let other = try Self.story(cast, instance: 1)
    let reseeded = try Self.story(cast, seed: 2)
    for person in once.people {
      for identifier in person.all {
        #expect(other.person(named: [identifier]) == nil)
        #expect(reseeded[person.key]?.all.contains(identifier) == false)
      }
    }
  }

  @Test("No identifier is issued twice in a run")
  func noCollision() throws {
    var seen: Set<Identifier> = []
    for instance in [0, 1, 2, 3, 500, 99_998, 99_999] {
      let story = try Self.story((1...40).map { ("P\($0)", "ADULT-WITH-ACCOUNT") }, instance: instance)
      for person in story.people { for id in person.all { #expect(seen.insert(id).inserted) } }
    }
  }

  @Test("Two mints of one minter share nobody")
  func twice() throws {
    var minter = Minter(seed: 1, instance: 4)
    let a = try minter.mint(cast: [("A", "OLU")], today: Self.today, library: Home.library)
    let b = try minter.mint(cast: [("A", "OLU")], today: Self.today, library: Home.library)
    #expect(Set(a.people.flatMap(\.all)).isDisjoint(with: b.people.flatMap(\.all)))
  }

  @Test("A newborn belongs to the mother of the cast and her husband, who is minted with her")
  func newborn() throws {
    let story = try Self.story([("mother", "MARIE"), ("child", "BABY-A"), ("other-mother", "EVE"), ("other-child", "BABY-B")])
    let child = try #require(story["child"])
    #expect(child.mother == "mother")
    #expect(child.father == "mother.spouse")
    #expect(child.born == Self.today)
    #expect(child.identifiers.isEmpty)
    #expect(child.later[.brn]?.hasPrefix("B-2026-") == true)
    #expect(child.uin == nil)
    #expect(story["other-child"]?.mother == "other-mother")
    #expect(story["mother"]?.spouse == "mother.spouse")
    #expect(story["mother.spouse"]?.name.family == child.name.family)
    #expect(story.children(of: "mother").map(\.key) == ["child"])
    #expect(story.person(named: [Identifier(.brn, child.brn ?? "")])?.key == "child")
  }

  @Test("A mother without a husband has a child without a father", arguments: ["MARIE-ALONE", "MINA", "NOID", "GHOST"])
  func alone(mother: String) throws {
    let story = try Self.story([("mother", mother), ("child", "BABY-A")])
    #expect(story["child"]?.mother == "mother")
    #expect(story["child"]?.father == nil)
    #expect(story.people.count == 2)
  }

  @Test("A child alone in a cast gets a mother of its own")
  func orphan() throws {
    let story = try Self.story([("child", "KID-C")])
    #expect(story["child.mother"]?.archetype == "SARA")
    #expect(story["child"]?.born.adding(months: 215) == Self.today)
  }

  @Test("Couples of the cast find each other, once")
  func couples() throws {
    let story = try Self.story([("he", "PAULO"), ("she", "ROSA"), ("him", "PAULO")])
    #expect(story["he"]?.spouse == "she")
    #expect(story["she"]?.spouse == "he")
    #expect(story["him"]?.spouse == "him.spouse")
  }

  @Test(
    "Ages are what the archetype says, and stay so for two months", arguments: [("MARIE", 27), ("PAULO", 71), ("MINA", 16), ("NOA", 3)])
  func ages(archetype: String, age: Int) throws {
    for instance in 0..<20 {
      let person = try #require(try Self.story([("x", archetype)], instance: instance)["x"])
      #expect(person.age(on: Self.today) == age)
      #expect(person.age(on: Self.today.adding(months: 2)) == age)
    }
  }

  @Test("The odd ones are odd")
  func odd() throws {
    let story = try Self.story(Home.library.everyone.map { ($0.name, $0.archetype) })
    #expect(story["OLU"]?.born == Self.today.adding(months: -720))
    #expect(story["LIAR"]?.idBirthDate != nil && story["LIAR"]?.idBirthDate != story["LIAR"]?.born)
    #expect(story["MARIE"]?.idBirthDate == nil)
    #expect(story["GHOST"]?.knownTo == [] && story["GHOST"]?.uin != nil)
    #expect(story["NOID"]?.uin == nil && story["NOID"]?.identifiers[.functional] != nil)
    #expect(story["ALI2"]?.sameAs == "ALI" && story["ALI2"]?.born == story["ALI"]?.born && story["ALI2"]?.name != story["ALI"]?.name)
    #expect(story["ALI2"]?.uin == nil)
    #expect(story["JANE"]?.laterName?.given == story["JANE"]?.name.given && story["JANE"]?.laterName != story["JANE"]?.name)
    #expect(story["STILL"]?.stillborn == true && story["STILL"]?.mother == "INES")
    #expect(story["HOME"]?.isOrganisation == true && story["NOA"]?.guardian == "HOME")
    #expect(story["PAULO"]?.later[.drn] != nil && story["PAULO"]?.provider?.hasPrefix("WALLET") == true)
    let different = story.people.filter { $0.sameAs == nil }
    #expect(Set(different.map(\.name)).count == different.count)
    #expect(story["NOA2"]?.born == story["NOA"]?.born && story["LEO"].map { $0.born.month == 2 && $0.born.day == 29 } == true)
  }

  @Test("A target's own rules are obeyed")
  func rules() throws {
    var rules = IdentifierRules.standard
    try rules.set(.uin, "verhoeff 10, prefix 29")
    try rules.set(.brn, "B-{run}-{n}")
    let story = try Self.story([("a", "OLU"), ("b", "PAULO")], instance: 2, rules: rules)
    #expect(story["a"]?.uin?.hasPrefix("29") == true)
    #expect(story["a"]?.brn == "B-r7-512")
    #expect(story["b"]?.brn == "B-r7-513")
  }

  @Test("What cannot be minted says why")
  func failures() throws {
    #expect(throws: Minter.Failure.self) { try Self.story([("a", "NOBODY")]) }
    #expect(throws: Minter.Failure.self) { try Self.story([("a", "OLU"), ("a", "PAULO")]) }
    var rules = IdentifierRules.standard
    try rules.set(.uin, "verhoeff 3, prefix 29")
    let error = #expect(throws: Minter.Failure.self) { try Self.story([("a", "OLU")], rules: rules) }
    #expect(error?.description.contains("too few") == true)
  }

  @Test("Programmes say amounts exactly, and until when an event can be filed")
  func programmes() throws {
    let story = try Self.story([])
    let grant = try #require(story.programme("NBG"))
    let allowance = try #require(story.programme("CHA"))
    #expect(grant.payment().text == "20.00" && grant.frequency == .once && grant.payee == .mother && grant.currency == "USD")
    #expect(allowance.payment(shares: 3).text == "45.00" && allowance.fits(age: 17) && !allowance.fits(age: 18))
    #expect(grant.isOpen(for: Self.today.adding(months: -12), on: Self.today))
    #expect(!grant.isOpen(for: Self.today.adding(months: -12).adding(days: -1), on: Self.today))
  }

  @Test("A mistake in the data is shown where it stands")
  func diagnostics() {
    let loaded = PopulationLibrary.load { path in
      switch path {
      case "mocks/world/people.yaml": Array("people:\n  A: { sex: femal, age: 3, mother: B, likes: C }\nproviders: {}".utf8)
      case "mocks/world/programmes.yaml": Array("programmes: { X: { amount: two } }".utf8)
      default: nil
      }
    }
    #expect(loaded.value == nil)
    let said = loaded.diagnostics.map { "\($0.code) \($0.span)" }
    #expect(said.contains("AS-026 mocks/world/names.yaml:1:1"))
    #expect(said.contains("AS-023 mocks/world/people.yaml:2:13"))
    #expect(said.contains("AS-020 mocks/world/people.yaml:2:39"))
    #expect(said.contains { $0.hasPrefix("AS-031 mocks/world/people.yaml:2") })
    #expect(said.contains { $0.hasPrefix("AS-023 mocks/world/programmes.yaml:1") })
  }
}
