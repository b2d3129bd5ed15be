import Facts

/// What a person at a desk has to look at: nothing is decided of it by itself.
struct DeskTask: Hashable, Sendable {
  let about: Party
  /// `divorced`, `declared-date-differs`, `no-longer-of-age`, `paid-unchecked`
  var why: String
  /// Which checks were left out before somebody was paid.
  var waived: String?
  /// Who might take the money from now on, as far as a register says so.
  var proposed: [Identifier]?
  static let unchecked = "paid-unchecked"
}
