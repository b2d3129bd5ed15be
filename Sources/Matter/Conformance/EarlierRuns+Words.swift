extension EarlierRuns: CustomStringConvertible {
  /// `earlier runs of this target: 3, of the same version and scope: 2; not met then: UC-1 in run 2 of 2026-11-27`
  package var description: String {
    guard kept > 0 else { return "earlier runs of this target: none is kept" }
    var text = "earlier runs of this target: \(kept), of the same version and scope: \(alike)"
    if !failed.isEmpty {
      let more = failed.count > Self.shown ? ", and \(failed.count - Self.shown) more" : ""
      text += "; not met then: " + failed.prefix(Self.shown).map(\.description).joined(separator: ", ") + more
    }
    if let replayed { text += "; with the same people: \(replayed)" }
    return text
  }
  private static let shown = 3
}

extension EarlierRuns.Failed: CustomStringConvertible {
  package var description: String { "\(requirement) in run \(run) of \(day)" }
}

extension EarlierRuns.Replayed: CustomStringConvertible {
  package var description: String { "run \(run) of \(day)" }
}

extension EarlierRuns.Objection: CustomStringConvertible {
  /// With what to do about it, for a gate that says all in one line.
  package var description: String { "\(what); \(next)" }

  package var what: String {
    switch self {
    case .seedPlayed(let again): "the seed was played before against this target, in \(again), so its people were known"
    case .metWithoutChange(let failed):
      "\(failed.requirement) is met, and was not in run \(failed.run) of \(failed.day) by the same version"
    }
  }
  private var next: String {
    switch self {
    case .seedPlayed: "play without --seed, or with one that was never played"
    case .metWithoutChange: "declare the version or build that mended it in the target file, `product: { version }`, and play again"
    }
  }
}
