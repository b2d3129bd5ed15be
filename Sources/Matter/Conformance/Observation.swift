/// Everything that blame depends on: what was seen, of whom, and what was known around it.
package struct Observation: Sendable {
  /// Who fills the judged role.
  package enum Actor: Sendable { case real, simulated }

  /// What the check saw.
  package enum Seen: Hashable, Sendable {
    case right
    /// Right, after what is allowed and before patience ended.
    case rightButLate
    /// Wrong, with a reason of the `fail` family.
    case wrong(Reason)
    /// Reset, time-out or 5xx on this request.
    case transport
    /// Something that a judgement needs is missing, with a reason of the `inconclusive` family.
    case lacking(Reason)
    case notApplicable(Reason)
    /// The harness could not do its own part.
    case harnessFault
  }

  /// Whether the target answered before this request, and answers a heartbeat after it.
  package struct Reach: Hashable, Sendable {
    package var before: Bool
    package var heartbeat: Bool
    package init(before: Bool = true, heartbeat: Bool = true) {
      self.before = before
      self.heartbeat = heartbeat
    }
  }

  package enum Confirmation: Sendable { case none, passed, failed }

  package var requirement: Requirement
  package var actor: Actor
  package var seen: Seen
  package var grade: Grade?
  /// How many exchanges, controls or windows prove it.
  package var evidence: Int
  package var reach: Reach
  /// The first failure of a real role before this check (its being unreachable is one), as a reader would look it up: `told.taken of mis`.
  package var realFailureBefore: String?
  /// For an answer that is only read off messages: the check of the same role that has already failed over one of them. A message that
  /// is wrong in itself is no observer of anything else, and one fault is told once.
  package var failedSource: String?
  /// How the one confirming run with fresh people went, if there was one.
  package var confirmation: Confirmation

  package init(
    requirement: Requirement, actor: Actor, seen: Seen, grade: Grade?, evidence: Int, reach: Reach = Reach(),
    realFailureBefore: String? = nil, failedSource: String? = nil, confirmation: Confirmation = .none
  ) {
    self.requirement = requirement
    self.actor = actor
    self.seen = seen
    self.grade = grade
    self.evidence = evidence
    self.reach = reach
    self.realFailureBefore = realFailureBefore
    self.failedSource = failedSource
    self.confirmation = confirmation
  }
}
