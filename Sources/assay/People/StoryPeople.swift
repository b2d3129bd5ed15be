import Engine
import Evidence
import Facts
import Population
import Scenarios
import SourceText

/// The people of every story of a run: minted, or lent by the vendor, and what becomes of them.
struct StoryPeople: Sendable {
  let seed: String
  let today: Day
  let library: PopulationLibrary
  let source: PeopleSource
  let lending: Lending?
  let ledger: PeopleLedger
  /// The registers of the target's roles: whom they know before a story begins is used up by it.
  let real: KnownTo
  private let outcomes: OutcomePayees
  /// What nobody who is made up may be called by.
  private let taken: Set<Identifier>

  /// `goesOn`: the run of this seed was broken off.
  /// - Throws: `UsageError` that names each story and role for which nobody is there, and what is looked for.
  init(
    _ plans: [InstancePlan], casting: Casting, target: TargetFile, seed: String, today: Day, library: PopulationLibrary,
    goesOn: Bool = false
  ) throws {
    outcomes = OutcomePayees(casting)
    (self.seed, self.today, self.library, source) = (seed, today, library, target.people)
    ledger = PeopleLedger(folder: target.home)
    real = target.roles.reduce(into: []) { all, role in if let one = KnownTo(role: role.role) { all.insert(one) } }
    let pool = Pool(target.people.pool)
    taken = Set(pool.people.flatMap(\.identifiers))
    guard source.kind != .mint else {
      lending = nil
      return
    }
    // Whom a run that goes on has used up is its own again.
    let spent = ledger.spent(butBy: goesOn ? seed : nil)
    let used = Set(pool.people.filter { spent.contains(PeopleLedger.key($0.identifiers)) }.map(\.id))
    let real = real
    let wishes = try plans.map { plan in
      try StoryWishes(story: plan.key, cast: Self.cast(plan), today: today, real: real, library: library)
    }
    let map = source.map
    lending =
      source.kind == .pool
      ? Lending(wishes, pool: pool, spent: used)
      : Lending(wishes, pool: pool, spent: used) { story, key in map.first { $0.story == story && $0.role == key }?.id }
    if let lacks = lending?.lacks, !lacks.isEmpty { throw Self.error(lacks, source.kind, pool) }
  }

  private static func cast(_ plan: InstancePlan) -> [(name: String, archetype: String)] {
    plan.scenario.people.map { (name: $0.name, archetype: $0.archetype) }
  }

  func story(of plan: InstancePlan, run: String = "") throws -> Story {
    var minter = Minter(
      seed: RunSession.number(seed), run: run, instance: plan.index, rules: source.rules, lent: lending?.people(of: plan.key) ?? [],
      taken: taken, endings: outcomes.endings(in: plan))
    return try minter.mint(cast: Self.cast(plan), today: today, library: library)
  }

  /// Those whom the vendor's side has to know.
  func known(in story: Story, of plan: InstancePlan) -> [Person] {
    if let lent = lending?.people(of: plan.key) { return story.people.filter { p in lent.contains { $0.key == p.key } } }
    return story.people.filter { real.isEmpty || !$0.knownTo.isDisjoint(with: real) }
  }

  /// Written down before the story begins.
  func begin(_ story: Story, of plan: InstancePlan) throws {
    let known = known(in: story, of: plan)
    let before = ledger.people
    // The same seed, however it is written, issues the same numbers to the same people.
    let own = RunSession.number(seed)
    let again = known.first { p in
      before.contains { $0.person == PeopleLedger.key(p.all) && RunSession.number($0.seed) != own && $0.source == "mint" }
    }
    if let again, source.kind == .mint {
      throw UsageError("\(again.key) of \(plan.key) would get a number that was issued before; play with another --seed")
    }
    try ledger.note(known.map { entry($0, .used, plan.key) })
  }

  /// The vendor's side cleared away what the story left of the person.
  func retired(_ person: Person, of plan: String) { try? ledger.note([entry(person, .retired, plan)]) }

  private func entry(_ p: Person, _ state: PeopleLedger.State, _ story: String) -> PeopleLedger.Entry {
    PeopleLedger.Entry(
      person: PeopleLedger.key(p.all), state: state, story: story, role: p.key.text, seed: seed, day: "\(WallClock.today())",
      source: source.kind.rawValue, inputs: source.kind == .mint && state == .used ? p.inputs : [])
  }

  /// What keeps those who are lent out of every log and report.
  var mask: Mask {
    guard source.areReal else { return Mask([]) }
    let lent = lending?.lent.flatMap(\.people) ?? []
    let others = source.pool.filter { p in !lent.contains { $0.person.id == p.id } }.map { (name: "somebody of the pool", person: $0) }
    return Mask(
      (lent.map { (name: $0.key.text, person: $0.person) } + others).flatMap { name, p in
        [(p.name.given, "\(name).given"), (p.name.family, "\(name).family")].map { Mask.Entry($0.0, as: $0.1, isWord: true) }
          + p.identifiers.map { Mask.Entry($0.value, as: "\(name).\($0.scheme)") }
          + (p.isOrganisation ? [] : [Mask.Entry("\(p.born)", as: "\(name).born")])
      })
  }
}

extension StoryPeople {
  private static func error(_ lacks: [Lending.Lack], _ kind: PeopleSource.Kind, _ pool: Pool) -> UsageError {
    let kinds = Knowledge.distinct(lacks.map { "\($0.archetype): \($0.needs)" })
    let shown = kinds.map { kind in
      let all = lacks.filter { "\($0.archetype): \($0.needs)" == kind }
      let roles =
        all.prefix(3).map { "\($0.story) \($0.key)" }.joined(separator: ", ") + (all.count > 3 ? " and \(all.count - 3) more" : "")
      let others = all[0].others.sorted { ($1.count, $0.why) < ($0.count, $1.why) }.prefix(4).map {
        $0.count > 1 ? "\($0.why) (\($0.count))" : $0.why
      }
      return "\n  \(kind)\n    for \(roles)\n    who is there: \(others.isEmpty ? "nobody" : others.joined(separator: ", "))"
    }
    let stories = Knowledge.distinct(lacks.map(\.story)).count
    return UsageError(
      .lacksPeople,
      what: "the \(kind.rawValue) has nobody for \(counted(lacks.count, "role")) of \(counted(stories, "story", "stories"))"
        + shown.joined(),
      next: kind == .pool
        ? "lend such people, play fewer stories with --only or --bases, or put people back: `assay people --target FILE --reset`"
        : "map each role to somebody who is so; `assay people --target FILE --reset` puts those back who were used")
  }
}
