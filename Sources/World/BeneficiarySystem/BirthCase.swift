import Facts

/// What became of a birth that was told.
struct BirthCase: Sendable {
  enum State: Hashable, Sendable {
    /// Being looked into.
    case open
    case enrolled(Int)
    case incomplete(String)
    case refused(String)
  }
  let birth: VitalEvent
  var state = State.open
  var isCancelled = false
}
