import Conformance
import SourceText

extension LoadContext {
  /// Each id is there once, and none that a requirement had before, or that was withdrawn, is given to another.
  mutating func ids(_ rows: [RequirementDecl]) {
    let gone = rows.filter { $0.withdrawn != nil }
    for one in gone {
      for again in rows where again.id == one.id && again.span != one.span {
        report(
          Diagnostic(
            .idUsedBefore, "`\(one.id)` was withdrawn, and is here again", at: again.span,
            notes: [Diagnostic.Note("withdrawn here", one.span)]))
      }
    }
    let clashes = rows.filter { row in gone.contains { $0.id == row.id && $0.span != row.span } }.map(\.id)
    unique(rows.filter { !clashes.contains($0.id) }.map { Word($0.id.text, $0.span) }, "requirement")
    let former = rows.flatMap { row in row.formerly.map { (old: $0, row: row) } }
    unique(former.map(\.old), "former id")
    for one in former {
      guard let again = rows.first(where: { $0.id.text == one.old.text }) else { continue }
      report(
        Diagnostic(
          .idUsedBefore, "`\(one.old)` is what `\(one.row.id)` was called before", at: again.span,
          notes: [Diagnostic.Note("said here", one.old.span)]))
    }
  }
}

extension Suite {
  /// What was published is still there in some way, and what was withdrawn or renamed then has not come back.
  func lintIDs() -> [Diagnostic] {
    guard let record else { return [] }
    return record.rows.compactMap { row in
      let declared = requirements.first { $0.id.text == row.id.text }
      switch row.state {
      case .held:
        let isKnown =
          declared != nil || withdrawn.contains { $0.id.text == row.id.text } || requirements.contains { $0.formerly.contains(row.id) }
        return isKnown ? nil : Diagnostic(.idVanished, "`\(row.id)` was published, and is gone", at: row.id.span)
      case .withdrawn, .renamed:
        guard let declared else { return nil }
        let what = row.state == .withdrawn ? "withdrawn" : "renamed"
        return Diagnostic(
          .idUsedBefore, "`\(row.id)` was \(what) in an earlier version, and is here again", at: declared.span,
          notes: [Diagnostic.Note("as published", row.id.span)])
      }
    }
  }
}
