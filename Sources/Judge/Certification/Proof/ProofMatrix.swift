package import Conformance
package import Evidence

/// The proof of suites: they pass what is right, catch what is wrong, and are not fooled. Without it a suite is not published.
///
/// A value that can be written (`json`) and read again (`init(_ json:)`), with nothing lost.
package struct ProofMatrix: Hashable, Sendable {
  /// What was proved, and how it can be played again.
  package struct Scope: Hashable, Sendable {
    package let suites: [RunStarted.Suite]
    package let tool: String
    package let seed: String
    package let today: String
    /// Whether only one defect was asked for; impostors and twins then prove nothing and are not missed.
    package let isPart: Bool
    /// Whether each defect was played against the whole family, so that its blast radius is known.
    package let measuresRadius: Bool

    package init(suites: [RunStarted.Suite], tool: String, seed: String, today: String, isPart: Bool, measuresRadius: Bool) {
      self.suites = suites
      self.tool = tool
      self.seed = seed
      self.today = today
      self.isPart = isPart
      self.measuresRadius = measuresRadius
    }
  }
  package let scope: Scope
  /// Why the clean run is not clean; empty where it is.
  package let blemishes: [String]
  package let requirements: [RequirementRow]
  package let defects: [DefectTrial]
  package let impostors: [ImpostorTrial]
  package let twins: [TwinTrial]
  /// Requirements of the suites that a check cites and no defect breaks.
  package let unchallenged: [RequirementID]
  package let variants: [VariantWorth]
  package let checks: [CheckStanding]
  /// The schemas by which checks judge, each clause of them broken in what the clean run said.
  package let forms: [FormTrial]
  package static let greatestMedian = 2.0

  package init(
    scope: Scope, blemishes: [String], requirements: [RequirementRow], defects: [DefectTrial], impostors: [ImpostorTrial],
    twins: [TwinTrial], unchallenged: [RequirementID], variants: [VariantWorth], checks: [CheckStanding], forms: [FormTrial] = []
  ) {
    self.scope = scope
    self.blemishes = blemishes
    self.requirements = requirements
    self.defects = defects
    self.impostors = impostors
    self.twins = twins
    self.unchallenged = unchallenged
    self.variants = variants
    self.checks = checks
    self.forms = forms
  }

  /// `challenged`: what any known defect breaks, of these trials or not. `variants`: each played variant with its base.
  package init(
    scope: Scope, clean: Ledger, defects: [DefectTrial], impostors: [ImpostorTrial], twins: [TwinTrial],
    challenged: Set<RequirementID>, variants: [(variant: String, base: String)], forms: [FormTrial] = []
  ) {
    self.init(
      scope: scope, blemishes: Self.blemishes(clean), requirements: Self.rows(clean), defects: defects, impostors: impostors, twins: twins,
      unchallenged: scope.isPart ? [] : clean.requirements.map(\.id).filter { !challenged.contains($0) },
      variants: scope.isPart ? [] : VariantWorth.all(variants, defects), checks: Self.standings(clean, defects),
      forms: forms)
  }

  package var survivors: [DefectTrial] { defects.filter { !$0.isKilled } }
  package var idleVariants: [String] { variants.filter(\.isIdle).map(\.variant) }

  /// The median of the radii of the killed; nil where none was measured.
  package var medianRadius: Double? {
    let radii = defects.filter(\.isKilled).compactMap(\.radius).sorted()
    guard !radii.isEmpty else { return nil }
    let middle = radii.count / 2
    return radii.count.isMultiple(of: 2) ? Double(radii[middle - 1] + radii[middle]) / 2 : Double(radii[middle])
  }

  package var holds: Bool { objections.isEmpty }

  /// Why nothing is proven; empty where it is. What was not tried at all is an objection too: nothing is proven by silence.
  package var objections: [String] {
    let believed = impostors.count { !$0.holds }
    let clauses = ClauseTally(forms)
    let losing = twins.count { !$0.holds }
    return untried
      + [
        blemishes.isEmpty ? nil : "the clean run is not clean",
        survivors.isEmpty ? nil : "\(survivors.count) of \(defects.count) defects are not killed",
        medianRadius.flatMap { $0 > Self.greatestMedian ? "the median blast radius is \($0), above \(Self.greatestMedian)" : nil },
        believed > 0 ? "\(believed) of \(impostors.count) impostors are believed" : nil,
        clauses.stand > 0 ? "\(clauses.stand) of \(clauses.all) clauses of schemas can be broken unseen" : nil,
        losing > 0 ? "\(losing) of \(twins.count) twins lose" : nil,
      ].compactMap(\.self)
  }

  package var untried: [String] {
    [
      defects.isEmpty ? "no defect was tried" : nil, impostors.isEmpty && !scope.isPart ? "no impostor was tried" : nil,
      twins.isEmpty && !scope.isPart ? "no twin was tried" : nil,
    ].compactMap(\.self)
  }

  /// Checks of a suite, base and variants together, that fail under no defect: whoever adds such a check has not shown what it is for.
  package func idleChecks(of suite: String) -> [CheckStanding] {
    let own = checks.filter { $0.suite == suite }
    let alive = Set(own.filter { !$0.fails.isEmpty }.map { CheckName($0.name.base, $0.name.check) })
    return own.filter { !alive.contains(CheckName($0.name.base, $0.name.check)) }
  }

  /// Defects that break this requirement and were killed by it, and all under which it fails.
  package func standing(of requirement: RequirementID) -> (killed: [String], failed: [String]) {
    (
      defects.filter { $0.breaks == requirement && $0.isKilled }.map(\.name),
      defects.filter { $0.failed.contains(requirement) }.map(\.name)
    )
  }
}
