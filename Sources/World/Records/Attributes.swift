package import Facts

/// What a register can be searched by: its facts, by the kind of value that they hold.
package struct Attributes: Sendable {
  package enum Kind: Sendable { case day, word, number }
  let kinds: [(name: String, kind: Kind)]
  /// By which records can be put in order; the first is what they are sorted by where nobody asks.
  package let sortable: [String]

  package init(days: [String] = [], words: [String] = [], numbers: [String] = [], sortable: [String] = []) {
    kinds = days.map { ($0, .day) } + words.map { ($0, .word) } + numbers.map { ($0, .number) }
    self.sortable = sortable
  }

  /// Kinds of numbers by which people, households, farms and programmes are known in every register.
  private static let schemes: [IdentifierScheme] =
    [.uin, .functional, .brn, .drn, .vid, .mrn, .account, .phone] + ["GROUP", "FARM", "PROGRAMME"]
  /// Whether a number of such a kind can be looked for at all.
  package func knows(_ numbers: [Identifier]) -> Bool { numbers.contains { Self.schemes.contains($0.scheme) } }

  func kind(of name: String) -> Kind? { kinds.first { $0.name == name }?.kind }
}

/// The domain reason for which a search is refused.
package struct Unfit: Error, Hashable, Sendable {
  package let reason: String
  package init(reason: String) { self.reason = reason }
}

extension [Identifier] {
  /// Whether one of these is of the kind of one of those.
  package func shareScheme(with others: [Identifier]) -> Bool { contains { one in others.contains { $0.scheme == one.scheme } } }
}
