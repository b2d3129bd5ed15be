import Facts
import Population
import Sandbox
import Scenarios
import SourceText
import Timeline

/// What the language cannot know by itself, gathered from those who do: systems, dialects, the world's people.
enum Knowledge {
  static var dialects: [DialectCard] { SandboxStages.dialects.map(\.card) }

  static func all(_ population: PopulationLibrary?) -> LanguageKnowledge {
    let systems = Registers.cards()
    var knowledge = LanguageKnowledge()
    knowledge.roles = distinct(systems.map(\.role.text) + Casting.reference.topology.edges.flatMap { [$0.from.text, $0.to.text] })
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
    LanguageKnowledge.Card("\(role).\(act.name)", inputs: (act.people + act.inputs).map { .init($0) }, confirmedBy: confirmedBy, says: act.gives)
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

  static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
