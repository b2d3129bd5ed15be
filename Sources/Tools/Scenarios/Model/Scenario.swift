package import Facts
package import SourceText

/// A scenario as it is played: flows unfolded, at most one variant applied. Plain values; nothing is looked up later.
package struct Scenario: Sendable {
  package enum Status: String, Sendable, CaseIterable { case draft, candidate, adopted, retired }

  package let id: Word
  package let version: String
  package let status: Status
  package let title: String
  package let summary: String
  package let source: [String]
  /// The file of the requirements, as the page names it.
  package let requirementsFile: Word?
  package let subject: Role
  package let mayBeReal: [Role]
  package let edges: [EdgeDecl]
  /// What the dialects must carry for any of it to be played.
  package let needs: [Need]
  package let policies: [PolicyDecl]
  package let cast: [CastEntry]
  package let tables: [Table]
  /// In order; the steps of an included flow stand in the place of the include, under `include/step`.
  package let steps: [Step]
  package let finally: [FinalAction]
  package let tags: [String]
  package let span: SourceSpan

  package func step(_ id: String) -> Step? { steps.first { $0.id.text == id } }
  package func policy(_ name: String) -> PolicyDecl? { policies.first { $0.name.text == name } }
  package func edge(_ name: String) -> EdgeDecl? { edges.first { $0.name.text == name } }
  /// The edge that carries a message between two roles.
  package func edge(of transfer: Transfer) -> EdgeDecl? { edges.first { $0.carries(transfer) } }
  package func table(_ name: String) -> Table? { tables.first { $0.name.text == name } }
  /// Everybody by name: for a pool each of its names.
  package var people: [CastMember] { cast.flatMap(\.members) }
  /// The people whom a name means: one, or all of a pool; empty where the cast has no such name.
  package func people(named name: String) -> [CastMember] {
    cast.first { $0.name.text == name }?.members ?? people.filter { $0.name == name }
  }
  /// The rows of a `for-each`; nil for those that only a dialect knows.
  package func rows(of source: RowSource) -> [Row]? {
    switch source {
    case .rows(let rows): rows
    case .table(let name): table(name.text)?.rows ?? []
    case .faults: nil
    }
  }
}

/// Clean-up that runs on every path.
package struct FinalAction: Sendable {
  /// `retire`
  package let verb: Word
  /// Names of the cast.
  package let people: [Word]
}
