/// Why a variant counts: the checks that fail in it under some defect which its base does not catch. Without one it is idle.
package struct VariantWorth: Hashable, Sendable {
  package struct Catch: Hashable, Sendable {
    package let check: CheckName
    package let defect: String
    package init(_ check: CheckName, under defect: String) {
      self.check = check
      self.defect = defect
    }
  }
  /// `CR-01/malformed`
  package let variant: String
  package let base: String
  /// In the order of the defects; of each the first check.
  package let catches: [Catch]

  package init(variant: String, base: String, catches: [Catch]) {
    self.variant = variant
    self.base = base
    self.catches = catches
  }
  package var isIdle: Bool { catches.isEmpty }

  /// `variants`: each played variant with its base. A check that fails in the base as well proves nothing of the variant,
  /// and where the base was not played under a defect nothing can be told.
  package static func all(_ variants: [(variant: String, base: String)], _ trials: [DefectTrial]) -> [VariantWorth] {
    variants.map { one in
      VariantWorth(
        variant: one.variant, base: one.base,
        catches: trials.compactMap { trial in
          guard trial.played.contains(one.base) else { return nil }
          let base = Set(trial.failing.filter { $0.scenario == one.base }.map(\.check))
          return trial.failing.first { $0.variant == one.variant && !base.contains($0.check) }.map { Catch($0, under: trial.name) }
        })
    }
  }
}
