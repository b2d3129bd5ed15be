import Conformance
import SourceText

/// A check cites a clause that can be read.
struct KnownRequirements: LintRule {
  var code: DiagnosticCode { .unknownRequirement }

  func diagnose(_ subject: LintSubject) -> [Diagnostic] {
    let known = subject.requirements.map(\.id.text)
    return subject.scenario.steps.flatMap(\.checks).compactMap { check in
      guard let cited = check.requirement else { return nil }
      guard let declared = subject.requirements.first(where: { $0.id.text == cited.text }) else {
        if let now = subject.requirements.first(where: { $0.formerly.contains(cited) }) {
          return finding("`\(cited)` was renamed", at: cited.span, next: "write `\(now.id)`")
        }
        if subject.withdrawn.contains(where: { $0.id.text == cited.text }) { return nil }
        let guess = Spelling.nearest(cited.text, in: known)
        return finding("there is no requirement `\(cited)`", at: cited.span, next: guess.map { "is `\($0)` meant?" })
      }
      guard let condition = declared.condition,
        let lacking = condition.terms.first(where: { subject.scenario.policy($0.policy) == nil })?.policy
      else { return nil }
      return finding(
        "`\(cited)` applies when \(condition), and this page has no policy `\(lacking)`", at: cited.span,
        next: "declare the policy `\(lacking)`")
    }
  }
}
