package import Facts

/// Whom the vendor lends to which story: nobody to two of them, and relatives together.
package struct Lending: Sendable {
  package private(set) var lent: [(story: String, people: [(key: PersonKey, person: PoolPerson)])] = []
  /// What the pool lacks; empty where every story can be played.
  package private(set) var lacks: [Lack] = []

  /// One whom a story needs and the pool cannot give.
  package struct Lack: Hashable, Sendable {
    package let story: String
    package let key: PersonKey
    package let archetype: ArchetypeKey
    package let needs: String
    /// Why those who are there will not do, with how many: `3 is married`.
    package let others: [Reason]
    package struct Reason: Hashable, Sendable {
      package let why: String
      package var count: Int
    }
  }

  package func people(of story: String) -> [(key: PersonKey, person: PoolPerson)] { lent.first { $0.story == story }?.people ?? [] }

  /// From a pool: `spent` are the ids of those who were used up before. Families are placed first, then single people so that as many
  /// stories as can be have theirs. The same pool gives the same people to the same stories.
  package init(_ stories: [StoryWishes], pool: Pool, spent: Set<String>) {
    var round = Round(pool: pool, spent: spent)
    let groups = stories.flatMap { story in Group.all(of: story) }
    let families = groups.filter { $0.wishes.count > 1 }.map { (group: $0, options: round.options($0)) }
    // Whoever has least choice chooses first.
    let order = families.indices.sorted { (families[$0].options.count, $0) < (families[$1].options.count, $1) }
    for (group, options) in order.map({ families[$0] }) {
      if let free = options.first(where: round.isFree) { round.take(free, group) } else { lacks += round.lacks(group) }
    }
    let singles = groups.filter { $0.wishes.count == 1 }
    for unplaced in round.place(singles) { lacks += round.lacks(unplaced) }
    lent = stories.map { story in (story.story, round.people(of: story)) }
  }

  /// By hand: `map` says for each story who is whom.
  package init(_ stories: [StoryWishes], pool: Pool, spent: Set<String>, map: (_ story: String, _ key: PersonKey) -> String?) {
    var taken: [(id: String, by: String)] = []
    for story in stories {
      var people: [(key: PersonKey, person: PoolPerson)] = []
      for wish in story.wishes {
        guard let id = map(story.story, wish.key) else {
          if !wish.isOptional { lacks.append(Lack(story.story, wish, "nobody is mapped to it")) }
          continue
        }
        guard let person = pool[id] else {
          lacks.append(Lack(story.story, wish, "no row has the id that is mapped to it"))
          continue
        }
        let other = taken.first { $0.id == id }?.by
        if let why = other.map({ "is mapped to \($0) as well" }) ?? (spent.contains(id) ? "was used before" : nil)
          ?? wish.fitness.objection(to: person)
        {
          lacks.append(Lack(story.story, wish, why))
        }
        taken.append((id, story.story))
        people.append((wish.key, person))
      }
      for wish in story.wishes {
        guard let own = people.first(where: { $0.key == wish.key })?.person else { continue }
        for (relation, key) in wish.relatives {
          guard let other = people.first(where: { $0.key == key })?.person, own.relative(relation) != other.id else { continue }
          lacks.append(Lack(story.story, wish, "is not related to \(key) as \(relation.rawValue)"))
        }
      }
      lent.append((story.story, people))
    }
  }
}

extension Lending.Lack {
  init(_ story: String, _ wish: Wish, _ why: String) {
    self.init(story: story, key: wish.key, archetype: wish.archetype, needs: wish.needs, others: [.init(why: why, count: 1)])
  }
}

extension Wish {
  /// What is looked for, with whose relative it is.
  var needs: String {
    fitness.words + relatives.map { ", \($0.key) as \($0.relation.rawValue)" }.joined()
  }
}
