/// `policy.NAME is WORD`, and more of them after `and`: when a requirement applies.
package struct PolicyCondition: Sendable, Hashable, CustomStringConvertible {
  package struct Term: Sendable, Hashable, CustomStringConvertible {
    package let policy: String
    package let word: String
    package var description: String { "policy.\(policy) is \(word)" }
  }
  /// All of them must hold.
  package let terms: [Term]

  package init?(_ text: String) {
    var terms: [Term] = []
    var rest = text.split(separator: " ").map(String.init)[...]
    while true {
      guard rest.count >= 3, let first = rest.first, first.hasPrefix("policy."), first.count > 7, rest[rest.startIndex + 1] == "is" else {
        return nil
      }
      terms.append(Term(policy: String(first.dropFirst(7)), word: rest[rest.startIndex + 2]))
      rest = rest.dropFirst(3)
      guard !rest.isEmpty else { break }
      guard rest.removeFirst() == "and" else { return nil }
    }
    self.terms = terms
  }

  /// `policy`: what a policy says; a policy that says nothing excludes nothing.
  package func holds(_ policy: (String) -> String?) -> Bool {
    terms.allSatisfy { term in policy(term.policy).map { $0 == term.word } ?? true }
  }

  package var description: String { terms.map(\.description).joined(separator: " and ") }
}
