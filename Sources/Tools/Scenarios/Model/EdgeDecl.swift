package import Facts

/// Who tells or asks whom what. The target gives each edge its dialect.
package struct EdgeDecl: Sendable {
  package let name: Word
  package let from: Role
  package let to: Role
  package let tells: [Word]
  package let asks: [Word]
  /// Whether the story needs the edge at all: a policy's answer. nil: always.
  package let needed: Value?
  /// The dialects whose wire words the story uses; over any other it is not applicable. Empty: whatever carries the facts.
  package let dialects: [Word]

  /// Whether the story can be told over a dialect, as far as wire words go.
  package func takes(_ dialect: DialectName) -> Bool { dialects.isEmpty || dialects.contains { $0.text == dialect.text } }
  package var kinds: [MessageKind] { (tells + asks).map { MessageKind($0.text) } }
  package func carries(_ transfer: Transfer) -> Bool {
    from == transfer.from && to == transfer.to && (kinds.contains(transfer.kind) || transfer.isPart && kinds.contains("list"))
  }
}

/// `mis -> payments list`: a message of a kind from one role to another, whoever opened the connection.
package struct Transfer: Sendable, Hashable, CustomStringConvertible {
  package let from: Role
  package let to: Role
  package let kind: MessageKind

  package init(from: Role, to: Role, kind: MessageKind) { (self.from, self.to, self.kind) = (from, to, kind) }

  /// `line`: any line of any list, as an absence speaks of it.
  package var isPart: Bool { kind == "line" }
  package var description: String { "\(from) -> \(to) \(kind)" }
}
