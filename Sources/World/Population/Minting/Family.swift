import Facts

/// Who is related to whom in a cast, by place in the list. Relatives whom the cast lacks are added under derived keys.
struct Family {
  struct Member {
    let key: PersonKey
    let archetype: Archetype
    var mother: Int?
    var father: Int?
    var spouse: Int?
    var guardian: Int?
    var sameAs: Int?
  }
  private(set) var members: [Member] = []
  private let library: PopulationLibrary
  var names: PopulationLibrary.NameList { library.names }
  var providers: [PopulationLibrary.Providers] { library.providers }

  init(cast: [(name: String, archetype: String)], library: PopulationLibrary) throws(Minter.Failure) {
    self.library = library
    for (name, archetype) in cast { try add(PersonKey(name), ArchetypeKey(archetype)) }
  }

  private mutating func add(_ key: PersonKey, _ archetype: ArchetypeKey) throws(Minter.Failure) {
    guard let known = library.archetype(archetype) else {
      let all = library.archetypes.map(\.key.text).joined(separator: ", ")
      throw Minter.Failure(description: "\(key) is cast as \(archetype), which is no archetype; there are \(all)")
    }
    guard !members.contains(where: { $0.key == key }) else {
      throw Minter.Failure(description: "two people of the cast are called \(key); give one another name")
    }
    members.append(Member(key: key, archetype: known))
  }

  /// Finds or adds everybody's relatives. Spouses first: `spouse-of-mother` needs them.
  mutating func complete() throws(Minter.Failure) {
    try link(.mother, \.mother)
    try link(.spouse, \.spouse)
    for i in members.indices { if let other = members[i].spouse { members[other].spouse = i } }
    try link(.guardian, \.guardian)
    try link(.sameAs, \.sameAs)
    try link(.father, \.father)
  }

  /// The list grows while relatives of relatives are added.
  private mutating func link(_ relation: Archetype.Relation, _ path: WritableKeyPath<Member, Int?>) throws(Minter.Failure) {
    var i = 0
    while i < members.count {
      defer { i += 1 }
      guard members[i][keyPath: path] == nil, let who = members[i].archetype.relative(relation) else { continue }
      switch who {
      case .spouseOfMother: members[i][keyPath: path] = members[i].mother.flatMap { members[$0].spouse }
      case .oneOf(let archetypes):
        let found = firstFree(archetypes, for: i, relation)
        if found == nil, let first = archetypes.first { try add(PersonKey("\(members[i].key).\(relation.rawValue)"), first) }
        let other = found ?? members.count - 1
        members[i][keyPath: path] = other
        if relation == .spouse { members[other].spouse = i }
      }
    }
  }

  /// A member of that archetype who can be it: a spouse must not be somebody else's.
  private func firstFree(_ archetypes: [ArchetypeKey], for i: Int, _ relation: Archetype.Relation) -> Int? {
    for archetype in archetypes {
      for j in members.indices where j != i && members[j].archetype.key == archetype {
        if relation != .spouse || members[j].spouse == nil { return j }
      }
    }
    return nil
  }

  /// Whose family name a member bears: the father's, else the mother's, or that of the spouse who comes first.
  func bearer(_ i: Int) -> Int {
    if let same = members[i].sameAs { return bearer(same) }
    if let parent = members[i].father ?? members[i].mother { return bearer(parent) }
    return members[i].spouse.map { min(i, $0) } ?? i
  }
}
