import Conformance
import Evidence
import Facts
import Scenarios
import Timeline

extension Player {
  /// An absence counts only in a window in which a control came through the same channel.
  mutating func play(_ none: ExpectNoneStep, _ s: Step, _ row: Row?) async throws(Stuck) {
    if case .after(let limit)? = none.until, let length = duration(limit, row) {
      idle(atMost: length)
      try await wait(until: length.after(now), patience: stage.patience(for: none.transfer.kind)) { _ in false }
    }
    try await settle()
    let start = none.from.flatMap { outputs[$0.text]?.mark } ?? 0
    let kind: MessageKind = none.transfer.isPart ? "list" : none.transfer.kind
    let predicate = predicate(about: none.about, where: none.where, none.transfer, row)
    let came = book.with { inbox in
      inbox.arrivals.filter {
        $0.ordinal >= start && !$0.repeated && $0.key == TransferKey(from: none.transfer.from, to: none.transfer.to, kind: kind)
      }
    }
    let wrong = came.filter(predicate).dropFirst(none.beyond)
    let control = control(none, came, row)
    for check in s.checks {
      var draft = Draft(
        step: s.id.text, check: InstancePlan.name(check, row, nil), requirement: check.requirement?.text, seen: .right,
        evidence: control.evidence, expected: none.beyond == 0 ? "no \(none.transfer)" : "at most \(none.beyond) of \(none.transfer)",
        actual: none.beyond == 0 ? "none" : "no more")
      if let first = wrong.first {
        draft.seen = .wrong(.failUnexpected)
        draft.evidence = [first.exchange]
        draft.actual = "\(wrong.count + none.beyond) came, the first\(none.beyond == 0 ? "" : " too many") in \(first.exchange)"
      } else if !control.holds {
        draft.seen = .lacking(.inconclusiveNoControl)
        draft.note = control.note
      } else {
        draft.evidence.append("settled \(now)")
      }
      judge(draft)
    }
  }

  private func control(_ none: ExpectNoneStep, _ came: [Arrival], _ row: Row?) -> (holds: Bool, evidence: [String], note: String?) {
    var evidence: [String] = []
    switch none.control {
    case .step(let word):
      guard let control = outputs[word.text]?.control, control.holds else { return (false, [], "the control of \(word) did not come") }
      evidence = control.evidence
    case .lines(let assertion):
      let asserted = assertions(row).judge(assertion, Seen(came))
      guard asserted.isRight else { return (false, [], "the control did not come: \(asserted.actual)") }
      evidence = came.map(\.exchange)
    case nil: return (false, [], "the page names no control")
    }
    if case .cycleClosed? = none.until, let from = none.from, stage.occupant(none.transfer.from) == .real {
      // A real payer may simply not have run: the next list, or its word that the cycle is empty, ends the window.
      guard !came.isEmpty || outputs[from.text]?.cycle?.isEmpty == true else {
        return (false, [], "neither the next list nor a sign of an empty cycle was seen")
      }
    }
    return (true, evidence, nil)
  }
}
