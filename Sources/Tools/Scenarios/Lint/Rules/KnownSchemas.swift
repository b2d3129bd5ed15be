import SourceText

/// Each schema that a check names lies in the suite's own folder `schemas/`.
struct KnownSchemas: LintRule {
  var code: DiagnosticCode { .fileNotFound }

  func diagnose(_ subject: LintSubject) -> [Diagnostic] {
    guard subject.kind != .useCases else { return [] }
    let assertions = subject.scenario.steps.flatMap { $0.premises + $0.checks.map(\.assertion) }
    return assertions.compactMap { Self.named($0.matcher) }.filter { !subject.schemas.knows($0.path) }.map { path, name in
      let there = subject.schemas.files
      let next =
        Spelling.nearest(path, in: there).map { "is `\($0)` meant? The name is written without folder and ending" }
        ?? (there.isEmpty ? "add the file" : "add the file, or name one of: \(there.joined(separator: ", "))")
      return finding("the suite has no file `\(path)`", at: name.span, next: next)
    }
  }

  private static func named(_ matcher: Matcher) -> (path: String, name: Word)? {
    if case .path(_, let inner) = matcher { return named(inner) }
    return SuiteSchemas.file(of: matcher)
  }
}
