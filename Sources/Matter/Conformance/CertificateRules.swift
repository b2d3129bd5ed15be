/// Whether a run may be certified: every reason why not, in the order of the catalogue. Empty means that it may.
///
/// Nothing here makes a certificate better than the run: what is unseen, waived, disputed or in draft is named in it.
package enum CertificateRules {
  package static func refusals(_ facts: CertificateFacts) -> [CertificateRefusal] {
    CertificateRefusal.Rule.allCases.compactMap { rule in
      broken(rule, facts).map { CertificateRefusal(rule, $0) }
    }
  }

  /// What breaks the rule; nil where it holds.
  private static func broken(_ rule: CertificateRefusal.Rule, _ f: CertificateFacts) -> [String]? {
    switch rule {
    case .selection: told(f.isSelection)
    case .noProfile: told(f.level == nil)
    // A selection misses much of the profile by its nature: that is told once.
    case .partOfProfile: f.isSelection ? nil : told(f.level.map(notPlayed) ?? [])
    case .noLevel: told(f.level.map { $0.level == nil } ?? false, f.level?.because(.l1).map { [$0] } ?? [])
    case .interrupted: told(f.isInterrupted)
    case .accounting: told(f.faults)
    case .error: told(f.errors)
    case .unreviewed: told(f.unreviewed)
    case .noNonce: told(f.desk.map(\.nonce.isEmpty) ?? true)
    case .foreignSeed: told(f.desk.map { !$0.nonce.isEmpty && $0.seed != f.seed } ?? false)
    case .seedPlayed: told(f.earlier.compactMap { if case .seedPlayed(let again) = $0 { "\(again)" } else { nil } })
    case .metWithoutChange: told(f.earlier.compactMap { if case .metWithoutChange(let one) = $0 { "\(one)" } else { nil } })
    case .runsUncounted: told(f.desk.map { ($0.runs ?? 0) < 1 } ?? false)
    case .noEnd: told(f.desk.map { ($0.ends ?? "").isEmpty } ?? false)
    case .sandbox: told(f.isSandbox)
    case .noProduct: told(f.product.isEmpty || f.version.isEmpty)
    case .unsealedPeople: told(f.hasUnsealedPeople)
    case .unassigned: told(f.allowances.unassigned)
    case .expired: told(f.allowances.expired)
    case .drifted: told(f.allowances.drifted)
    case .hostile: told(f.allowances.hostile)
    case .waivedGate: told(f.allowances.waivedGates)
    }
  }

  private static func told(_ isBroken: Bool, _ names: [String] = []) -> [String]? { isBroken ? names : nil }
  private static func told(_ names: [String]) -> [String]? { names.isEmpty ? nil : names }

  /// What the profile asks for and no check of the run cites.
  private static func notPlayed(_ level: LevelResult) -> [String] {
    var seen = Set<RequirementID>()
    return level.gaps.compactMap { $0.state == nil ? $0.requirement : nil }.filter { seen.insert($0).inserted }.map(\.text)
  }
}
