import Facts
import Population
import SourceText

/// Where the people of a run come from, as a target declares it.
struct PeopleSource: Sendable {
  enum Kind: String, Sendable, CaseIterable {
    /// We make them, and the vendor loads them.
    case mint
    /// The vendor lends spare people per archetype; each is used once.
    case pool
    /// Fixed people, one for each archetype, put back by the hook `reset`.
    case map
  }
  struct File: Sendable {
    /// nil: the archetype stands in the file.
    let archetype: ArchetypeKey?
    let path: String
    let span: SourceSpan
  }
  var kind = Kind.mint
  var rules = IdentifierRules.standard
  var files: [File] = []
  /// How minted people get in: `csv`, `hook`, `dialect`; nil: as each scenario asks for them.
  var load: String?
}
