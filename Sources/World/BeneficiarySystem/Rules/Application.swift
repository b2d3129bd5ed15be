import Facts

/// Somebody has asked to be enrolled, and what became of it.
struct Application: Hashable, Sendable {
  enum State: Hashable, Sendable {
    case pending
    case enrolled
    case refused(String)
  }
  let applicant: Party
  let programme: ProgrammeCode
  var state = State.pending
}
