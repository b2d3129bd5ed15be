/// Who is to blame, if anybody: the table of the rules as one function. A check judges the role that its requirement binds.
package enum Blame {
  package static func judge(_ o: Observation) -> Judgement {
    switch o.seen {
    case .harnessFault: .because(.errorHarness)
    case .notApplicable(let reason): of(.notApplicable, reason)
    case .lacking(let reason): of(.inconclusive, reason)
    case .right: right(o)
    case .rightButLate where o.requirement.class == .timeliness: broken(.failLate, o)
    case .rightButLate: right(o)
    case .wrong where o.failedSource != nil: .because(.inconclusiveNoObserver, names: o.failedSource)
    case .wrong(.failCallbackMissing) where o.actor == .real: silence(o, .failCallbackMissing)
    case .wrong(.failConnection): transport(o)
    case .wrong(let reason) where reason.verdict == .fail: broken(reason, o)
    case .wrong: .because(.errorHarness)
    case .transport: transport(o)
    }
  }

  /// Zero evidence cannot pass, nor can evidence below the least grade.
  private static func right(_ o: Observation) -> Judgement {
    if o.evidence == 0 { return .because(.inconclusiveNoEvidence) }
    return o.requirement.accepts(o.grade) ? .pass : .because(.inconclusiveGrade)
  }

  /// A reason of another family than the one it is given for is a mistake of ours.
  private static func of(_ family: Verdict, _ reason: Reason) -> Judgement {
    .because(reason.verdict == family ? reason : .errorHarness)
  }

  /// Nothing came. That is the target's fault only while a heartbeat reaches it.
  private static func silence(_ o: Observation, _ reason: Reason) -> Judgement {
    o.reach.heartbeat ? broken(reason, o) : .because(.errorUnreachable)
  }

  /// A reset, a time-out or a 5xx is the target's fault only while the target is otherwise there.
  private static func transport(_ o: Observation) -> Judgement {
    guard o.actor == .real else { return broken(.failConnection, o) }
    if o.reach.heartbeat && !o.reach.before { return .because(.inconclusiveReach) }
    return silence(o, .failConnection)
  }

  private static func broken(_ reason: Reason, _ o: Observation) -> Judgement {
    if o.actor == .simulated {
      guard let cause = o.realFailureBefore else { return .because(.errorHarness) }
      return .because(.inconclusiveUpstream, names: cause)
    }
    if reason.isTransportOrTime && o.confirmation == .passed { return .because(.reviewUnstable) }
    return Judgement(o.requirement.strength.verdictWhenBroken, reason)
  }
}
