/// What the earlier runs of a target say of the one that begins. A run that is green after others of the same product were not shows
/// luck, and one whose people were played before shows memory: neither earns a gate or a certificate.
package struct EarlierRuns: Hashable, Sendable {
  /// A must that was not met, and the last run in which it was not.
  package struct Failed: Hashable, Sendable {
    package var requirement: RequirementID
    package var run: Int
    package var day: String
    package init(_ requirement: RequirementID, run: Int, day: String) {
      self.requirement = requirement
      self.run = run
      self.day = day
    }
  }
  /// The last run that played the same people.
  package struct Replayed: Hashable, Sendable {
    package var run: Int
    package var day: String
    package init(run: Int, day: String) {
      self.run = run
      self.day = day
    }
  }

  /// Of this run, among those that are kept of the target.
  package var number: Int
  /// Runs before it in which the system was met.
  package var kept: Int
  /// Those of the same version that were asked the same.
  package var alike: Int
  /// In the order in which they were first seen.
  package var failed: [Failed]
  package var replayed: Replayed?

  package init(number: Int, kept: Int, alike: Int, failed: [Failed], replayed: Replayed?) {
    self.number = number
    self.kept = kept
    self.alike = alike
    self.failed = failed
    self.replayed = replayed
  }

  /// Where the system was not reached, or nothing could be said of it, a run counts for nothing; nor do stories count that this run does
  /// not play.
  package init(before run: PlayedRun, among earlier: [PlayedRun]) {
    let plan = Set(run.instances)
    let met = earlier.filter { !$0.instances.isEmpty }
    let same = met.filter { $0.product == run.product && $0.scope == run.scope }
    var failed: [Failed] = []
    for one in same {
      for unmet in one.unmet where plan.contains(unmet.instance) {
        failed.keep(Failed(unmet.requirement, run: one.number, day: one.day))
      }
    }
    let again = met.last { $0.seed == run.seed && !plan.isDisjoint(with: $0.instances) }
    self.init(
      number: run.number, kept: met.count, alike: same.count, failed: failed,
      replayed: again.map { Replayed(run: $0.number, day: $0.day) })
  }

  /// Of the parts of one plan, played one after the other or apart.
  package init?(parts: [EarlierRuns]) {
    guard let first = parts.min(by: { $0.number < $1.number }) else { return nil }
    self = first
    for failed in parts.flatMap(\.failed) { self.failed.keep(failed) }
    replayed = parts.compactMap(\.replayed).max { $0.run < $1.run }
  }

  /// What stands against the run. `state`: of a requirement in it.
  package func objections(_ state: (RequirementID) -> RequirementState?) -> [Objection] {
    (replayed.map { [.seedPlayed($0)] } ?? []) + failed.filter { state($0.requirement) == .met }.map { .metWithoutChange($0) }
  }

  package enum Objection: Hashable, Sendable {
    case seedPlayed(Replayed)
    case metWithoutChange(Failed)
  }
}

extension [EarlierRuns.Failed] {
  /// The last run of a requirement stands for all.
  fileprivate mutating func keep(_ one: Element) {
    guard let place = firstIndex(where: { $0.requirement == one.requirement }) else { return append(one) }
    if self[place].run < one.run { self[place] = one }
  }
}
