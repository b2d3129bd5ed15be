package import Conformance
import Facts
package import SourceText

/// What the suites of a home know, so that a file beside runs can be checked against it.
package struct BesideKnowledge: Sendable {
  package var instances: [String]
  package var requirements: [Requirement]

  package init(instances: [String], requirements: [Requirement]) {
    self.instances = instances
    self.requirements = requirements
  }
}

extension BesideDocument {
  /// What can be said of the file by itself, on a day, and against the suites at hand. A name that these do not know is a warning:
  /// suites may live elsewhere.
  package func lint(on day: String, _ known: BesideKnowledge?) -> [Diagnostic] {
    (expected ?? []).flatMap { lint($0, day, known) } + (waived ?? []).flatMap { lint($0, day, known) }
  }

  private func lint(_ one: Expected, _ day: String, _ known: BesideKnowledge?) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if one.entry.isUnassigned { found.append(Diagnostic(.nobodyOwns, "nobody owns \(one.entry)", at: one.owner)) }
    if one.entry.isExpired(on: day) {
      found.append(Diagnostic(.pastItsDay, "\(one.entry) was allowed until \(one.entry.expires)", at: one.expires))
    }
    return found + unknown(one.requirement, [one.scenario], known, keysOnly: true)
  }

  private func lint(_ one: Waived, _ day: String, _ known: BesideKnowledge?) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if one.waiver.expires < day {
      found.append(Diagnostic(.pastItsDay, "the waiver of \(one.requirement) held until \(one.waiver.expires)", at: one.expires))
    }
    let isGate = known?.requirements.contains { $0.id == one.waiver.requirement && $0.gate != nil } ?? false
    if isGate, one.waiver.decision == .accepted {
      found.append(Diagnostic(.waivedGate, "\(one.requirement) is a gate", at: one.requirement.span))
    }
    return found + unknown(one.requirement, one.scenarios, known, keysOnly: false)
  }

  private func unknown(_ requirement: Word, _ scenarios: [Word], _ known: BesideKnowledge?, keysOnly: Bool) -> [Diagnostic] {
    guard let known else { return [] }
    let ids = known.requirements.map(\.id.text)
    let bases = known.instances.map { String($0.prefix { $0 != "/" && $0 != "[" }) }
    let names = keysOnly ? known.instances : known.instances + bases + known.instances.map { String($0.prefix { $0 != "[" }) }
    var found: [Diagnostic] = []
    if let now = known.requirements.first(where: { $0.formerly.contains(RequirementID(requirement.text)) }) {
      found.append(
        Diagnostic(
          .unknownRequirement, "`\(requirement)` was renamed; it is still followed", at: requirement.span, next: "write `\(now.id)`",
          severity: .warning))
    } else if !ids.contains(requirement.text) {
      let next = Spelling.nearest(requirement.text, in: ids).map { "write `\($0)`" }
      found.append(
        Diagnostic(
          .unknownRequirement, "no suite here has a requirement `\(requirement)`", at: requirement.span, next: next, severity: .warning))
    }
    for scenario in scenarios where !names.contains(scenario.text) {
      let next = Spelling.nearest(scenario.text, in: names).map { "write `\($0)`" } ?? "`assay list scenarios` shows the keys"
      found.append(
        Diagnostic(.unknownName, "no suite here has an instance `\(scenario)`", at: scenario.span, next: next, severity: .warning))
    }
    return found
  }
}
