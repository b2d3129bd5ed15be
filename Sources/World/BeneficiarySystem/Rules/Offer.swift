import Facts

/// A benefit that was offered to somebody who had not asked for it, and is theirs if they say yes in time.
struct Offer: Hashable, Sendable {
  let to: Party
  let about: Party
  let programme: ProgrammeCode
  /// The last day on which it can be accepted.
  let until: Day
}
