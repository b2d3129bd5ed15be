/// What became of a message that was broken at one clause of a schema.
package struct ClauseTrial: Hashable, Sendable {
  package enum Outcome: String, Hashable, Sendable, CaseIterable {
    /// The broken message is refused.
    case falls
    /// It is refused by the form as published alone: errata of the suite take it.
    case relaxed
    /// It is taken: nothing that breaks the clause alone is seen.
    case stands
    /// No message was at hand that could be broken there.
    case untried
  }
  /// Closed.
  package enum Unsent: String, Hashable, Sendable, CaseIterable {
    /// It may be left out, and the reference leaves it out.
    case leftOut = "left-out"
    /// What is there has another of the shapes that are allowed.
    case otherShape = "other-shape"
    /// The schema judged no message.
    case noMessage = "no-message"

    package var sentence: String {
      switch self {
      case .leftOut: "It may be left out, and the reference system leaves it out."
      case .otherShape: "What the reference system writes there has another of the shapes that are allowed."
      case .noMessage: "No message of the clean run was judged by the schema."
      }
    }
  }
  /// The clause: place in the message, keyword, value.
  package let place: String
  package let keyword: String
  package let value: String
  package let outcome: Outcome
  /// Why no message of the clean run said what the clause speaks of; nil where one did. It is put in then, before it is broken.
  package let unsent: Unsent?
  /// Those that take what the published form refuses.
  package let errata: [String]

  package init(place: String, keyword: String, value: String, outcome: Outcome, unsent: Unsent?, errata: [String] = []) {
    (self.place, self.keyword, self.value) = (place, keyword, value)
    (self.outcome, self.unsent, self.errata) = (outcome, unsent, errata)
  }
}

/// The clauses of one schema of a suite, each broken in the messages of a clean run.
package struct FormTrial: Hashable, Sendable {
  package let suite: String
  package let schema: String
  /// How many different messages of the clean run were judged by it.
  package let messages: Int
  package let clauses: [ClauseTrial]

  package init(suite: String, schema: String, messages: Int, clauses: [ClauseTrial]) {
    (self.suite, self.schema, self.messages, self.clauses) = (suite, schema, messages, clauses)
  }
}
