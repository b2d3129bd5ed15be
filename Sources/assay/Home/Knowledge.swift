import Conformance
import Facts
import Population
import Sandbox
import Scenarios
import SourceText
import Timeline

/// What the language cannot know by itself, gathered from those who do: systems, dialects, the world's people.
enum Knowledge {
  static var dialects: [DialectCard] { SandboxStages.dialects.map(\.card) }

  /// The instances and requirements of all suites of a home.
  static func beside(_ library: Library) -> BesideKnowledge {
    let planner = Planner(library: library, casting: .reference, programmes: [])
    let suites = Planner.names(library).compactMap { try? planner.suite($0).value }
    return BesideKnowledge(
      instances: suites.flatMap { ($0.instances(faults: faults).value ?? []).map(\.key) },
      requirements: suites.flatMap(\.requirements).map(\.requirement))
  }

  /// Who speaks with whom, and how: what a profile may name.
  static func speech(_ systems: [RegisterCard] = Registers.cards()) -> LanguageKnowledge {
    var knowledge = LanguageKnowledge()
    knowledge.edges = Casting.reference.topology.edges.map(\.name.text)
    knowledge.dialects = distinct(dialects.map(\.name.text))
    knowledge.roles = distinct(systems.map(\.role.text) + Casting.reference.topology.edges.flatMap { [$0.from.text, $0.to.text] })
    return knowledge
  }

  static func all(_ population: PopulationLibrary?) -> LanguageKnowledge {
    let systems = Registers.cards()
    var knowledge = speech(systems)
    knowledge.archetypes = population?.archetypes.map(\.key.text)
    knowledge.programmes = population?.programmes.map(\.code.text)
    knowledge.givens = systems.flatMap { system in
      system.givens.map { given in
        let isConfirmed = system.questions.contains { $0.name == given.name }
        return card(system.role, given, confirmedBy: isConfirmed ? "\(system.role).\(given.name)" : nil)
      }
    }
    knowledge.acts = systems.flatMap { system in system.acts.map { card(system.role, $0) } }
    knowledge.arrangements = systems.flatMap { system in
      system.arrangements.map { LanguageKnowledge.Card("\(system.role).\($0.subject)", says: $0.forms) }
    }
    knowledge.probes = systems.flatMap { system in
      system.questions.map { q in
        LanguageKnowledge.Card("\(system.role).\(q.name)", inputs: (["person"] + q.inputs).map { .init($0) }, says: q.answers)
      }
    }
    knowledge.carried = carried()
    knowledge.faults = distinct(dialects.flatMap { $0.faults.map(\.name.text) } + spoiledRows(systems))
    return knowledge
  }

  /// The faults of a family that any dialect has for such a message: a page is checked with all that could be played.
  static func faults(_ question: FaultQuestion) -> [String] {
    distinct(
      dialects.flatMap(\.faults).filter { fault in
        fault.group.rawValue == question.family && (question.message.map { fault.kinds.contains(MessageKind($0)) } ?? true)
      }.map(\.name.text))
  }

  private static func card(_ role: Role, _ act: RegisterCard.ActCard, confirmedBy: String? = nil) -> LanguageKnowledge.Card {
    LanguageKnowledge.Card(
      "\(role).\(act.name)", inputs: (act.people + act.inputs).map { .init($0) }, confirmedBy: confirmedBy, says: act.gives)
  }

  /// Per kind what at least one dialect can carry, its answers included.
  private static func carried() -> [LanguageKnowledge.Carried] {
    MessageCatalogue.entries.compactMap { entry in
      let all = dialects.flatMap(\.carries).filter { $0.kind == entry.kind }
      guard !all.isEmpty else { return nil }
      return .init(entry.kind.text, facts: distinct(all.flatMap(\.facts)), lineFacts: distinct(all.flatMap(\.lineFacts)))
    }
  }

  /// Rows that a system spoils on request: `spoil unknown-line`.
  private static func spoiledRows(_ systems: [RegisterCard]) -> [String] {
    systems.flatMap(\.arrangements).flatMap(\.forms).filter { $0.hasPrefix("spoil ") }.map { String($0.dropFirst("spoil ".count)) }
  }

  /// Why a dialect has nothing to say on an edge of the reference.
  static func objection(to dialect: DialectName, on edge: EdgeName) -> String? {
    guard let edge = Topology.reference[edge], !speaks(dialect, on: edge) else { return nil }
    let able = dialects.map(\.name).filter { speaks($0, on: edge) }.map(\.text).joined(separator: ", ")
    return "\(dialect) carries nothing between \(edge.from) and \(edge.to) that \(edge.name) needs; "
      + (able.isEmpty ? "no dialect speaks on this edge" : "on this edge there are \(able)")
  }

  /// Why a dialect has no such setting, or not with such a value.
  static func objection(to setting: String, _ value: String, of dialect: DialectName) -> String? {
    guard let cards = dialects.first(where: { $0.name == dialect })?.settings else { return nil }
    // `event-type.death` is one of the group that `event-type.birth` stands for.
    guard
      let card = cards.first(where: { $0.name == setting })
        ?? cards.first(where: { $0.name.contains(".") && group($0.name) == group(setting) })
    else { return "\(dialect) has no setting \(setting); it has \(cards.map(\.name).joined(separator: ", "))" }
    guard card.choices.isEmpty || card.choices.contains(value) else {
      return "\(setting) is not \(value); write \(card.choices.joined(separator: " or "))"
    }
    return nil
  }
  private static func group(_ name: String) -> String { String(name.prefix { $0 != "." }) }

  /// The dialects that have a word on an edge.
  static func speakers(on edge: Edge) -> [DialectName] { dialects.map(\.name).filter { speaks($0, on: edge) } }
  private static func speaks(_ dialect: DialectName, on edge: Edge) -> Bool {
    dialects.first { $0.name == dialect }?.carries.contains { edge.kinds.contains($0.kind) } ?? false
  }

  static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
