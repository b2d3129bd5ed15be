package import Facts

/// Keeps an account of what reaches a world from outside, and of the order in which it did; and leads a world through that order again
/// that was broken off.
///
/// What is ours follows from the seed. What is not comes in at marks: the start of a step's work, the return of a request to a real actor,
/// a move of the clock. Between two marks a world runs by itself.
package protocol Witness: Sendable {
  /// Returns when the mark is next in the order. At once in a world that is not led.
  func reach(_ mark: String) async
  /// Before the clock moves, and before it is asked whether it does: returns when everything has come in that came before. What comes in
  /// may itself be due, or end what was.
  func moves(isDue: Bool) async
  /// The mark is passed: the turn is held, or the clock has moved.
  func pass(_ mark: String)
  /// The outcome of a request to a real actor, by the place of the exchange: kept, or sent now.
  func outside(_ id: String, _ send: @escaping @Sendable () async -> Result<Carried, SendFailure>) async -> Result<Carried, SendFailure>
  /// Returns when requests from outside may come in.
  func opened() async
  /// A request from outside has the turn; and its answer is about to leave.
  func arrived(_ id: String, _ request: WireRequest, role: Role)
  func answered(_ id: String)
}

/// A request that came before: its place in the order, where it had one, and when it came.
package struct EarlierArrival: Hashable, Sendable {
  package let path: Path?
  package let wire: WireInstant
  package init(path: Path?, wire: WireInstant) {
    self.path = path
    self.wire = wire
  }
}
