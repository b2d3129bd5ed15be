import Conformance
import Evidence
import Facts
import Scenarios
import Timeline

// `within` is what a requirement allows, and patience is how long we look: late and right is an outcome met and a timeliness missed.
extension Player {
  /// Where somebody in our process is judged by the time it takes, we look beyond what it is allowed. At a real system patience decides.
  func isLookedForLonger(_ e: ExpectStep, _ s: Step) -> Bool {
    !stage.hasReal && e.within != nil && stage.occupant(e.transfer.from).isJudged
      && s.checks.contains { $0.requirement.flatMap { plan.requirement($0.text)?.class } == .timeliness }
  }

  /// By how much one message came later than it may: on the wall where its sender is real, else in the story. nil where it came in time,
  /// or was not its sender's to send.
  func lateness(_ e: ExpectStep, _ row: Row?, _ expectation: Expectation, _ began: WorldInstant, _ wire: WireInstant) -> String? {
    guard expectation.mode == .one, let within = duration(e.within, row),
      let came = book.with({ $0.claimed(by: expectation.id) }).first, came.reading.half == .request
    else { return nil }
    let took: Int64
    switch stage.occupant(e.transfer.from) {
    case .real: took = came.wire.seconds - wire.seconds
    case .underTest: took = came.at.seconds - began.seconds
    case .simulated, .nobody: return nil
    }
    return took > within.after(began).seconds - began.seconds ? "after \(took) s, and \(within) is allowed" : nil
  }
}

extension Seen {
  /// With how late it came, as a fact like others.
  func timed(_ late: String?) -> Seen {
    guard let late else { return self }
    var facts = facts
    facts[.messageLate] = late
    return Seen(arrivals, facts: facts, lines: lines, isFetched: isFetched)
  }
}
