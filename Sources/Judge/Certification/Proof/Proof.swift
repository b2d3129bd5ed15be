package import Conformance
package import Evidence

/// The proof of the suites: they pass what is right, catch what is wrong, and are not fooled. Without it a suite is not published.
package struct Proof: Sendable {
  /// Why the clean run is not clean; empty where it is.
  package let blemishes: [String]
  package let defects: [DefectTrial]
  package let impostors: [ImpostorTrial]
  package let twins: [TwinTrial]
  /// Requirements of the suites that a check cites and no defect breaks.
  package let unchallenged: [RequirementID]
  /// Variants in which no check fails under any defect that the base does not catch.
  package let idleVariants: [String]
  /// Whether only defects were asked for; impostors and twins then prove nothing and are not missed.
  package let isPart: Bool
  package static let greatestMedian = 2.0

  package init(
    clean: Ledger, defects: [DefectTrial], impostors: [ImpostorTrial], twins: [TwinTrial], unchallenged: [RequirementID],
    idleVariants: [String], isPart: Bool = false
  ) {
    self.isPart = isPart
    blemishes = Self.blemishes(clean)
    self.defects = defects
    self.impostors = impostors
    self.twins = twins
    self.unchallenged = unchallenged
    self.idleVariants = idleVariants
  }

  package var survivors: [DefectTrial] { defects.filter { !$0.isKilled } }

  /// The median of the radii of the killed; nil where there are none.
  package var medianRadius: Double? {
    let radii = defects.filter(\.isKilled).map(\.radius).sorted()
    guard !radii.isEmpty else { return nil }
    let middle = radii.count / 2
    return radii.count.isMultiple(of: 2) ? Double(radii[middle - 1] + radii[middle]) / 2 : Double(radii[middle])
  }

  package var holds: Bool {
    untried.isEmpty && blemishes.isEmpty && survivors.isEmpty && (medianRadius ?? 0) <= Self.greatestMedian && impostors.allSatisfy(\.holds)
      && twins.allSatisfy(\.holds)
  }

  /// What was not tried at all. Nothing is proven by silence.
  package var untried: [String] {
    [
      defects.isEmpty ? "no defect was tried" : nil, impostors.isEmpty && !isPart ? "no impostor was tried" : nil,
      twins.isEmpty && !isPart ? "no twin was tried" : nil,
    ].compactMap(\.self)
  }

  /// A right world: no failure, nothing inconclusive, nothing for which the harness blames itself.
  package static func blemishes(_ clean: Ledger) -> [String] {
    let checks = clean.instances.flatMap { one in
      one.checks.map(\.result).filter { $0.verdict.isBroken || $0.verdict.isUnseen }.prefix(1).map { c in
        let why = [c.reason?.rawValue ?? c.verdict.rawValue, c.actual ?? c.note].compactMap(\.self).joined(separator: ", ")
        return "\(clean.name(of: c)) \(c.requirement?.text ?? ""): \(why)"
      }
    }
    if clean.counts[.pass] == 0 { return ["no check of the clean run passed"] + checks }
    return checks.isEmpty ? [clean.harnessFault].compactMap(\.self) : checks
  }

  /// Variants that catch nothing of their own. `variants` names each played variant (`CR-01/malformed`) with its base (`CR-01`).
  package static func idle(_ variants: [(variant: String, base: String)], _ trials: [DefectTrial]) -> [String] {
    variants.filter { v in
      !trials.contains { trial in
        let base = Set(trial.failing.filter { $0.instance == v.base }.map(\.check))
        return trial.failing.contains { ($0.instance == v.variant || $0.instance.hasPrefix(v.variant + "[")) && !base.contains($0.check) }
      }
    }.map(\.variant)
  }
}
