/// What was published of a suite so far: `published.yaml` beside suite.yaml, written by `assay publish` and by nobody else.
package struct PublicationRecord: Sendable {
  package static let file = "published.yaml"

  package struct Version: Sendable {
    package let version: String
    package let date: String
    package let status: String
    package let body: String?
    /// The digest of everything but what publishing writes.
    package let content: String
    package let changes: SuiteChanges

    package init(version: String, date: String, status: String, body: String?, content: String, changes: SuiteChanges) {
      (self.version, self.date, self.status, self.body, self.content, self.changes) = (version, date, status, body, content, changes)
    }
  }

  package struct Row: Sendable {
    package enum State: Sendable, Hashable { case held, withdrawn, renamed }
    package let id: Word
    package let state: State
    /// The digest of the clause with all that judges it, as it was last published.
    package let digest: String

    package init(id: Word, state: State, digest: String) { (self.id, self.state, self.digest) = (id, state, digest) }
  }

  /// Oldest first.
  package var versions: [Version]
  /// Every requirement that was ever published, by the id that it had.
  package var rows: [Row]

  package init(versions: [Version] = [], rows: [Row] = []) { (self.versions, self.rows) = (versions, rows) }

  package var last: Version? { versions.last }
}

/// What a version changes, by requirement.
package struct SuiteChanges: Sendable, Hashable {
  package struct Rename: Sendable, Hashable {
    package let old: String
    package let new: String
    package init(_ old: String, _ new: String) { (self.old, self.new) = (old, new) }
  }
  package var added: [String] = []
  package var changed: [String] = []
  package var withdrawn: [String] = []
  package var renamed: [Rename] = []

  package init() {}

  package var isEmpty: Bool { added.isEmpty && changed.isEmpty && withdrawn.isEmpty && renamed.isEmpty }
  /// Ids of before whose certificates speak of something that is so no longer. A mere rename touches none.
  package var touched: [String] {
    changed.map { id in renamed.first { $0.new == id }?.old ?? id } + withdrawn
  }
}
