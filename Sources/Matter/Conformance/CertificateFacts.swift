/// What a run and its desk know that a certificate depends on: for one role under one profile.
package struct CertificateFacts: Hashable, Sendable {
  /// The claim of the desk: a text unknown before it was given out, and what happened since.
  package struct Desk: Hashable, Sendable {
    package var nonce: String
    /// The seed that the nonce gives; computed where digests are known.
    package var seed: String
    /// How many runs were made since the nonce was given out, this one included; nil where nobody counted.
    package var runs: Int?
    /// The last day of the certificate, `2027-11-27`; nil where none is set.
    package var ends: String?

    package init(nonce: String, seed: String, runs: Int? = nil, ends: String? = nil) {
      self.nonce = nonce
      self.seed = seed
      self.runs = runs
      self.ends = ends
    }
  }

  /// What stands beside the strict result: entries named as a reader finds them, `CR-06 UC-CR06-NO-LINE`.
  package struct Allowances: Hashable, Sendable {
    package var unassigned: [String] = []
    package var expired: [String] = []
    /// Entries that expect a gate, or a must of the core, to fail: a gate of CI may live with that, a certificate may not.
    package var hostile: [String] = []
    package var drifted = false
    /// Waivers that name a gate. A gate is never waived.
    package var waivedGates: [String] = []
    package init() {}
  }

  /// Nil where no profile of the suites speaks of this role over these dialects.
  package var level: LevelResult?
  package var isSelection = false
  package var isInterrupted = false
  /// The accounts of the run: what vanished, came twice, or is unsound in itself. Empty when planned equals accounted for.
  package var faults: [String] = []
  /// Checks in error, as a reader finds them.
  package var errors: [String] = []
  /// Checks that a person must still look at.
  package var unreviewed: [String] = []
  package var seed: String
  package var desk: Desk?
  /// The product under test, and its version; empty where the target file is silent.
  package var product: String
  package var version: String
  /// The system under test is one of ours.
  package var isSandbox: Bool
  package var allowances = Allowances()
  /// What earlier runs of the target say against this one.
  package var earlier: [EarlierRuns.Objection] = []
  /// The vendor lent people, who are masked in the log, and nothing in the bundle says to whom it may be said who they were.
  package var hasUnsealedPeople = false

  package init(level: LevelResult?, seed: String, desk: Desk?, product: String, version: String, isSandbox: Bool) {
    self.level = level
    self.seed = seed
    self.desk = desk
    self.product = product
    self.version = version
    self.isSandbox = isSandbox
  }
}
