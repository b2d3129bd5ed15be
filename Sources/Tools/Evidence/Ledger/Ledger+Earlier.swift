package import Conformance

extension Ledger {
  /// What earlier runs of the target say against this one.
  package var earlierObjections: [EarlierRuns.Objection] {
    run.earlier?.objections { requirement($0)?.state } ?? []
  }

  /// Musts that a real system was seen to break, with each instance in which it was.
  package var unmet: [PlayedRun.Unmet] {
    judged.filter(\.isReal).flatMap(\.requirements).filter { $0.state == .notMet && $0.requirement.strength == .must }.flatMap { result in
      instances.filter { one in one.checks.contains { $0.result.requirement == result.id && $0.result.verdict.isBroken } }
        .map { PlayedRun.Unmet(result.id, in: $0.planned.place) }
    }
  }
}

extension Planned {
  /// `crvs-mis/CR-06/duplicate`
  package var place: String { "\(suite)/\(key)" }
}
