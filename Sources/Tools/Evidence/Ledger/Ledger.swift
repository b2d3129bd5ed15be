package import Conformance
import Facts

/// One fold over the events of a run, and the only input of reports and certificates: what was planned, seen and judged, in an order
/// that depends on the plan and on nothing else.
///
///     let ledger = Ledger(reader.events)
///     ledger.status      // how the process ends
///     ledger.cause       // what a reader should look at first
package struct Ledger: Sendable {
  package let run: RunStarted
  /// In the order of the plan.
  package let instances: [LedgerInstance]
  /// Requirements that a planned check cites, in the order of the catalogue; then cited ones that no catalogue names.
  package let requirements: [RequirementResult]
  /// In the order of the run's actors; only those that a requirement binds.
  package let roles: [RoleResult]
  package let counts: VerdictCounts
  package let coverage: Coverage
  package let accounting: Accounting
  /// Results that are unsound in themselves: a pass that names no evidence, a reason of the wrong family.
  package let flaws: [String]
  /// The run was stopped, or its log ends in mid-air.
  package let isInterrupted: Bool
  package let milliseconds: Int
  package let causes: RunExitStatus.Causes
  /// The expectation file that the run is held against; nil where there is none.
  package let expectations: ExpectationAccount?
  package let declarations: [DeclarationAccount]

  /// Events in any order.
  package init(_ events: [Recorded]) {
    let sorted = LedgerSorting(events)
    run = sorted.run
    let catalogue = sorted.requirements
    let byID = Dictionary(catalogue.map { ($0.id, $0) }) { first, _ in first }
    instances = sorted.instances.map { one in
      LedgerInstance(index: one.index, planned: one.planned, events: one.events) { byID[$0] }
    }
    let checks = instances.flatMap { $0.checks.map(\.result) }
    expectations = Self.expectations(sorted, instances)
    requirements = LedgerRollUp(sorted, instances, expectations).results
    counts = VerdictCounts(checks)
    coverage = Coverage(testable: catalogue.map(\.id), cited: requirements.map(\.id))
    let planned = instances.flatMap { one in
      one.planned.checks.map { CheckID(instance: one.index, step: $0.step, check: $0.check) }
    }
    accounting = Accounting(planned: planned, judged: checks.map(\.id))
    flaws = checks.compactMap { check in check.flaw.map { "\(check.id): \($0)" } } + sorted.strays
    isInterrupted = sorted.finished?.interrupted ?? true
    milliseconds = sorted.finished?.milliseconds ?? 0
    roles = Self.roles(sorted.run, requirements)
    declarations = Self.declarations(sorted, instances)
    causes = Self.causes(
      roles, checks, hasPlan: !planned.isEmpty, faulty: !accounting.holds || !flaws.isEmpty, drifted: expectations?.isDrifted ?? false)
  }

  package var status: RunExitStatus { RunExitStatus(causes) }

  /// Real roles where there are any, else all: whose results the exit status speaks of.
  package var judged: [RoleResult] { roles.contains { $0.isReal } ? roles.filter(\.isReal) : roles }

  /// Whether nothing of what was planned applies to anybody who is judged.
  package var isEmpty: Bool { Self.isEmpty(judged) }

  package func requirement(_ id: RequirementID?) -> RequirementResult? {
    id.flatMap { id in requirements.first { $0.id == id } }
  }

  private static func expectations(_ sorted: LedgerSorting, _ instances: [LedgerInstance]) -> ExpectationAccount? {
    sorted.expectations.map { file in
      let names = RequirementNames(sorted.requirements)
      return ExpectationAccount(
        file.entries.map { $0.renamed(names) }, over: named(instances), on: "\(sorted.run.today)", isSelection: sorted.run.isSelection)
    }
  }

  private static func named(_ instances: [LedgerInstance]) -> [(scenario: String, check: CheckResult)] {
    instances.flatMap { one in one.checks.map { (scenario: one.name, check: $0.result) } }
  }

  /// Every check with the key of its instance, in the order of the run.
  package var named: [(scenario: String, check: CheckResult)] { Self.named(instances) }

  private static func declarations(_ sorted: LedgerSorting, _ instances: [LedgerInstance]) -> [DeclarationAccount] {
    sorted.declarations.map { one in
      let exchanges = instances.flatMap(\.exchanges).filter { e in
        [e.from.text, e.to.text].contains(one.role.text) && !e.readings.isEmpty && !e.repeated
      }
      return DeclarationAccount(
        one, scenarios: instances.map { ($0.name, $0.checks.map(\.result)) },
        core: sorted.run.profiles.filter { $0.role == one.role }.flatMap(\.core),
        spoken: exchanges.map { (edge: $0.edge.text, dialect: $0.dialect.text) })
    }
  }

  private static func roles(_ run: RunStarted, _ results: [RequirementResult]) -> [RoleResult] {
    // A selection is no profile: it earns no level and loses none.
    let profiles = run.isSelection ? [] : run.profiles
    var known = run.actors.map { (name: RoleName($0.role.text), isReal: $0.isReal, product: $0.product) }
    for result in results where !known.contains(where: { $0.name == result.requirement.binds }) {
      known.append((name: result.requirement.binds, isReal: false, product: ""))
    }
    return known.compactMap { role in
      let bound = results.filter { $0.requirement.binds == role.name }
      guard !bound.isEmpty else { return nil }
      return RoleResult(
        role: role.name, isReal: role.isReal, product: role.product, requirements: bound,
        profiles: profiles.filter { $0.role == role.name })
    }
  }

  /// An empty set is never met.
  private static func isEmpty(_ roles: [RoleResult]) -> Bool {
    roles.allSatisfy { $0.requirements.allSatisfy { $0.state == .notApplicable } }
  }

  /// What an expectation file allows is no cause; a waiver changes no exit status.
  private static func causes(
    _ roles: [RoleResult], _ checks: [CheckResult], hasPlan: Bool, faulty: Bool, drifted: Bool
  ) -> RunExitStatus.Causes {
    let judged = roles.contains { $0.isReal } ? roles.filter(\.isReal) : roles
    func anyMust(_ of: [RoleResult], _ state: RequirementState) -> Bool {
      of.contains { $0.requirements.contains { $0.requirement.strength == .must && $0.unexpected == state } }
    }
    var causes = RunExitStatus.Causes()
    causes.harnessFault = faulty || checks.contains { $0.reason == .errorHarness }
    causes.mustNotMet = anyMust(roles, .notMet)
    causes.expectationsDrifted = drifted
    causes.unreachable = checks.contains { $0.reason == .errorUnreachable }
    // Nothing by silence: where nothing was planned, or nothing of it applies, nothing is proven.
    causes.mustUnseen = anyMust(judged, .unseen) || !hasPlan || isEmpty(judged)
    return causes
  }
}
