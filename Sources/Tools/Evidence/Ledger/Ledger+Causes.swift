import Conformance

extension Ledger {
  /// What a reader should look at first: the check behind the exit status. Nil when all is well, or when only the accounts are wrong.
  package var cause: Cause? {
    switch status {
    case .ok, .usage, .drifted: nil
    case .harnessFault: first { $0.reason == .errorHarness }
    case .mustNotMet: first { $0.verdict == .fail && mustStates.contains($0.requirement) }
    case .incomplete: first { $0.reason == .errorUnreachable } ?? first { $0.verdict.isUnseen && mustStates.contains($0.requirement) }
    }
  }

  /// For each requirement that is not met, then for each that is unseen, the check that a reader should look at; catalogue order.
  package var open: [Cause] {
    let checks = everyCheck
    return [RequirementState.notMet, .unseen].flatMap { state in
      requirements.filter { $0.state == state }.compactMap { result in
        result.decisive.flatMap { wanted in checks.first { $0.check.result.id == wanted.id } }
          .map { Cause($0.check, in: $0.instance, of: self) }
      }
    }
  }

  /// The checks of an instance that failed, warned or could not be judged, in order.
  package func causes(in instance: LedgerInstance) -> [Cause] {
    instance.checks.filter { $0.result.verdict.isBroken || ($0.result.verdict.isUnseen && $0.result.verdict != .notRun) }
      .map { Cause($0, in: instance, of: self) }
  }

  private var everyCheck: [(check: CheckEvent, instance: LedgerInstance)] {
    instances.flatMap { one in one.checks.map { ($0, one) } }
  }

  private var mustStates: Set<RequirementID?> { Set(requirements.filter { $0.requirement.strength == .must }.map(\.id)) }

  private func first(where matches: (CheckResult) -> Bool) -> Cause? {
    everyCheck.first { matches($0.check.result) }.map { Cause($0.check, in: $0.instance, of: self) }
  }
}
