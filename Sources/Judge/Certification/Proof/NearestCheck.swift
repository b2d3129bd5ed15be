package import Conformance
package import Evidence

/// The check that came nearest to a defect which nothing killed, what it said, and what to do next.
package struct NearestCheck: Hashable, Sendable {
  package enum Link: String, Sendable, CaseIterable {
    /// It cites the requirement that the defect names.
    case cites
    /// No check that was played cites it; this one reads what the defect changes.
    case reads
  }
  package let name: CheckName
  package let link: Link
  /// nil where it was planned and never judged.
  package let verdict: Verdict?
  package let said: String
  package let next: String

  package init(_ name: CheckName, _ link: Link, verdict: Verdict?, said: String, next: String) {
    self.name = name
    self.link = link
    self.verdict = verdict
    self.said = said
    self.next = next
  }

  /// `touches`: the words of the places that the defect changes: `sync-search`, `header`, `status`.
  package init?(to breaks: RequirementID, by role: RoleName, touching touches: [String], in ledger: Ledger) {
    if let decisive = ledger.requirement(breaks)?.decisive {
      self.init(citing: decisive, breaks, role, ledger)
      return
    }
    guard let found = Self.reading(touches, role, ledger) else { return nil }
    self.init(
      ledger.checkName(of: found), .reads, verdict: found.verdict, said: Self.said(found),
      next: "no check that was played cites \(breaks); this one reads what the defect changes: write one beside it that cites \(breaks)")
  }

  private init(citing check: CheckResult, _ breaks: RequirementID, _ role: RoleName, _ ledger: Ledger) {
    let next: String =
      switch check.verdict {
      case .pass: "it passes although the system is wrong: let it look at what the defect changes, or correct `breaks:`"
      case .fail, .warn: "it fails, and blames \(check.judges): `binds:` of \(breaks) and `role:` of the defect must be the same"
      case .notApplicable: "it does not apply here: play the defect where it does, with `dialects:` or `policy:`"
      case .inconclusive, .review, .notRun, .error: check.reason?.nextStep ?? "let the scenario come to this check under the defect"
      }
    self.init(ledger.checkName(of: check), .cites, verdict: check.verdict, said: Self.said(check), next: next)
  }

  /// The check that names most of the places; the first of equals, and none where nothing fits.
  private static func reading(_ touches: [String], _ role: RoleName, _ ledger: Ledger) -> CheckResult? {
    let wanted = Set(touches)
    var best: (check: CheckResult, score: Int)?
    for one in ledger.instances {
      for check in one.checks.map(\.result) {
        let step = one.planned.steps.first { $0.id == check.step }?.title ?? ""
        let score = wanted.intersection(words(step) + words(check.expected ?? "")).count * 2 + (check.judges == role ? 1 : 0)
        if score > 1, score > best?.score ?? 0 { best = (check, score) }
      }
    }
    return best?.check
  }

  private static func words(_ text: String) -> [String] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }.map(String.init)
  }

  private static func said(_ check: CheckResult) -> String {
    [check.reason?.rawValue, check.actual ?? check.note].compactMap(\.self).joined(separator: ", ")
  }
}
