/// A name of the story and the archetype from which its person is minted.
package struct CastEntry: Sendable {
  package enum Form: Sendable {
    case one(archetype: Word)
    /// Many of a kind: `{ pool: ADULT-WITH-ACCOUNT, named: P01..P10 }`.
    case pool(archetype: Word, names: [String])
  }

  package let name: Word
  package let form: Form

  package var archetype: Word {
    switch form {
    case .one(let archetype), .pool(let archetype, _): archetype
    }
  }
  package var members: [CastMember] {
    switch form {
    case .one(let archetype): [CastMember(name: name.text, archetype: archetype.text)]
    case .pool(let archetype, let names): names.map { CastMember(name: $0, archetype: archetype.text) }
    }
  }
}

/// One person of the story.
package struct CastMember: Sendable, Hashable {
  package let name: String
  package let archetype: String
}
