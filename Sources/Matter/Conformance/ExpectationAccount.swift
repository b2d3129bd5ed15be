/// An expectation file held against a run, both ways: what came and was expected, what came and was not, what was expected and did not
/// come.
///
/// With a file, everything but a pass is listed, skips and open results too: nothing passes because it was no longer looked at. What the
/// harness could not decide (its own fault, an unreachable system, a stopped run) drifts neither way.
package struct ExpectationAccount: Hashable, Sendable {
  /// In the order of the file.
  package let entries: [ExpectedResult]
  package let drifts: [Drift]
  private let entryOf: [CheckID: Int]

  /// `checks` stand with the key of their instance, in the order of the run; `day` is the day of the run. In a selection the entries
  /// of what was not selected are left alone.
  package init(
    _ entries: [ExpectedResult], over checks: [(scenario: String, check: CheckResult)], on day: String, isSelection: Bool = false
  ) {
    self.entries = entries
    var entryOf: [CheckID: Int] = [:]
    var drifts: [Drift] = []
    let byScenario = Dictionary(grouping: checks) { $0.scenario }
    for (index, entry) in entries.enumerated() {
      let cited = (byScenario[entry.scenario] ?? []).map(\.check).filter { $0.requirement == entry.requirement }
      let matching = cited.filter { $0.reason == entry.reason }
      if entry.isExpired(on: day) {
        drifts.append(Drift(.expired, entry))
      } else if !matching.isEmpty {
        for check in matching where entryOf[check.id] == nil { entryOf[check.id] = index }
      } else if cited.isEmpty {
        if !isSelection || byScenario[entry.scenario] != nil { drifts.append(Drift(.unused, entry)) }
      } else if cited.contains(where: \.isDecided) {
        drifts.append(Drift(.notSeen, entry, saw: Self.saw(cited)))
      }
    }
    self.entryOf = entryOf
    self.drifts = drifts + Self.unlisted(checks, entries, entryOf)
  }

  package var isDrifted: Bool { !drifts.isEmpty }
  /// How many checks came as the file says.
  package var count: Int { entryOf.count }
  /// The entries that something in the run needed, in the order of the file.
  package var used: [ExpectedResult] {
    let indices = Set(entryOf.values)
    return entries.indices.filter(indices.contains).map { entries[$0] }
  }

  /// The entry that expects this check to come as it did; nil where it was not expected.
  package func entry(for check: CheckID) -> ExpectedResult? { entryOf[check].map { entries[$0] } }

  /// What a file for this run would hold, in the order of the run: one entry for each scenario, requirement and reason. What `old`
  /// already says keeps its owner, link, note and day.
  package static func entries(
    for checks: [(scenario: String, check: CheckResult)], expires: String, keeping old: [ExpectedResult] = []
  ) -> [ExpectedResult] {
    var seen = Set<String>()
    return checks.compactMap { scenario, check in
      guard let requirement = check.requirement, let reason = check.reason, check.isDecided else { return nil }
      let new = ExpectedResult(scenario: scenario, requirement: requirement, reason: reason, expires: expires)
      guard seen.insert("\(new)").inserted else { return nil }
      return old.first { $0.covers(scenario, check) } ?? new
    }
  }

  private static func unlisted(
    _ checks: [(scenario: String, check: CheckResult)], _ entries: [ExpectedResult], _ entryOf: [CheckID: Int]
  ) -> [Drift] {
    let open = checks.filter { entryOf[$0.check.id] == nil && $0.check.verdict != .pass }
    // An expired entry is told once, as such.
    return self.entries(for: open, expires: "").filter { new in !entries.contains { "\($0)" == "\(new)" } }.map { Drift(.unlisted, $0) }
  }

  private static func saw(_ checks: [CheckResult]) -> String {
    var words: [String] = []
    for check in checks {
      let word = check.reason?.rawValue ?? check.verdict.rawValue
      if !words.contains(word) { words.append(word) }
    }
    return words.joined(separator: ", ")
  }
}

extension CheckResult {
  /// Whether the run came to anything about it. Our own fault, an unreachable system and a stopped run leave it open.
  package var isDecided: Bool { verdict != .error && reason != .notRunInterrupted }
}
