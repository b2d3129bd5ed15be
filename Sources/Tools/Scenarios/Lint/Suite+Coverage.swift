import Conformance
import SourceText

extension Suite {
  /// How often each requirement is cited by the checks of everything that can be played, in the order of the requirements.
  package func citations(faults: (FaultQuestion) -> [String] = { _ in [] }) -> [(requirement: RequirementDecl, checks: Int)] {
    let cited = (instances(faults: faults).value ?? []).flatMap { $0.scenario.steps.flatMap(\.checks) }.compactMap { $0.requirement?.text }
    var counts: [String: Int] = [:]
    for id in cited { counts[id, default: 0] += 1 }
    return requirements.map { ($0, counts[$0.id.text] ?? 0) }
  }

  /// In a catalogue of published texts a must without a check needs a reason; a reason beside a check says something that is not so.
  func lintCoverage(faults: (FaultQuestion) -> [String]) -> [Diagnostic] {
    guard !editions.isEmpty else { return [] }
    return citations(faults: faults).compactMap { one in
      let decl = one.requirement
      switch (one.checks, decl.unchecked) {
      case (_, let reason?) where decl.requirement.strength == .must && !reason.excusesMusts:
        return Diagnostic(
          .mustWithoutCheck, "`\(decl.id)` is a must, and \(reason.rawValue) is no reason why one is not checked", at: decl.span,
          next: "write its check, or say by a reason of the text why there can be none")
      case (0, nil) where decl.requirement.strength == .must:
        return Diagnostic(.mustWithoutCheck, "`\(decl.id)` is a must, and no check cites it", at: decl.span)
      case (1..., let reason?):
        return Diagnostic(
          .mustWithoutCheck, "`\(decl.id)` is said to be unchecked (\(reason.rawValue)), and \(one.checks) checks cite it", at: decl.span,
          next: "remove `unchecked`")
      default: return nil
      }
    }
  }
}
