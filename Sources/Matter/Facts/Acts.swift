/// Something that a system does in its own world: `register-death`, `reissue`. Inputs are facts under the names of the act's card.
package struct Act: Sendable {
  package let name: String
  package let inputs: Facts
  /// People by the input's name: `deceased`, `child`, `mother`, `people`.
  package let people: [(input: String, keys: [PersonKey])]
  package init(_ name: String, _ inputs: Facts = Facts(), people: [(input: String, keys: [PersonKey])] = []) {
    self.name = name
    self.inputs = inputs
    self.people = people
  }
  package func people(_ input: String) -> [PersonKey] { people.first { $0.input == input }?.keys ?? [] }
  package func person(_ input: String) -> PersonKey? { people(input).first }
}

package enum PersonKind {}
/// A person of one scenario instance, by its name in the story.
package typealias PersonKey = Name<PersonKind>

/// A question to a role: `enrolled`, `line`, `cycle`, `knows`, `listens`.
package struct Question: Sendable {
  package let name: String
  package let inputs: Facts
  package let person: PersonKey?
  package init(_ name: String, _ inputs: Facts = Facts(), person: PersonKey? = nil) {
    self.name = name
    self.inputs = inputs
    self.person = person
  }
}

/// A word (`enrolled`, `not-enrolled`, `open`, `closed`, a state), with what else was said. nil word: it cannot say.
package struct Answer: Hashable, Sendable {
  package let word: String?
  package let facts: Facts
  package init(_ word: String?, _ facts: Facts = Facts()) {
    self.word = word
    self.facts = facts
  }
}

/// An act that the system refuses, in its own words.
package struct Refused: Error, Hashable, Sendable {
  package let why: String
  package init(_ why: String) { self.why = why }
}

/// What a simulated system is asked to do later: an outcome for a payee, a lag of a register, a lost report.
package struct Arrangement: Sendable {
  package let subject: String
  package let about: PersonKey?
  /// The words of `does` or `answers`: `returns after 2 days account-closed`, `not-found`.
  package let does: String
  /// `2 requests`, `1 hour`; nil: until the end.
  package let lasts: String?
  package init(_ subject: String, about: PersonKey?, does: String, lasts: String? = nil) {
    self.subject = subject
    self.about = about
    self.does = does
    self.lasts = lasts
  }
}
