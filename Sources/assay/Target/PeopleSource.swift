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
    /// Given people, whom the target maps to the roles of stories by hand; the hook `reset` puts them back after a run.
    case map
  }
  struct Mapped: Sendable {
    /// `CR-06/duplicate`
    let story: String
    let role: PersonKey
    let id: String
  }
  var kind = Kind.mint
  var rules = IdentifierRules.standard
  /// Those whom the vendor lends.
  var pool: [PoolPerson] = []
  var map: [Mapped] = []
  /// How minted people get in: `csv`, `hook`, `dialect`; nil: as each scenario asks for them.
  var load: String?
  /// `real-people: none`: those who are lent are invented, and need not be kept out of logs and reports.
  var areInvented = false
  var areReal: Bool { kind != .mint && !areInvented }
}
