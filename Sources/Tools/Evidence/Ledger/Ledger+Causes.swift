import Conformance

extension Ledger {
  /// What a reader should look at first: the check behind the exit status. Nil when all is well, or when only the accounts are wrong.
  package var cause: Cause? {
    switch status {
    case .ok, .usage: nil
    case .drifted: drifted.flatMap { wanted in first { $0.id == wanted.id } }
    case .harnessFault: first { $0.reason == .errorHarness }
    case .mustNotMet: firstOpen(.notMet)
    case .incomplete: first { $0.reason == .errorUnreachable } ?? firstOpen(.unseen)
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

  /// The first check in the order of the run that decides a must which is in this state and which nobody expected.
  private func firstOpen(_ state: RequirementState) -> Cause? {
    let musts = requirements.filter { $0.requirement.strength == .must && $0.unexpected == state }
    let byID = Dictionary(musts.map { ($0.id, $0) }) { first, _ in first }
    return first { check in
      guard let result = check.requirement.flatMap({ byID[$0] }), result.beside.expected[check.id] == nil else { return false }
      return state == .unseen ? check.verdict.isUnseen : check.verdict.isBroken || result.beside.interpretations[check.id]?.ruling == .fail
    }
  }

  /// The first check that came and that the expectation file does not know.
  private var drifted: CheckResult? {
    let unlisted = (expectations?.drifts ?? []).first { $0.kind == .unlisted }?.entry
    return unlisted.flatMap { entry in named.first { entry.covers($0.scenario, $0.check) }?.check }
  }

  private func first(where matches: (CheckResult) -> Bool) -> Cause? {
    everyCheck.first { matches($0.check.result) }.map { Cause($0.check, in: $0.instance, of: self) }
  }
}
