extension LevelResult {
  package func isReached(_ asked: Level) -> Bool { level.map { asked <= $0 } ?? false }

  /// Why a level is not reached; nil where it is. `UC-PY05-STATE is not met, and 2 more`
  package func because(_ asked: Level) -> String? {
    guard !isReached(asked) else { return nil }
    if asked == .l3, profile.variants.isEmpty { return "the profile names nothing to withstand" }
    // What was asked for and failed says more than that nothing was met.
    let own = gaps.filter { $0.level == asked }
    let named = own.filter { $0.requirement != nil }
    guard let first = named.first(where: { $0.state == .notMet }) ?? named.first, let id = first.requirement else {
      let below = (level?.rawValue).map { $0 + 1 } ?? 1
      return own.isEmpty ? "L\(below) is not reached" : "nothing that it asks for is met"
    }
    let more = named.count - 1
    return "\(id) \(Self.word(first.state))" + (more == 0 ? "" : ", and \(more) more")
  }

  /// `L1 connects and does no harm: no, because UC-CR06-NO-LINE is not met`
  package func sentence(_ asked: Level) -> String {
    "\(asked.name) \(asked.meaning): " + (because(asked).map { "no, because \($0)" + waived(asked) } ?? "yes")
  }

  /// The first level in any case, then the highest that is reached, then the one that is missed.
  package var sentences: [String] {
    let next = Level(rawValue: (level?.rawValue ?? 0) + 1)
    let told = Level.allCases.filter { $0 == .l1 || $0 == level || $0 == next }
    return told.map(sentence)
  }

  private func waived(_ asked: Level) -> String { (levelWithWaivers.map { asked <= $0 } ?? false) ? " (with waivers: yes)" : "" }

  private static func word(_ state: RequirementState?) -> String {
    switch state {
    case .met: "is met"
    case .notMet: "is not met"
    case .unseen: "is unseen"
    case .notApplicable: "does not apply here"
    case nil: "is not in this run"
    }
  }
}
