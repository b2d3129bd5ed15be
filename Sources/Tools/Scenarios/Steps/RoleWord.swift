package import Facts
package import SourceText

/// `mis.enrolled`: a role, and one of the words that its system knows.
package struct RoleWord: Sendable, Hashable, CustomStringConvertible {
  package let role: Role
  package let name: String
  package let span: SourceSpan

  package var description: String { "\(role).\(name)" }
  package static func == (a: RoleWord, b: RoleWord) -> Bool { a.role == b.role && a.name == b.name }
  package func hash(into hasher: inout Hasher) {
    hasher.combine(role)
    hasher.combine(name)
  }
}

/// A value that a step keeps for others: `$birth.brn`.
package struct Capture: Sendable {
  package let name: Word
  package let fact: Word
}
