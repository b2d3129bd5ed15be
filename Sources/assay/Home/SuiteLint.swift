import Scenarios
import SourceText

/// All that can be said of one suite, as every command says it.
struct SuiteLint {
  /// nil where it is no suite at all.
  let suite: Suite?
  let found: [Diagnostic]

  init(_ folder: SuiteFolder, _ knowledge: LanguageKnowledge) {
    let loaded = Suite.load(folder)
    // A page that cannot be read whole is not judged further: what follows from the first complaint would hide it.
    let broken = Set(loaded.errors.map(\.file.name))
    let isWhole = loaded.value.map { !$0.requirements.isEmpty } ?? false
    let findings = (loaded.value?.lint(knowledge, faults: Knowledge.faults) ?? [])
      .filter { !broken.contains($0.file.name) && (isWhole || $0.code != .unknownRequirement) }
    suite = loaded.value
    found = (loaded.diagnostics + findings).withoutRepeats.byPlace
  }
}
