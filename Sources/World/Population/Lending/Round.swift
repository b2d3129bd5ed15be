import Facts

/// People of one story who come together or not at all, since they are related.
struct Group: Sendable {
  let story: String
  let wishes: [Wish]

  /// The connected parts of a story, in its order.
  static func all(of story: StoryWishes) -> [Group] {
    let named = story.wishes.filter { !$0.isOptional }
    var parts: [[Wish]] = []
    for wish in named {
      func isRelated(_ other: Wish) -> Bool {
        other.relatives.contains { $0.key == wish.key } || wish.relatives.contains { $0.key == other.key }
      }
      let near = parts.indices.filter { parts[$0].contains(where: isRelated) }
      let merged = near.flatMap { parts[$0] } + [wish]
      for i in near.reversed() { parts.remove(at: i) }
      parts.append(merged)
    }
    return parts.map { Group(story: story.story, wishes: $0) }
  }
}

/// One distribution of a pool: who is taken, by whom.
struct Round: Sendable {
  /// Places in the pool, in the order of a group's wishes.
  typealias Option = [Int]
  /// Beyond this many ways to place a family another one would not help.
  private static let mostOptions = 256

  private let pool: Pool
  private let spent: [Bool]
  private var taken: [Int: (story: String, key: PersonKey)] = [:]

  init(pool: Pool, spent: Set<String>) {
    self.pool = pool
    self.spent = pool.people.map { spent.contains($0.id) }
  }

  func isFree(_ option: Option) -> Bool { option.allSatisfy { taken[$0] == nil } }

  mutating func take(_ option: Option, _ group: Group) {
    for (i, wish) in zip(option, group.wishes) { taken[i] = (group.story, wish.key) }
  }

  private func candidates(_ wish: Wish) -> [Int] {
    pool.people.indices.filter { !spent[$0] && wish.fitness.objection(to: pool.people[$0]) == nil }
  }

  /// Every way to place a family, up to a bound.
  func options(_ group: Group) -> [Option] {
    let choices = group.wishes.map(candidates)
    var found: [Option] = []
    func extend(_ chosen: Option) {
      guard found.count < Self.mostOptions else { return }
      guard chosen.count < choices.count else { return found.append(chosen) }
      for i in choices[chosen.count] where !chosen.contains(i) && areRelated(group, chosen + [i]) { extend(chosen + [i]) }
    }
    extend([])
    return found
  }

  /// Whether the last one is what it must be to those before it, both ways.
  private func areRelated(_ group: Group, _ chosen: Option) -> Bool {
    let last = chosen.count - 1
    func holds(_ a: Int, _ b: Int) -> Bool {
      group.wishes[a].relatives.allSatisfy { relation, key in
        key != group.wishes[b].key || pool.people[chosen[a]].relative(relation) == pool.people[chosen[b]].id
      }
    }
    return (0..<last).allSatisfy { holds(last, $0) && holds($0, last) }
  }

  /// Gives each single person somebody, and moves others on where that helps (augmenting paths). Returns those for whom nobody is left.
  mutating func place(_ groups: [Group]) -> [Group] {
    let choices = groups.map { group in candidates(group.wishes[0]).filter { taken[$0] == nil } }
    var owner: [Int: Int] = [:]
    func place(_ g: Int, _ seen: inout Set<Int>) -> Bool {
      for i in choices[g] where seen.insert(i).inserted {
        let before = owner[i]
        if before.map({ place($0, &seen) }) ?? true {
          owner[i] = g
          return true
        }
      }
      return false
    }
    var unplaced: [Group] = []
    for g in groups.indices {
      var seen: Set<Int> = []
      if !place(g, &seen) { unplaced.append(groups[g]) }
    }
    for i in pool.people.indices { if let g = owner[i] { take([i], groups[g]) } }
    return unplaced
  }

  /// Those of the story, and the relatives whom nobody named: taken over where the pool has them.
  mutating func people(of story: StoryWishes) -> [(key: PersonKey, person: PoolPerson)] {
    var found = story.wishes.compactMap { wish -> (key: PersonKey, person: PoolPerson)? in
      guard let i = pool.people.indices.first(where: { taken[$0].map { $0 == (story.story, wish.key) } ?? false }) else { return nil }
      return (wish.key, pool.people[i])
    }
    for wish in story.wishes where wish.isOptional {
      guard let of = wish.of, let other = found.first(where: { $0.key == of.key })?.person, let id = other.relative(of.relation),
        let i = pool.people.firstIndex(where: { $0.id == id }), taken[i] == nil, !spent[i],
        wish.fitness.objection(to: pool.people[i]) == nil
      else { continue }
      taken[i] = (story.story, wish.key)
      found.append((wish.key, pool.people[i]))
    }
    return found
  }

  private func why(_ i: Int, _ wish: Wish, isFamily: Bool) -> String {
    if spent[i] { return "was used before" }
    if let why = wish.fitness.objection(to: pool.people[i]) { return why }
    return taken[i] == nil && isFamily ? "lacks the relatives that are needed" : "is lent to another story"
  }

  /// Why a group found nobody: for each of its people, what those in the pool are instead.
  func lacks(_ group: Group) -> [Lending.Lack] {
    let all = group.wishes.map { wish in
      var reasons: [Lending.Lack.Reason] = []
      for i in pool.people.indices {
        let why = why(i, wish, isFamily: group.wishes.count > 1)
        if let at = reasons.firstIndex(where: { $0.why == why }) {
          reasons[at].count += 1
        } else {
          reasons.append(.init(why: why, count: 1))
        }
      }
      return Lending.Lack(story: group.story, key: wish.key, archetype: wish.archetype, needs: wish.needs, others: reasons)
    }
    // Of a family, those of whom there is really nobody; where each alone could be had, all of it.
    let missing = group.wishes.indices.filter { w in candidates(group.wishes[w]).allSatisfy { taken[$0] != nil } }
    return missing.isEmpty ? all : missing.map { all[$0] }
  }
}
