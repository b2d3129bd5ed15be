package import SourceText

/// All rules, in the order of their codes.
package enum LintCatalogue {
  package static let rules: [any LintRule] = [
    KnownNames(), KnownWords(), KnownFacts(), KnownReferences(), AbsenceHasControl(), AbsenceHasWindow(), ProbeHasContrast(),
    GivenIsConfirmed(), NoWireDetail(), KnownRequirements(), CheckIsKilled(), VariantChanges(), FactIsCarried(), StrongMatcher(),
    CaptureIsUsed(), MessageHasEdge(), PlayedMatchers(), KnownSchemas(), CitedIsInForce(),
  ]

  package static func diagnose(_ subject: LintSubject) -> [Diagnostic] { rules.flatMap { $0.diagnose(subject) } }
}

extension Suite {
  /// All that can be said about every composed scenario, by file and place, each finding once.
  package func lint(_ knowledge: LanguageKnowledge = .init(), faults: (FaultQuestion) -> [String] = { _ in [] }) -> [Diagnostic] {
    let composed = instances(faults: faults)
    let findings = (composed.value ?? []).flatMap { one in
      LintCatalogue.diagnose(
        LintSubject(
          composed: one, requirements: requirements, withdrawn: withdrawn, kind: kind, schemas: schemas, knowledge: knowledge))
    }
    return
      (composed.diagnostics + findings + lintProfiles(knowledge) + lintCoverage(faults: faults) + lintForms(faults: faults) + lintIDs())
      .withoutRepeats.byPlace
  }
}

extension [Diagnostic] {
  /// By file and place; those of one place in the order in which they were found.
  package var byPlace: [Diagnostic] {
    enumerated().sorted { a, b in
      let (x, y) = (a.element.span, b.element.span)
      if x.file.name != y.file.name { return x.file.name < y.file.name }
      return x.start != y.start ? x.start < y.start : a.offset < b.offset
    }.map(\.element)
  }
}
