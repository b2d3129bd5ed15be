package import Facts

/// Nobody has the turn and nobody waits for it: everything that had to happen by `at` has happened.
package struct Settlement: Hashable, Sendable {
  package let at: WorldInstant
  /// The work that had the turn last.
  package let last: Path?
  /// Requests to real actors that were still unanswered, in path order.
  package let outside: [OpenActivity]
  /// When the next entry of the agenda is due.
  package let agendaNext: WorldInstant?
}

/// The watchdog's word: the world does not settle. An error of the harness, never a verdict.
package struct Stuck: Error, Hashable, CustomStringConvertible {
  /// Every open activity, in path order.
  package let open: [OpenActivity]

  package var description: String {
    "the world does not settle; open: " + open.map(\.description).joined(separator: "; ")
      + ". Look at the one that is awake, or whose request is on its way: it waits for something that is not in the world"
  }
}

/// A piece of work that has not ended.
package struct OpenActivity: Hashable, Sendable, CustomStringConvertible {
  package let path: Path
  package let title: String
  /// Where it was spawned.
  package let site: Site
  /// What it does: `awake`, `ready`, `waits for an answer`...
  package let doing: String
  package let since: WorldInstant

  package var description: String { "\(path) \(title) (\(site)) \(doing) since \(since)" }
}

/// A line of our own source.
package struct Site: Hashable, Sendable, CustomStringConvertible {
  package let file: String
  package let line: UInt
  package init(_ file: StaticString, _ line: UInt) {
    self.file = String(describing: file)
    self.line = line
  }
  package var description: String { "\(file):\(line)" }
}

/// Simulated code did what would make the order of a world depend on chance. Names the line.
package struct HarnessFault: Hashable, Sendable, CustomStringConvertible {
  package enum Kind: String, Hashable, Sendable {
    /// An activity was used after its work had ended.
    case closed
    /// An activity was used from another task than its own, or without the turn.
    case otherTask = "other-task"
    /// A lent exchange was claimed twice, or after its sender had given it up.
    case claimRefused = "claim-refused"
    /// A world that was led through its order again went another way.
    case diverged
  }
  package let kind: Kind
  package let path: Path?
  package let what: String
  package let site: Site

  package var description: String { "\(site): \(path.map { "\($0) " } ?? "")\(what)" }
}

/// The world has ended: clean up and return.
package struct Retired: Error, Hashable, Sendable {}
