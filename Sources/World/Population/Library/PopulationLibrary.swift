import Facts

/// What worlds are made of: archetypes, programmes, names. Read from `mocks/world`.
package struct PopulationLibrary: Sendable {
  package let archetypes: [Archetype]
  package let programmes: [Programme]
  package let names: NameList
  package let providers: [Providers]

  package struct NameList: Sendable {
    package let female: [String]
    package let male: [String]
    package let family: [String]
  }
  /// Where accounts of one kind are held.
  package struct Providers: Sendable {
    package let kind: String
    package let names: [String]
  }

  package func archetype(_ key: ArchetypeKey) -> Archetype? { archetypes.first { $0.key == key } }

  /// Everybody once, each under the archetype's own name: the cast of a sandbox that is served.
  package var everyone: [(name: String, archetype: String)] { archetypes.map { ($0.key.text, $0.key.text) } }
}
