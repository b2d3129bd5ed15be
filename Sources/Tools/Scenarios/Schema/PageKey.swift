/// A key of a map of the language: what the loader takes, and what an editor says of it.
package struct PageKey: Sendable {
  package let name: String
  /// One sentence for an author.
  package let says: String
  package let shape: PageShape
  package let isRequired: Bool

  init(_ name: String, _ says: String, _ shape: PageShape = .text, required: Bool = false) {
    (self.name, self.says, self.shape, isRequired) = (name, says, shape, required)
  }
}

/// What may stand behind a key, as far as an editor can tell.
package indirect enum PageShape: Sendable {
  /// A scalar, however YAML would type it: the field decides.
  case text
  case anything
  case flag
  /// `2026-05-01`
  case day
  /// One word, or a list of them.
  case words
  case oneOf([String])
  /// A word that only the systems, dialects and people of the sandbox know.
  case known(PageVocabulary)
  case wordsKnown(PageVocabulary)
  case list(PageShape)
  /// Names that the author chooses, each with such a value.
  case names(PageShape)
  /// A map that is described by itself.
  case map(PageMap)
  case either([PageShape])
}

/// Words that the language does not know by itself.
package enum PageVocabulary: String, Sendable, CaseIterable {
  case archetype, edge, dialect, role, given, act, probe
}

/// The maps of the language, each with its own list of keys.
package enum PageMap: String, Sendable, CaseIterable {
  case scenario, edge, policy, pool, final, step, check, premise, join, term, order, advance, variant, flow
  case suite, publication, changes, profile, adoption, requirement, interpretation, anchor, edition
  case expectation, waiver, scope
  case target, product, role, reach, clock, people, person, limits, hook, done, observer
  case defect
}
