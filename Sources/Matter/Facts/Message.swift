/// A transfer of facts from one role to another, whatever dialect carries it and whoever opened the connection.
package struct Message: Hashable, Sendable {
  package var kind: MessageKind
  package var from: Role
  package var to: Role
  package var facts: Facts
  package var lines: Rows
  /// A deliberate fault in which the dialect is asked to write it; nil in a right message.
  package var fault: FaultName?
  package init(_ kind: MessageKind, from: Role, to: Role, facts: Facts = Facts(), lines: Rows = Rows(), fault: FaultName? = nil) {
    self.kind = kind
    self.from = from
    self.to = to
    self.facts = facts
    self.lines = lines
    self.fault = fault
  }
}

/// The lines of a list or report. A value today; a lazy sequence over a file when a million of them must stream.
package struct Rows: Hashable, Sendable, Sequence {
  private var rows: [Facts]
  package init(_ rows: [Facts] = []) { self.rows = rows }
  package var count: Int { rows.count }
  package var isEmpty: Bool { rows.isEmpty }
  package func makeIterator() -> IndexingIterator<[Facts]> { rows.makeIterator() }
  package mutating func append(_ row: Facts) { rows.append(row) }
  /// Lists within a list: a row that holds the fact begins one, and those behind it that do not are its lines.
  package func parts(by fact: FactName<String>) -> [(head: Facts, lines: Rows)] {
    rows.reduce(into: []) { parts, row in
      if row[fact] != nil { parts.append((row, Rows())) } else if !parts.isEmpty { parts[parts.count - 1].lines.append(row) }
    }
  }
}
