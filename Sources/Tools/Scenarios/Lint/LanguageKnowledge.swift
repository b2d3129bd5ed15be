/// What the language cannot know by itself: the words of systems, worlds and dialects. The command line fills it.
/// A list that is nil is not known, and what would need it is not said.
package struct LanguageKnowledge: Sendable {
  package enum InputType: String, Sendable { case person, people, programme, date, duration, text, number, amount, reference }

  package struct Input: Sendable {
    package let name: String
    package let type: InputType
    package let isRequired: Bool
    package init(_ name: String, _ type: InputType = .text, isRequired: Bool = false) {
      (self.name, self.type, self.isRequired) = (name, type, isRequired)
    }
  }

  /// A word of a role: `crvs.register-death`, `mis.enrolled`, `payments.line`.
  package struct Card: Sendable {
    package let word: String
    package let inputs: [Input]
    /// Of a given: the probe that confirms it. Of a probe: nothing.
    package let confirmedBy: String?
    /// Of a probe: the words it answers with. Of an act: what it gives.
    package let says: [String]
    package init(_ word: String, inputs: [Input] = [], confirmedBy: String? = nil, says: [String] = []) {
      (self.word, self.inputs, self.confirmedBy, self.says) = (word, inputs, confirmedBy, says)
    }
  }

  /// What at least one dialect can carry in a message of a kind.
  package struct Carried: Sendable {
    package let kind: String
    package let facts: [String]
    package let lineFacts: [String]
    package init(_ kind: String, facts: [String], lineFacts: [String] = []) {
      (self.kind, self.facts, self.lineFacts) = (kind, facts, lineFacts)
    }
  }

  package var roles: [String]?
  package var edges: [String]?
  package var dialects: [String]?
  package var archetypes: [String]?
  package var programmes: [String]?
  package var givens: [Card]?
  package var acts: [Card]?
  package var arrangements: [Card]?
  package var probes: [Card]?
  package var carried: [Carried]?
  package var faults: [String]?
  /// Requirements that at least one defect makes fail.
  package var killed: [String]?

  package init() {}
}
