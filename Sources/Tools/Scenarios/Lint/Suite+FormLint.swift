import SourceText

extension Suite {
  /// A requirement that names the schema of its form has that schema, and checks that judge by it and by no other.
  func lintForms(faults: (FaultQuestion) -> [String]) -> [Diagnostic] {
    let named = requirements.filter { $0.form != nil }
    guard !named.isEmpty else { return [] }
    let judged = forms(faults: faults)
    return named.compactMap { decl in
      guard let form = decl.form else { return nil }
      let own = judged.filter { $0.requirements.contains(decl.id) }.map(\.schema)
      guard schemas.knows(SuiteSchemas.folder + form.text + ".json") else { return unknown(form) }
      if let other = own.first(where: { $0 != form.text }) {
        return Diagnostic(
          .mustWithoutCheck, "the form of `\(decl.id)` is `\(form)`, and a check judges it by `\(other)`", at: form.span,
          next: "let its checks judge by one schema")
      }
      guard own.isEmpty else { return nil }
      return Diagnostic(
        .mustWithoutCheck, "the form of `\(decl.id)` is `\(form)`, and no check judges it by that schema", at: form.span,
        next: "write `schema: \(form)` in a check that cites it")
    }
  }

  private func unknown(_ form: Word) -> Diagnostic {
    let path = SuiteSchemas.folder + form.text + ".json"
    let near = Spelling.nearest(path, in: schemas.files).map { "is `\($0)` meant? The name is written without folder and ending" }
    return Diagnostic(
      .fileNotFound, "the suite has no file `\(path)`", at: form.span,
      next: near ?? "add the file, or correct the name: it is written without folder and ending")
  }
}
