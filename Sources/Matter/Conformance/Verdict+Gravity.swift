extension Verdict {
  /// Gravest first: what a list shows for a scenario with several checks.
  package static let byGravity: [Verdict] = [.error, .fail, .inconclusive, .notRun, .review, .warn, .pass, .notApplicable]

  /// The gravest of several; `notApplicable` of none.
  package static func gravest(of verdicts: some Sequence<Verdict>) -> Verdict {
    let seen = Set(verdicts)
    return byGravity.first { seen.contains($0) } ?? .notApplicable
  }
}
