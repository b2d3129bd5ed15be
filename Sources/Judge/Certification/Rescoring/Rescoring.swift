package import Conformance
package import Evidence

/// An old log under other rules: what its checks come to is judged anew, for each requirement, for score and level. Which checks
/// those are, and what each cites, is as `Asking` has it; without one, as it was.
package struct Rescoring: Sendable {
  package struct Row: Hashable, Sendable {
    package let requirement: String
    /// `met`; nil where there was none.
    package let was: String?
    package let now: String?
    package init(requirement: String, was: String?, now: String?) {
      self.requirement = requirement
      self.was = was
      self.now = now
    }
  }
  /// What differs, in the order of the certificate, then what is new.
  package let rows: [Row]
  package let level: (was: String, now: String)
  package let score: (was: String, now: String)

  package var isSame: Bool { rows.isEmpty && level.was == level.now && score.was == score.now }

  /// The claim beside what its own log comes to with the catalogue and profiles that were in force then.
  package init(_ claim: CertificateClaim, over ledger: Ledger) {
    let role = ledger.roles.first { $0.role.text == claim.role }
    let now = (role?.requirements ?? []).map { (id: $0.id.text, state: $0.state.rawValue) }
    let names = RequirementNames((role?.requirements ?? []).map(\.requirement))
    let before = claim.states.map { (id: names.now(RequirementID($0.id)).text, state: $0.state) }
    let gained = now.filter { one in !before.contains { $0.id == one.id } }
    rows =
      before.map { old in Row(requirement: old.id, was: old.state, now: now.first { $0.id == old.id }?.state) }.filter { $0.was != $0.now }
      + gained.map { Row(requirement: $0.id, was: nil, now: $0.state) }
    let level = role?.levels.first { $0.profile.name == claim.profile }
    self.level = (claim.level, level.map { $0.level?.name ?? "none" } ?? "no such profile")
    score = (claim.score, role.map { "\($0.score.total)" } ?? "nothing applies")
  }

  /// The same over today's catalogue and profiles.
  package init(
    _ claim: CertificateClaim, _ events: [Recorded], requirements: [Requirement], profiles: [Profile], asking: Asking = Asking([], of: [])
  ) {
    self.init(claim, over: Ledger(Self.events(asking.asked(events, requirements), requirements, profiles)))
  }

  private static func events(_ old: [Recorded], _ requirements: [Requirement], _ profiles: [Profile]) -> [Recorded] {
    let head = old.compactMap { recorded -> Recorded? in
      guard case .run(var run) = recorded.event else { return nil }
      run.profiles = profiles.filter { $0.covers(run.edges) }
      return Recorded(recorded.place, .run(run))
    }
    let names = RequirementNames(requirements)
    let rest = old.compactMap { recorded -> Recorded? in
      switch recorded.event {
      case .run, .requirement: return nil
      case .check(var check):
        check.result.requirement = check.result.requirement.map(names.now)
        return Recorded(recorded.place, .check(check))
      case .planned(var planned):
        planned.checks = planned.checks.map { one in
          .init(step: one.step, check: one.check, requirement: one.requirement.map { names.now(RequirementID($0)).text })
        }
        return Recorded(recorded.place, .planned(planned))
      default: return recorded
      }
    }
    return head + requirements.enumerated().map { Recorded(Place(instance: -1, number: $0 + 1), .requirement($1)) } + rest
  }
}
