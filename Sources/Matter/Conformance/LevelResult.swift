/// The level that a role reaches under a profile, and for each level what still stands in its way.
package struct LevelResult: Hashable, Sendable {
  package struct Gap: Hashable, Sendable {
    package var level: Level
    /// Nil when nothing that the level asks for is met: an empty set is never met.
    package var requirement: RequirementID?
    /// Nil when the requirement is not in the run at all.
    package var state: RequirementState?
    /// An accepted waiver covers it.
    package var isWaived = false
  }

  /// Strictly: no waiver helps.
  package var level: Level?
  /// With the waivers that are in force, never more than said beside the strict level.
  package var levelWithWaivers: Level?
  package var profile: Profile
  package var gaps: [Gap]

  /// A requirement of the core that the suite does not know is a gap, and so is one that no check judged: only the declared policy
  /// excuses, and what may be left out where it is.
  package init(_ profile: Profile, over results: [RequirementResult]) {
    let byID = Dictionary(results.map { ($0.id, $0) }) { first, _ in first }
    self.profile = profile
    gaps = []
    for level in Level.allCases {
      let asked = Self.asked(at: level, by: profile, byID)
      if !asked.contains(where: { byID[$0]?.state == .met }) { gaps.append(Gap(level: level, requirement: nil, state: nil)) }
      for id in asked where !(byID[id].map { $0.state == .met || $0.isExcused } ?? false) {
        gaps.append(Gap(level: level, requirement: id, state: byID[id]?.state, isWaived: byID[id]?.isWaived ?? false))
      }
    }
    level = Self.below(gaps)
    levelWithWaivers = Self.below(gaps.filter { !$0.isWaived })
  }

  /// The level below the first one that has a gap.
  private static func below(_ gaps: [Gap]) -> Level? {
    let open = gaps.map(\.level).min()
    return open.map { Level(rawValue: $0.rawValue - 1) } ?? .l3
  }

  private static func asked(
    at level: Level, by profile: Profile, _ known: [RequirementID: RequirementResult]
  ) -> [RequirementID] {
    let list = level == .l3 ? profile.variants : profile.core
    return list.filter { id in
      guard let requirement = known[id]?.requirement else { return true }
      if level == .l1 { return requirement.gate != nil || (requirement.class == .wire && requirement.strength == .must) }
      return requirement.strength == .must
    }
  }
}

extension LevelResult: CustomStringConvertible {
  /// `L2 performs (draft profile)`, `no level`
  package var description: String {
    (level.map { "\($0.name) \($0.meaning)" } ?? "no level") + (profile.isDraft ? " (draft profile)" : "")
  }
}
