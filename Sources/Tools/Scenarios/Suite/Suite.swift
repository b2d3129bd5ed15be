import Conformance
package import SourceText

/// Scenarios that are published together with a version, and the requirements that they cite.
package struct Suite: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// Facts only: runs over every dialect.
    case useCases = "use-cases"
    /// Raw HTTP of one dialect.
    case wire
  }

  package let id: Word
  package let version: String
  package let title: String
  package let summary: String
  package let kind: Kind
  package let status: Scenario.Status
  /// What one role must meet in given dialects, in the order of suite.yaml.
  package let profiles: [ProfileDecl]
  /// Those in force, in the order of the file.
  package let requirements: [RequirementDecl]
  /// Those that no longer hold, and whose ids nobody else gets.
  package let withdrawn: [RequirementDecl]
  /// What was published of it so far; nil where nothing was.
  package let record: PublicationRecord?
  /// The published texts that its requirements are taken from.
  package let editions: [EditionDecl]
  /// In the order of their file names.
  package let pages: [ScenarioPage]
  /// By which its checks judge raw bodies.
  package let schemas: SuiteSchemas
  package let span: SourceSpan

  package func page(_ id: String) -> ScenarioPage? { pages.first { $0.base.id.text == id } }
  package func requirement(_ id: String) -> RequirementDecl? { requirements.first { $0.id.text == id } }

  /// Everything that can be played, in order: each base with its variants behind it.
  package func instances(faults: (FaultQuestion) -> [String] = { _ in [] }) -> Diagnosed<[ComposedScenario]> {
    var all = Diagnosed<[ComposedScenario]>([])
    for page in pages {
      let some = page.instances(faults: faults)
      all.value? += some.value ?? []
      all.diagnostics += some.diagnostics
    }
    return all
  }
}
