/// What a person said of what another one showed.
package struct ReviewWord: Hashable, Sendable {
  package var isAccepted: Bool
  package var by: String
  package var why: String?
  package init(isAccepted: Bool, by: String, why: String? = nil) {
    self.isAccepted = isAccepted
    self.by = by
    self.why = why
  }
}

// What people show after a run. It is of the lowest grade, counts once another look was taken at it, and changes nothing that was seen.
extension CheckResult {
  private static let unseen: [Reason] = [
    .inconclusiveNoObserver, .inconclusiveNoEvidence, .inconclusivePatience, .inconclusiveReach,
  ]

  /// Whether a person can still add to it: nobody saw, or a person is to decide. What was seen stays seen.
  package var isOpenToPeople: Bool { verdict == .review || reason.map(Self.unseen.contains) ?? false }

  /// The check with what was shown for it, and with the last word on that; `word` nil: nobody has looked at it yet.
  package func reviewed(_ shown: [String], _ word: ReviewWord?, under requirement: Requirement?) -> CheckResult {
    guard isOpenToPeople, verdict == .review || !shown.isEmpty else { return self }
    var result = self
    result.evidence += shown
    guard let word else {
      guard verdict != .review else { return result }
      (result.verdict, result.reason, result.grade) = (.review, .reviewPerson, .d)
      return result
    }
    guard word.isAccepted else { return refused(word, result, under: requirement) }
    result.evidence.append("accepted by \(word.by)" + (word.why.map { ": \($0)" } ?? ""))
    result.grade = verdict == .review ? grade ?? .d : .d
    (result.verdict, result.reason) =
      requirement?.accepts(result.grade) ?? true ? (.pass, nil) : (.inconclusive, .inconclusiveGrade)
    return result
  }

  /// Of what the run itself marked, the doubt was right. Else it is as if nothing had been shown.
  private func refused(_ word: ReviewWord, _ shown: CheckResult, under requirement: Requirement?) -> CheckResult {
    let says = "refused by \(word.by)" + (word.why.map { ": \($0)" } ?? "")
    var result = verdict == .review ? shown : self
    if verdict == .review {
      result.verdict = requirement?.strength.verdictWhenBroken ?? .fail
      result.reason = reason == .reviewUnstable ? .failConnection : .failAssertion
    }
    result.note = [note, says].compactMap(\.self).joined(separator: "; ")
    return result
  }
}
